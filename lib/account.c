/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account.h"
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_MESSAGES = 10, ALLOWED_PLACES = 6 };

static void read_allowed(struct account *account)
{
	struct text limit = text_of(account->max_rejects);
	account->allowed_percent = limit.length && limit.at[limit.length - 1] == '%';
	limit.length -= account->allowed_percent;
	if (!number_decimal(limit, ALLOWED_PLACES, &account->allowed) || account->allowed < 0)
		fail(STATUS_USAGE,
			_("--max-rejects: found %s, expected a number or a percentage such as 1%%"),
			quote(text_of(account->max_rejects)).string);
}

void account_open(struct account *account)
{
	read_allowed(account);
	if (account->host)
		return;
	if (account->rejects_path) {
		sink_open(&account->rejects, account->rejects_path, false);
		sink_string(&account->rejects,
			"filter\torigin\treason\tcolumn\tvalue\texpected\trecord\n");
	}
	if (account->quality_path) {
		sink_open(&account->quality, account->quality_path, false);
		finding_header(&account->quality);
	}
}

static void count_reason(struct tally *tally, struct text reason)
{
	uint32_t known = tally->reasons.count;
	uint32_t number = dictionary_add(&tally->reasons, reason);
	tally->counts = memory_grow(
		tally->counts, &tally->room, tally->reasons.count, sizeof *tally->counts);
	if (number == known)
		tally->counts[number] = 0;
	tally->counts[number]++;
}

void account_skip(struct account *account, struct text reason)
{
	count_reason(&account->skipped_for, reason);
}

void account_pass(struct account *account, struct text reason)
{
	account->passed++;
	account_skip(account, reason);
}

/* The account whose files it writes to. */
static struct account *files_of(struct account *account)
{
	return account->host ? account->host : account;
}

static void put_finding(struct account *account, struct finding finding)
{
	struct account *files = files_of(account);
	finding.filter = account->filter;
	if (files->quality_path)
		finding_put(&files->quality, &finding);
}

void account_warn(struct account *account, const struct finding *finding)
{
	count_reason(&account->warned_of, text_of(finding->check));
	put_finding(account, *finding);
}

void account_correct(struct account *account, struct text figure)
{
	count_reason(&account->corrected, figure);
}

static void tell(const struct account *account, const struct reject *reject)
{
	/* The streams have them in English; here they are said in the user's language. */
	const char *reason = *reject->reason ? _(reject->reason) : "";
	bool known = reject->expected && *reject->expected;
	const char *expected = known ? _(reject->expected) : "";
	const char *link = known ? _(", expected ") : "";
	int length = (int)reject->origin.length;
	if (account->rejected > MOST_MESSAGES)
		return;
	if (account->rejected == MOST_MESSAGES)
		message(_("more records are rejected; --rejects FILE keeps them all"));
	else if (reject->column)
		message(_("%.*s: column \"%s\": found %s%s%s: %s"), length, reject->origin.at,
			reject->column, quote(reject->value).string, link, expected, reason);
	else
		message("%.*s: %s%s%s", length, reject->origin.at, reason, link, expected);
}

void account_reject(struct account *account, const struct reject *reject)
{
	struct account *files = files_of(account);
	struct text column = text_of(reject->column ? reject->column : "");
	struct text value = reject->column ? reject->value : text_of("");
	struct text expected = text_of(reject->expected ? reject->expected : "");
	count_reason(&account->rejected_for, text_of(reject->reason));
	put_finding(account,
		(struct finding){SEVERITY_ERROR, reject->reason, reject->origin, reject->school,
			column, value, expected, NULL});
	if (!files->rejects_path) {
		tell(account, reject);
		account->rejected++;
		return;
	}
	account->rejected++;
	struct sink *rejects = &files->rejects;
	const struct text cells[] = {text_of(account->filter), reject->origin,
		text_of(reject->reason), column, value, expected, reject->record};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (i)
			sink_byte(rejects, '\t');
		sink_escaped(rejects, cells[i]);
	}
	sink_byte(rejects, '\n');
}

static void put_count(struct sink *stats, const struct account *account, const char *kind,
	struct text reason, uint64_t count)
{
	sink_escaped(stats, text_of(account->filter));
	sink_byte(stats, '\t');
	sink_string(stats, kind);
	sink_byte(stats, '\t');
	sink_escaped(stats, reason);
	sink_byte(stats, '\t');
	sink_count(stats, count);
	sink_byte(stats, '\n');
}

/* Returns the sum of the counts. */
static uint64_t put_reasons(struct sink *stats, const struct account *account, const char *kind,
	const struct tally *tally)
{
	uint64_t sum = 0;
	uint32_t *order = dictionary_sorted(&tally->reasons);
	for (uint32_t i = 0; i < tally->reasons.count; i++) {
		uint64_t count = tally->counts[order[i]];
		if (stats)
			put_count(stats, account, kind, tally->reasons.texts[order[i]], count);
		sum += count;
	}
	free(order);
	return sum;
}

/* The stats file, or NULL if there is none. */
static struct sink *open_stats(struct account *account)
{
	struct account *files = files_of(account);
	if (!files->stats_path)
		return NULL;
	if (!files->stats_open) {
		sink_open(&files->stats, files->stats_path, false);
		sink_string(&files->stats, "filter\tkind\treason\tcount\n");
		files->stats_open = true;
	}
	return &files->stats;
}

static void write_stats(struct account *account)
{
	struct sink *stats = open_stats(account);
	if (stats) {
		put_reasons(stats, account, "corrected", &account->corrected);
		put_count(stats, account, "output", text_of(""), account->output);
		put_count(stats, account, "read", text_of(""), account->read);
	}
	uint64_t rejected = put_reasons(stats, account, "rejected", &account->rejected_for);
	uint64_t skipped = put_reasons(stats, account, "skipped", &account->skipped_for);
	/* A record that is nowhere would be a fault of the program itself: never pass over it. */
	if (account->read != account->written + skipped + rejected)
		fail(STATUS_SYSTEM,
			_("%" PRIu64 " records read, but %" PRIu64 " written, %" PRIu64
			  " skipped and %" PRIu64 " rejected: this is a fault in the program"),
			account->read, account->written, skipped, rejected);
	if (!stats)
		return;
	put_reasons(stats, account, "warned", &account->warned_of);
	put_count(stats, account, "written", text_of(""), account->written);
}

static void close_files(struct account *account)
{
	if (account->host)
		return;
	if (account->stats_path)
		sink_close(&account->stats);
	if (account->rejects_path)
		sink_close(&account->rejects);
	if (account->quality_path)
		sink_close(&account->quality);
}

static void empty_tally(struct tally *tally)
{
	dictionary_empty(&tally->reasons);
	free(tally->counts);
}

int account_close(struct account *account)
{
	write_stats(account);
	close_files(account);
	empty_tally(&account->skipped_for);
	empty_tally(&account->rejected_for);
	empty_tally(&account->warned_of);
	empty_tally(&account->corrected);
	if (!account->rejected)
		return account->faulty ? STATUS_DATA : STATUS_WELL;
	message_note(_("%" PRIu64 " of %" PRIu64 " records rejected"), account->rejected,
		account->read - account->passed);
	if (account->faulty)
		return STATUS_DATA;
	wide scale = number_power(ALLOWED_PLACES);
	wide measured = (wide)account->rejected * scale;
	if (account->allowed_percent)
		return measured * 100 > account->allowed * (wide)(account->read - account->passed)
			? STATUS_DATA
			: STATUS_WELL;
	return measured > account->allowed ? STATUS_DATA : STATUS_WELL;
}
