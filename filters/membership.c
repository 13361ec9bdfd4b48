/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-membership: verdicts to the way of every school into the programme and out of it.
 *
 * in:  classes: year municipality school_id rule class reason
 * out: membership: year municipality school_id status since years reason
 * Memory: a verdict per school and year, and the registry.
 */
#include "calendar.h"
#include "basis.h"
#include "filter.h"
#include "improvement.h"
#include "membership.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "standing.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	const char *enter, *bad, *rule, *good_years, *least_years, *lag, *support, *schools,
		*improved, *indicator, *results;
	struct option_list needed, pauses;
	bool all;
} options = {.good_years = "1", .least_years = "0", .lag = "1"};

static const struct option option_rows[] = {
	{'e', "enter", OPTION_TEXT, &options.enter, "CLASS",
		"verdicts that bring a school in; C|C: either; none, if not given"},
	{'b', "bad", OPTION_TEXT, &options.bad, "CLASS",
		"verdicts that keep a school in; those of --enter always do"},
	{'r', "rule", OPTION_TEXT, &options.rule, "NAME", "only verdicts by this rule"},
	{'g', "good-years", OPTION_TEXT, &options.good_years, "N",
		"so many years running without such a verdict to leave"},
	{'l', "least-years", OPTION_TEXT, &options.least_years, "N",
		"so many years in the programme before a school may leave"},
	{'i', "improved", OPTION_TEXT, &options.improved, "FILE",
		"dynamics: leaving asks for an improvement too"},
	{0, "indicator", OPTION_TEXT, &options.indicator, "NAME",
		"the indicator that must improve"},
	{0, "results", OPTION_TEXT, &options.results, "FILE",
		"observations: no school leaves in a year that lacks a kind of procedure"},
	{0, "needed", OPTION_LIST, &options.needed, "PATTERN",
		"a kind of procedure for --results: measures that fit"},
	{0, "pauses", OPTION_LIST, &options.pauses, "FILE",
		"table for --results: years in which a procedure was not held"},
	{0, "lag", OPTION_TEXT, &options.lag, "YEARS",
		"verdicts of a year decide on the programme of so many years later"},
	{'s', "support", OPTION_TEXT, &options.support, "FILE",
		"a list of who is in the programme, since when and until when"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry: codes lead to schools, those that are closed are out"},
	{'a', "all", OPTION_FLAG, &options.all, NULL, "also write the schools outside"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-membership",
	.summary = "verdicts to the way into the programme and out of it",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-membership --enter low --good-years 2 classes.tsv >membership.tsv",
};

enum { YEAR, MUNICIPALITY, SCHOOL, RULE, CLASS, REASON };

/* A school's verdict of a year. */
struct verdict {
	uint32_t school;
	uint64_t year;
	struct text municipality, class, reason;
};

struct member_work {
	struct filter filter;
	struct stream stream;
	struct registry registry;
	struct support support;
	struct membership_rule rule;
	uint64_t lag;
	struct dictionary schools, classes;
	struct improvements improvements;
	struct basis basis;
	struct verdict *verdicts; /* by school and year */
	size_t count, room;
	uint64_t first, last; /* years of verdicts */
	uint64_t start;       /* the first year of the programme */
	struct arena arena;
};

static uint64_t read_count(const char *name, const char *value, uint64_t least)
{
	uint64_t count;
	if (!number_count(text_of(value), &count) || count < least || count > 100)
		fail(STATUS_USAGE, _("--%s: found %s, expected a whole number from %u to 100"),
			name, quote(text_of(value)).string, (unsigned)least);
	return count;
}

static void read_options(struct member_work *work)
{
	work->rule = (struct membership_rule){
		.good_years = read_count("good-years", options.good_years, 1),
		.least_years = read_count("least-years", options.least_years, 0),
		.improvement = options.improved != NULL,
	};
	work->lag = read_count("lag", options.lag, 0);
	if (!options.enter && !(options.support && options.bad))
		fail(STATUS_USAGE,
			_("--enter CLASS is required, or --support FILE with --bad CLASS: who "
			  "comes "
			  "in and who may leave"));
	if (!options.improved != !options.indicator)
		fail(STATUS_USAGE, _("--improved and --indicator belong together"));
	if (!options.results != !options.needed.count)
		fail(STATUS_USAGE, _("--results and --needed belong together"));
	if (options.schools)
		registry_load(&work->registry, options.schools, NULL);
	if (options.support)
		support_load(&work->support, &work->filter, options.support,
			options.schools ? &work->registry : NULL);
	if (options.improved)
		improvements_load(
			&work->improvements, &work->filter, options.improved, options.indicator);
	if (options.results)
		basis_load(&work->basis, &work->filter, options.results, &options.needed,
			&options.pauses);
}

static void add_verdict(struct member_work *work, struct verdict verdict)
{
	work->verdicts =
		memory_grow(work->verdicts, &work->room, work->count + 1, sizeof *work->verdicts);
	work->verdicts[work->count++] = verdict;
}

static bool has_successor(const struct member_work *work, struct text id)
{
	const struct school *school = registry_find(&work->registry, BY_CODE, id);
	return school && registry_heir(&work->registry, school) != school;
}

static void take_verdict(struct member_work *work)
{
	const struct text *values = work->stream.values;
	struct verdict verdict;
	if (options.rule && !text_is(values[RULE], options.rule)) {
		account_skip(&work->filter.account, text_of("another rule"));
	} else if (!calendar_year(values[YEAR], &verdict.year)) {
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
	} else if (has_successor(work, values[SCHOOL])) {
		account_skip(&work->filter.account, text_of("results go to its successor"));
	} else if (!values[SCHOOL].length || !values[CLASS].length) {
		filter_reject(&work->filter, &work->stream, "no verdict",
			values[SCHOOL].length ? "class" : "school_id",
			values[SCHOOL].length ? CLASS : SCHOOL, "a verdict on a school");
	} else {
		dictionary_add(&work->classes, values[CLASS]);
		verdict.school = dictionary_add(&work->schools, values[SCHOOL]);
		verdict.municipality = arena_copy(&work->arena, values[MUNICIPALITY]);
		verdict.class = arena_copy(&work->arena, values[CLASS]);
		verdict.reason = arena_copy(&work->arena, values[REASON]);
		add_verdict(work, verdict);
		work->first =
			work->first && work->first < verdict.year ? work->first : verdict.year;
		work->last = work->last > verdict.year ? work->last : verdict.year;
		work->filter.account.written++;
	}
}

static void take_stream(struct member_work *work)
{
	static const char *const names[] = {
		"year", "municipality", "school_id", "rule", "class", "reason"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i],
			i == YEAR || i == SCHOOL || i == CLASS || (i == RULE && options.rule));
	while (filter_next(&work->filter, &work->stream))
		take_verdict(work);
}

/* Schools of the list that no verdict names are told of all the same. */
static void add_unjudged(struct member_work *work)
{
	for (size_t i = 0; i < work->support.count && work->last; i++) {
		struct text id = work->support.episodes[i].school;
		uint32_t known = work->schools.count, number = dictionary_add(&work->schools, id);
		const struct school *school = registry_find(&work->registry, BY_CODE, id);
		if (number == known)
			add_verdict(work,
				(struct verdict){number, work->last,
					school ? school->municipality : text_of(""),
					text_of("no_data"), text_of("no verdict at all")});
	}
}

/* The programme begins with the first year that a verdict decides on; with somebody else's list, in the first
 * year that there are verdicts of, if it has anybody on it by then. */
static void find_start(struct member_work *work)
{
	work->start = work->first + work->lag;
	for (size_t i = 0; i < work->support.count; i++) {
		uint64_t from = work->support.episodes[i].from;
		from = from > work->first ? from : work->first;
		work->start = from < work->start ? from : work->start;
	}
}

static int compare_verdicts(const void *a, const void *b, void *context)
{
	const struct member_work *work = context;
	const struct verdict *one = a, *other = b;
	int order =
		text_compare(work->schools.texts[one->school], work->schools.texts[other->school]);
	return order ? order : (one->year > other->year) - (one->year < other->year);
}

/* Two verdicts of one school and year: nobody here can say which counts. */
static void sort_verdicts(struct member_work *work)
{
	if (work->count)
		qsort_r(work->verdicts, work->count, sizeof *work->verdicts, compare_verdicts,
			work);
	for (size_t i = 1; i < work->count; i++)
		if (!compare_verdicts(&work->verdicts[i - 1], &work->verdicts[i], work))
			fail(STATUS_DATA,
				_("school %s has two verdicts in %u; --rule says which count"),
				quote(work->schools.texts[work->verdicts[i].school]).string,
				(unsigned)work->verdicts[i].year);
}

static enum verdict_kind kind_of(const struct verdict *verdict)
{
	if (!verdict || text_is(verdict->class, "no_data"))
		return VERDICT_NONE;
	if (text_is_one_of(text_of(options.enter ? options.enter : ""), verdict->class))
		return VERDICT_ENTERS;
	if (text_is_one_of(text_of(options.bad ? options.bad : ""), verdict->class))
		return VERDICT_BAD;
	return VERDICT_GOOD;
}

/* The episode of the list that the year lies in, or NULL. */
static const struct episode *listed_in(
	const struct member_work *work, uint32_t school, uint64_t year)
{
	size_t count;
	const struct episode *episodes =
		support_find(&work->support, work->schools.texts[school], &count);
	for (size_t i = 0; i < count; i++)
		if (episodes[i].from <= year && year <= episodes[i].to)
			return &episodes[i];
	return NULL;
}

/* A good verdict that goes without what the year before had is a finding. */
static void tell_lack(struct member_work *work, struct text school, const struct lack *lack)
{
	char expected[100];
	if (!lack->measures.length)
		return;
	snprintf(expected, sizeof expected,
		lack->kind ? "those of %u; without a whole kind of them the school does not leave"
			   : "those of %u, for the verdict decides whether the school leaves",
		(unsigned)lack->before);
	account_warn(&work->filter.account,
		&(struct finding){SEVERITY_WARNING, "good verdict on fewer procedures", text_of(""),
			school, text_of(lack->measures.string), text_of(""), text_of(expected),
			NULL});
}

struct standings {
	struct standing *items;
	size_t count, room;
};

/* The school's last year by the registry; one that has a successor is not judged here. */
static uint64_t last_year_of(const struct member_work *work, struct text id)
{
	const struct school *school = registry_find(&work->registry, BY_CODE, id);
	return school ? school->last_year : UINT64_MAX;
}

/* All years of a school, whose verdicts are `from` to `to`. */
static void follow(struct member_work *work, size_t from, size_t to, struct standings *standings)
{
	struct membership member = {0};
	size_t at = from, episode_count;
	struct text school = work->schools.texts[work->verdicts[from].school];
	const struct episode *episodes = support_find(&work->support, school, &episode_count);
	uint64_t last_year = last_year_of(work, school);
	for (uint64_t year = work->start - work->lag; year <= work->last; year++) {
		while (at < to && work->verdicts[at].year < year)
			at++;
		const struct verdict *verdict =
			at < to && work->verdicts[at].year == year ? &work->verdicts[at] : NULL;
		struct membership_facts facts = {
			.year = year + work->lag,
			.verdict = kind_of(verdict),
			.gone = year + work->lag > last_year,
			.partial = verdict && basis_lacks(&work->basis, school, year).kind,
			.improved = improvements_have(&work->improvements, year, school),
		};
		enum status_of_member status =
			membership_next(&member, &work->rule, &facts, episodes, episode_count);
		if (status == MEMBER_OUTSIDE && !options.all)
			continue;
		standings->items = memory_grow(standings->items, &standings->room,
			standings->count + 1, sizeof *standings->items);
		standings->items[standings->count++] = (struct standing){
			.year = facts.year,
			.verdict_year = year,
			.school = school,
			.municipality = work->verdicts[to - 1].municipality,
			.judged = verdict != NULL,
			.class = verdict ? verdict->class : text_of(""),
			.reason = verdict ? verdict->reason : text_of(""),
			.status = status,
			.member = member,
			.episode = listed_in(work, work->verdicts[from].school, facts.year),
			.last_year = last_year,
		};
	}
}

/* A misspelled word would silently let everybody in or out. */
static void tell_unseen(const struct member_work *work, const char *option, const char *classes)
{
	struct text rest = text_of(classes ? classes : ""), part;
	while (text_next_part(&rest, '|', &part))
		if (text_trim(part).length &&
			dictionary_find(&work->classes, text_trim(part)) == DICTIONARY_NONE)
			message_note(
				_("--%s: no verdict is %s"), option, quote(text_trim(part)).string);
}

static void check_words(const struct member_work *work)
{
	if (!work->count && work->support.count)
		fail(STATUS_DATA,
			_("there is no verdict that counts, so the programme has no years"));
	if (options.rule && !work->count)
		message_note(_("--rule: no verdict is by %s"), quote(text_of(options.rule)).string);
	if (options.indicator && !work->improvements.seen)
		message_note(_("--indicator: there is no %s in the dynamics"),
			quote(text_of(options.indicator)).string);
	if (!work->count)
		return;
	tell_unseen(work, "enter", options.enter);
	tell_unseen(work, "bad", options.bad);
}

static void write_standing(struct member_work *work, const struct standing *standing)
{
	struct lack lack = {0};
	if (standing_rests_on_verdict(standing)) {
		lack = basis_lacks(&work->basis, standing->school, standing->verdict_year);
		tell_lack(work, standing->school, &lack);
	}
	standing_write(standing, &lack, &work->filter.out);
	work->filter.account.output++;
}

static void write_all(struct member_work *work)
{
	struct standings standings = {0};
	for (size_t from = 0, to; from < work->count; from = to) {
		for (to = from + 1; to < work->count &&
			work->verdicts[to].school == work->verdicts[from].school;)
			to++;
		follow(work, from, to, &standings);
	}
	if (standings.count)
		qsort(standings.items, standings.count, sizeof *standings.items, standing_compare);
	for (size_t i = 0; i < standings.count; i++)
		write_standing(work, &standings.items[i]);
	free(standings.items);
}

int main(int argc, char **argv)
{
	static struct member_work work;
	filter_start(&work.filter, &usage, argc, argv);
	read_options(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter, "year municipality school_id status since years reason");
	take_stream(&work);
	check_words(&work);
	add_unjudged(&work);
	find_start(&work);
	sort_verdicts(&work);
	write_all(&work);
	stream_close(&work.stream);
	support_free(&work.support);
	registry_free(&work.registry);
	dictionary_empty(&work.schools);
	dictionary_empty(&work.classes);
	improvements_free(&work.improvements);
	basis_free(&work.basis);
	arena_empty(&work.arena);
	free(work.verdicts);
	return filter_end(&work.filter);
}
