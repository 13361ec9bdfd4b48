/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publication.h"
#include "message.h"
#include "path.h"
#include "public_notice.h"
#include "public_programme.h"
#include "public_reason.h"
#include "public_source.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char hidden_mark[] = "*";

bool publication_has(const struct publication *publication, const char *file)
{
	char *path = path_join(publication->run, text_of(file));
	bool has = access(path, F_OK) == 0;
	free(path);
	return has;
}

struct text publication_key(struct text year, struct text school)
{
	static char key[256];
	int length = snprintf(key, sizeof key, "%.*s\t%.*s", (int)year.length, year.at,
		(int)school.length, school.at);
	return (struct text){key, (size_t)length < sizeof key ? (size_t)length : sizeof key - 1};
}

bool publication_is_member(
	const struct publication *publication, struct text year, struct text school)
{
	return !publication->has_members ||
		dictionary_find(&publication->members, publication_key(year, school)) !=
		DICTIONARY_NONE;
}

/* What became of the rows of a stream. */
void publication_tell(struct publication *publication, const char *file)
{
	struct sink *out = &publication->filter->out;
	sink_string(out, file);
	uint64_t counts[] = {publication->whole, publication->coarse, publication->hidden};
	for (size_t i = 0; i < 3; i++) {
		sink_byte(out, '\t');
		sink_count(out, counts[i]);
	}
	sink_byte(out, '\n');
	publication->filter->account.output++;
}

/* Opens the stream of that name among the published ones, with its header. */
struct sink publication_open(struct publication *publication, const char *file, const char *header)
{
	struct sink sink;
	char *path = path_join(publication->into, text_of(file));
	sink_open(&sink, path, false);
	free(path);
	sink.name = file;
	for (const char *at = header; *at; at++)
		sink_byte(&sink, *at == ' ' ? '\t' : *at);
	sink_byte(&sink, '\n');
	publication->whole = publication->coarse = publication->hidden = 0;
	return sink;
}

void publication_value(struct sink *out, struct text value, bool last)
{
	sink_escaped(out, value);
	sink_byte(out, last ? '\n' : '\t');
}

void publication_coarse(
	const struct publication *publication, bool above, uint64_t n, struct sink *out)
{
	uint64_t percent = disclosure_band(&publication->suppression.limits, n);
	sink_byte(out, above ? '>' : '<');
	sink_count(out, above ? 100 - percent : percent);
	sink_string(out, " %");
}

/* A stream of the run while it is copied: the columns that are published, and some that decide. */
struct passage {
	const char *file, *columns; /* parted by spaces; these are the published ones */
	void (*put)(struct publication *publication, struct stream *stream);
};

static void put_row(struct publication *publication, const struct stream *stream, size_t columns,
	const char *blank)
{
	for (size_t i = 0; i < columns; i++) {
		struct text name = stream_name(stream, i), rest = text_of(blank), word;
		bool empty = false;
		while ((word = text_next_word(&rest)).length)
			empty = empty || text_equal(word, name);
		publication_value(publication->out, empty ? text_of("") : stream->values[i],
			i + 1 == columns);
	}
	publication->filter->account.written++;
}

void publication_skip(struct publication *publication, const char *reason)
{
	account_skip(&publication->filter->account, text_of(reason));
	publication->hidden++;
}

/* schools.tsv and pairs.tsv: the columns that are published, as they stand. */
void publication_plain(struct publication *publication, struct stream *stream)
{
	put_row(publication, stream, stream->want_count, "");
	publication->whole++;
}

static bool has_words(struct text text, const char *words)
{
	return text.length && memmem(text.at, text.length, words, strlen(words));
}

/* Is the verdict on the school in any of these years, the last one aside, withheld? */
static bool verdict_is_withheld(
	const struct publication *publication, struct text school, uint64_t from, uint64_t behind)
{
	char number[24];
	for (uint64_t year = from; year < behind; year++) {
		snprintf(number, sizeof number, "%" PRIu64, year);
		if (dictionary_find(&publication->withheld,
			    publication_key(text_of(number), school)) != DICTIONARY_NONE)
			return true;
	}
	return false;
}

/* Rests the status on the verdicts of the years since the one before the inclusion, and are all of
 * these published? What a list of somebody else says is known without them: that a school has come,
 * or was taken off. */
