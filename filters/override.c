/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-override: observations with the corrections of a table, each only where it fits.
 *
 * After an appeal or an expert's correction a figure changes. A correction names the figure, what it
 * was and what it is to be; where something else stands, nothing is changed and it is rejected.
 *
 * in:  observations, one line a key (shnor-index --partial)
 * out: the same, corrected
 * Memory: the corrections.
 */
#include "filter.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "observation.h"
#include "stream.h"

#include <stdlib.h>

static struct {
	const char *overrides, *applied;
} options;

static const struct option option_rows[] = {
	{'o', "overrides", OPTION_TEXT, &options.overrides, "FILE",
		"the corrections, a stream of records (required)"},
	{0, "applied", OPTION_TEXT, &options.applied, "FILE", "write those that were made to FILE"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-override",
	.summary = "observations with the corrections of a table",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-override --overrides overrides.tsv observations.tsv >corrected.tsv",
};

enum { YEAR, SCHOOL, VALUE, OLD, NEW, DOCUMENT, DATE, ORIGIN, OVERRIDE_COLUMNS };

static const char *const override_columns[] = {
	"year", "school_id", "value", "old", "new", "document", "date", "origin"};

enum { SUM_COUNT = 2, COUNTS = 4 };
static const char *const counts[COUNTS] = {"n", "hits", "sum", "sumsq"};

struct correction {
	size_t count; /* which of n, hits, sum, sumsq */
	struct text cells[OVERRIDE_COLUMNS], row;
	bool filed;        /* it is good as far as it goes by itself */
	bool done;         /* its observation has come */
	bool fits;         /* what it says of the old figure is right */
	struct text found; /* what stood there when it was tried */
	uint32_t next;     /* of the same key, in the order of the table; DICTIONARY_NONE: none */
};

struct override {
	struct filter filter;
	struct stream stream;
	struct dictionary keys; /* year, school and measure */
	uint32_t *first;        /* correction by key */
	bool *seen;             /* by key: an observation of it has come */
	size_t first_room, seen_room;
	struct correction *corrections;
	size_t correction_count, room;
	struct arena arena;
	size_t year, school, measure, values[COUNTS];
	size_t *columns;       /* numbers of all columns of the stream */
	size_t *column_counts; /* which of the counts each is; COUNTS: none */
	size_t column_count;
	struct key key;
	struct sink made; /* --applied */
};

static struct text make_key(
	struct override *work, struct text year, struct text school, struct text measure)
{
	key_start(&work->key);
	key_add_value(&work->key, year);
	key_add_value(&work->key, school);
	key_add_value(&work->key, measure);
	return key_text(&work->key);
}

static void reject(struct override *work, const struct correction *correction, const char *reason,
	size_t column, const char *expected)
{
	account_reject(&work->filter.account,
		&(struct reject){.origin = correction->cells[ORIGIN],
			.school = correction->cells[SCHOOL],
			.reason = reason,
			.column = override_columns[column],
			.value = correction->cells[column],
			.expected = expected,
			.record = correction->row});
}

/* Files the correction under its key, behind the others of the key. */
static void file_correction(struct override *work, struct text measure)
{
	uint32_t number = (uint32_t)work->correction_count;
	struct correction *correction = &work->corrections[work->correction_count++];
	uint32_t known = work->keys.count;
	uint32_t key = dictionary_add(&work->keys,
		make_key(work, correction->cells[YEAR], correction->cells[SCHOOL], measure));
	work->first =
		memory_grow(work->first, &work->first_room, work->keys.count, sizeof *work->first);
	work->seen =
		memory_grow(work->seen, &work->seen_room, work->keys.count, sizeof *work->seen);
	correction->filed = true;
	correction->next = DICTIONARY_NONE;
	if (key == known) {
		work->first[key] = number;
		work->seen[key] = false;
		return;
	}
	uint32_t last = work->first[key];
	while (work->corrections[last].next != DICTIONARY_NONE)
		last = work->corrections[last].next;
	work->corrections[last].next = number;
}

/* Takes oge-mat:hits apart. False if it is no figure of an observation. */
static bool split_value(struct text value, struct text *measure, size_t *count)
{
	const char *colon = value.length ? memchr(value.at, ':', value.length) : NULL;
	if (!colon)
		return false;
	*measure = (struct text){value.at, (size_t)(colon - value.at)};
	struct text name = {colon + 1, value.length - measure->length - 1};
	for (*count = 0; *count < COUNTS; ++*count)
		if (text_is(name, counts[*count]))
			return measure->length > 0;
	return false;
}

static void add_correction(struct override *work, struct stream *stream)
{
	struct text measure, place = stream_origin(stream);
	work->corrections = memory_grow(work->corrections, &work->room, work->correction_count + 1,
		sizeof *work->corrections);
	struct correction *correction = &work->corrections[work->correction_count];
	*correction = (struct correction){.row = arena_copy(&work->arena, stream->row)};
	for (size_t i = 0; i < OVERRIDE_COLUMNS; i++)
		correction->cells[i] = arena_copy(&work->arena, stream->values[i]);
	if (!correction->cells[ORIGIN].length)
		correction->cells[ORIGIN] = arena_copy(&work->arena, place);
	if (!split_value(correction->cells[VALUE], &measure, &correction->count))
		reject(work, correction, "no figure", VALUE, "MEASURE:n, :hits, :sum or :sumsq");
	else if (!correction->cells[DOCUMENT].length)
		reject(work, correction, "no document", DOCUMENT, "what the correction rests on");
	else
		file_correction(work, measure);
}

static void load_overrides(struct override *work)
{
	struct stream stream;
	if (!options.overrides)
		fail(STATUS_USAGE, _("--overrides FILE is required"));
	stream_open(&stream, &options.overrides, 1);
	for (size_t i = 0; i < OVERRIDE_COLUMNS; i++)
		stream_want(&stream, override_columns[i], i < DATE);
	while (filter_next(&work->filter, &stream))
		add_correction(work, &stream);
	stream_close(&stream);
}

/* The next correction of the same key, or NULL. */
static struct correction *next_of(struct override *work, const struct correction *correction)
{
	return correction->next == DICTIONARY_NONE ? NULL : &work->corrections[correction->next];
}

static void tell_applied(struct override *work, const struct correction *correction)
{
	if (!options.applied)
		return;
	for (size_t i = 0; i < ORIGIN; i++) {
		sink_escaped(&work->made, correction->cells[i]);
		sink_byte(&work->made, i + 1 < ORIGIN ? '\t' : '\n');
	}
}

/* Puts the new figure in, as the streams write it. False if it is none. */
static bool put_figure(
	struct override *work, const struct correction *correction, struct text *field)
{
	char printed[NUMBER_ROOM];
	struct text new = correction->cells[NEW];
	wide units;
	uint64_t count;
	bool whole = correction->count < SUM_COUNT;
	unsigned places = correction->count == SUM_COUNT ? SUM_PLACES : SUMSQ_PLACES;
	if (whole ? !number_count(new, &count) || (!correction->count && !count)
		  : !number_decimal(new, places, &units))
		return false;
	size_t length =
		number_print(printed, whole ? (wide)count : units, whole ? 0 : places, true);
	*field = arena_copy(&work->arena, (struct text){printed, length});
	return true;
}

static bool same_document(const struct correction *one, const struct correction *other)
{
	return text_equal(one->cells[DOCUMENT], other->cells[DOCUMENT]);
}

/* Tries all corrections of the document on the figures, in the order of the table. True if each old
 * figure stands there and what comes out is an observation. */
static bool try_document(
	struct override *work, struct correction *leader, struct text fields[COUNTS])
{
	struct observation seen;
	bool well = true;
	for (struct correction *at = leader; at; at = next_of(work, at)) {
		if (at->done || !same_document(at, leader))
			continue;
		struct text *field = &fields[at->count];
		at->fits = text_equal(*field, at->cells[OLD]);
		at->found = *field;
		well = at->fits && put_figure(work, at, field) && well;
	}
	return well && observation_read(&seen, fields) == NULL;
}

/* Why a correction of a document that was not made was not. */
static void reject_tried(struct override *work, const struct correction *correction, bool all_fit)
{
	if (!correction->fits)
		reject(work, correction, "something else stands there", OLD,
			correction->found.length ? arena_copy(&work->arena, correction->found).at
						 : "nothing");
	else if (all_fit)
		reject(work, correction, "impossible value", NEW,
			"a figure that goes with the others");
	else
		reject(work, correction, "goes with one that does not fit", DOCUMENT,
			"all corrections of a document to fit, or none is made");
}

/* Makes the corrections of one document all together, or none of them. */
static void correct_by_document(
	struct override *work, struct correction *leader, struct text fields[COUNTS])
{
	struct text tried[COUNTS];
	bool all_fit = true;
	memcpy(tried, fields, sizeof tried);
	bool well = try_document(work, leader, tried);
	for (struct correction *at = leader; at; at = next_of(work, at))
		if (!at->done && same_document(at, leader))
			all_fit = all_fit && at->fits;
	for (struct correction *at = leader; at; at = next_of(work, at)) {
		if (at->done || !same_document(at, leader))
			continue;
		if (well) {
			work->filter.account.written++;
			account_correct(&work->filter.account, at->cells[VALUE]);
			tell_applied(work, at);
		} else {
			reject_tried(work, at, all_fit);
		}
		at->done = true;
	}
	if (well)
		memcpy(fields, tried, sizeof tried);
}

static void correct(struct override *work, uint32_t key, struct text fields[COUNTS])
{
	if (work->seen[key])
		fail(STATUS_DATA,
			_("%s: a second line for a key that is corrected; add the observations up "
			  "first"),
			stream_origin(&work->stream).at);
	work->seen[key] = true;
	for (struct correction *at = &work->corrections[work->first[key]]; at;
		at = next_of(work, at))
		if (!at->done)
			correct_by_document(work, at, fields);
}

/* Which of n, hits, sum and sumsq the column is; COUNTS: none. */
static size_t count_of(struct text name)
{
	size_t count = 0;
	while (count < COUNTS && !text_is(name, counts[count]))
		count++;
	return count;
}

static void bind_columns(struct override *work)
{
	struct stream *stream = &work->stream;
	work->year = stream_want(stream, "year", true);
	work->school = stream_want(stream, "school_id", true);
	work->measure = stream_want(stream, "measure", true);
	for (size_t i = 0; i < COUNTS; i++)
		work->values[i] = stream_want(stream, counts[i], true);
	work->column_count = stream->name_count;
	work->columns = memory_get(work->column_count, sizeof *work->columns);
	work->column_counts = memory_get(work->column_count, sizeof *work->column_counts);
	for (size_t i = 0; i < work->column_count; i++) {
		work->columns[i] = stream_want(stream, stream->names[i].at, true);
		work->column_counts[i] = count_of(stream->names[i]);
		sink_text(&work->filter.out, stream->names[i]);
		sink_byte(&work->filter.out, i + 1 < work->column_count ? '\t' : '\n');
	}
	sink_flush(&work->filter.out);
}

static void take_observation(struct override *work)
{
	const struct stream *stream = &work->stream;
	struct text fields[COUNTS];
	uint32_t key = dictionary_find(&work->keys,
		make_key(work, stream->values[work->year], stream->values[work->school],
			stream->values[work->measure]));
	for (size_t i = 0; i < COUNTS; i++)
		fields[i] = stream->values[work->values[i]];
	if (key != DICTIONARY_NONE)
		correct(work, key, fields);
	for (size_t i = 0; i < work->column_count; i++) {
		size_t count = work->column_counts[i];
		sink_text(&work->filter.out,
			count < COUNTS ? fields[count] : stream_field(stream, work->columns[i]));
		sink_byte(&work->filter.out, i + 1 < work->column_count ? '\t' : '\n');
	}
	work->filter.account.written++;
	work->filter.account.output++;
}

static void take_stream(struct override *work)
{
	while (filter_next(&work->filter, &work->stream))
		take_observation(work);
}

/* Corrections of observations that never came. */
static void reject_unmet(struct override *work)
{
	for (size_t i = 0; i < work->correction_count; i++)
		if (work->corrections[i].filed && !work->corrections[i].done)
			reject(work, &work->corrections[i], "no such observation", VALUE,
				"a measure of the school in that year");
}

int main(int argc, char **argv)
{
	static struct override work;
	filter_start(&work.filter, &usage, argc, argv);
	load_overrides(&work);
	if (options.applied) {
		sink_open(&work.made, options.applied, false);
		sink_string(&work.made, "year\tschool_id\tvalue\told\tnew\tdocument\tdate\n");
	}
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	bind_columns(&work);
	take_stream(&work);
	reject_unmet(&work);
	stream_close(&work.stream);
	if (options.applied)
		sink_close(&work.made);
	dictionary_empty(&work.keys);
	arena_empty(&work.arena);
	free(work.first);
	free(work.seen);
	free(work.corrections);
	free(work.columns);
	free(work.column_counts);
	key_free(&work.key);
	return filter_end(&work.filter);
}