static bool membership_is_shown(struct publication *publication, const struct stream *stream)
{
	struct text status = stream->values[3], reason = stream->values[6];
	uint64_t year, since;
	if ((text_is(status, "entered") || text_is(status, "returned")) &&
		has_words(reason, "on the list since"))
		return true;
	if (text_is(status, "left") && has_words(reason, "taken off by the list"))
		return true;
	if (!number_count(stream->values[0], &year) || !number_count(stream->values[4], &since) ||
		!since)
		return false;
	return !verdict_is_withheld(publication, stream->values[2], since - 1, year);
}

/* The reason tells how many of how many: status and years are enough. */
static void put_membership(struct publication *publication, struct stream *stream)
{
	if (text_is(stream->values[3], "entered") &&
		!has_words(stream->values[6], "on the list since"))
		publication->chosen = true;
	if (!membership_is_shown(publication, stream)) {
		publication_skip(publication, "not published");
		return;
	}
	dictionary_add(
		&publication->members, publication_key(stream->values[0], stream->values[2]));
	put_row(publication, stream, stream->want_count, "reason");
	publication->coarse++;
}

/* So many years a curator has had good results, or nearly so (see shnor-pair). */
enum { CURATOR_YEARS = 3 };

/* A pair tells that the school is in the programme, and that its curator has no low results. */
static void put_pair(struct publication *publication, struct stream *stream)
{
	const struct text *values = stream->values;
	uint64_t year;
	bool told = number_count(values[0], &year) &&
		publication_is_member(publication, values[0], values[2]) &&
		!verdict_is_withheld(publication, values[5],
			year > CURATOR_YEARS ? year - CURATOR_YEARS : 0, year + 1);
	if (told)
		publication_plain(publication, stream);
	else
		publication_skip(publication, "not published");
}

/* What the verdict would tell of figures that are hidden, it must not: then it is withheld. */
static void put_class(struct publication *publication, struct stream *stream)
{
	struct sink *out = publication->out;
	struct text year = stream->values[0], school = stream->values[2], rule = stream->values[3];
	const struct public_row row = {year, stream->values[1], school, rule, stream->values[4]};
	bool shown = public_verdicts_shown(&publication->verdicts, &row);
	for (size_t i = 0; i < 4; i++)
		publication_value(out, stream->values[i], false);
	publication_value(out, shown ? stream->values[4] : text_of("not_published"), false);
	if (!shown) {
		dictionary_add(&publication->withheld, publication_key(year, school));
		dictionary_add(
			&publication->withheld_places, publication_key(year, stream->values[1]));
	}
	/* How probable the verdict is was computed from all figures, also from those that are
	 * hidden. */
	sink_byte(out, '\t');
	if (shown && text_is(rule, "threshold")) {
		struct public_verdict told =
			public_verdicts_judge(&publication->verdicts, year, school);
		public_reason_write(
			&publication->suppression, &told, year, school, stream->values[6], out);
	}
	sink_byte(out, '\n');
	publication->coarse += shown;
	publication->hidden += !shown;
	publication->filter->account.written++;
}

/* The interval of a mean tells the spread, which with mean and share tells how many have which mark. */
static const char spread[] = "lo hi";

static void put_indicator(struct publication *publication, struct stream *stream)
{
	struct sink *out = publication->out;
	struct text statistic, measure = public_source_measure(stream->values[3], &statistic);
	const struct publicity_line *line = publicity_find(publication->publicity, measure);
	bool mean = text_is(statistic, "mean");
	uint64_t n;
	if (!stream->values[2].length || (!mean && !text_is(statistic, "share")) || !line ||
		line->counts != COUNTS_PERSONS || !number_count(stream->values[4], &n) || !n) {
		publication_skip(publication, "not published");
		return;
	}
	enum suppression_shown shown = suppression_school(
		&publication->suppression, stream->values[0], measure, stream->values[2], mean);
	if (shown == SHOWN_WHOLE) {
		put_row(publication, stream, stream->want_count, mean ? spread : "");
		publication->whole++;
		return;
	}
	for (size_t i = 0; i < 4; i++)
		publication_value(out, stream->values[i], false);
	publication_value(out, shown == SHOWN_NOT ? text_of("") : stream->values[4], false);
	if (shown == SHOWN_NOT)
		sink_string(out, hidden_mark);
	else
		publication_coarse(publication, shown == SHOWN_ABOVE, n, out);
	sink_string(out, "\t\t\n");
	publication->filter->account.written++;
	publication->hidden += shown == SHOWN_NOT;
	publication->coarse += shown != SHOWN_NOT;
}

/* A change is published where both figures are. How long it has gone on rests on others. */
static void put_change(struct publication *publication, struct stream *stream)
{
	struct text statistic, measure = public_source_measure(stream->values[2], &statistic);
	bool mean = text_is(statistic, "mean");
	for (size_t i = 3; i < 5; i++)
		if ((!mean && !text_is(statistic, "share")) ||
			suppression_school(&publication->suppression, stream->values[i], measure,
				stream->values[1], mean) != SHOWN_WHOLE) {
			publication_skip(publication, "not published");
			return;
		}
	put_row(publication, stream, stream->want_count, mean ? spread : "");
	publication->whole++;
}

static const struct passage passages[] = {
	{"schools.tsv", "school_id name municipality", publication_plain},
	{"indicators.tsv", "year municipality school_id indicator n value lo hi", put_indicator},
	{"classes.tsv", "year municipality school_id rule class probability reason", put_class},
	{"classes-municipality.tsv", "year municipality school_id rule class probability reason",
		put_class},
	{"dynamics.tsv",
		"municipality school_id indicator year_from year_to from to delta lo hi trend "
		"beyond_chance",
		put_change},
	{"dynamics-since.tsv",
		"municipality school_id indicator year_from year_to from to delta lo hi trend "
		"beyond_chance",
		put_change},
	{"dynamics-since-adverse.tsv",
		"municipality school_id indicator year_from year_to from to delta lo hi trend "
		"beyond_chance",
		put_change},
	{"membership.tsv", "year municipality school_id status since years reason", put_membership},
	{"membership-adverse.tsv", "year municipality school_id status since years reason",
		put_membership},
	{"pairs.tsv", "year municipality school_id status curator_municipality curator_id",
		put_pair},
};

static void write_passage(struct publication *publication, const struct passage *passage)
{
	struct stream stream = {0};
	struct arena arena = {0};
	char *path = path_join(publication->run, text_of(passage->file));
	const char *paths[] = {path};
	struct text rest = text_of(passage->columns), word;
	struct sink sink = publication_open(publication, passage->file, passage->columns);
	publication->out = &sink;
	stream_open(&stream, paths, 1);
	while ((word = text_next_word(&rest)).length)
		stream_want(&stream, arena_copy(&arena, word).at, false);
	while (filter_next(publication->filter, &stream))
		passage->put(publication, &stream);
	stream_close(&stream);
	sink_close(&sink);
	publication_tell(publication, passage->file);
	arena_empty(&arena);
	free(path);
}

static void put_total(void *context, const struct suppression_sum *sum)
{
	struct publication *publication = context;
	const struct disclosure_limits *limits = &publication->suppression.limits;
	struct sink *out = publication->out;
	char name[256];
	publication_value(out, sum->year, false);
	publication_value(out, sum->municipality, false);
	snprintf(name, sizeof name, "%.*s:share", (int)sum->measure.length, sum->measure.at);
	publication_value(out, text_of(name), false);
	if (!sum->hidden)
		sink_count(out, sum->n);
	sink_byte(out, '\t');
	bool above = !sum->hidden && disclosure_is_above(limits, sum->hits, sum->n);
	bool below = !sum->hidden && disclosure_is_below(limits, sum->hits, sum->n);
	if (sum->hidden)
		sink_string(out, hidden_mark);
	else if (above || below)
		publication_coarse(publication, above, sum->n, out);
	else
		sink_decimal(out,
			(wide)disclosure_percent(sum->hits, sum->n) *
				number_power(VALUE_PLACES - 2),
			VALUE_PLACES);
	sink_byte(out, '\n');
	publication->hidden += sum->hidden;
	publication->coarse += above || below;
	publication->whole += !sum->hidden && !above && !below;
}

static void write_totals(struct publication *publication)
{
	static const char file[] = "indicators-totals.tsv";
	struct sink sink =
		publication_open(publication, file, "year municipality indicator n value");
	publication->out = &sink;
	suppression_totals(&publication->suppression, put_total, publication);
	sink_close(&sink);
	publication_tell(publication, file);
}

void publication_write(struct publication *publication)
{
	filter_header(publication->filter, "file whole coarse hidden");
	public_source_read(publication, false);
	suppression_settle(&publication->suppression);
	public_source_read(publication, true);
	publication->has_members = publication_has(publication, "membership.tsv");
	for (size_t i = 0; i < sizeof passages / sizeof *passages; i++)
		if (publication_has(publication, passages[i].file))
			write_passage(publication, &passages[i]);
	write_totals(publication);
	public_programme_write(publication);
	public_notice_write(publication);
}
