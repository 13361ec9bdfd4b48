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

enum { COUNTS = 4 };
static const char *const counts[COUNTS] = {"n", "hits", "sum", "sumsq"};

struct correction {
	size_t count; /* which of n, hits, sum, sumsq */
	struct text cells[OVERRIDE_COLUMNS], row;
	bool filed;    /* it is good as far as it goes by itself */
	bool done;     /* its observation has come */
	uint32_t next; /* of the same key, in the order of the table; DICTIONARY_NONE: none */
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
	size_t *columns; /* numbers of all columns of the stream */
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
	enum stream_result result;
	if (!options.overrides)
		fail(STATUS_USAGE, _("--overrides FILE is required"));
	stream_open(&stream, &options.overrides, 1);
	for (size_t i = 0; i < OVERRIDE_COLUMNS; i++)
		stream_want(&stream, override_columns[i], i < DATE);
	while ((result = stream_next(&stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			add_correction(work, &stream);
		else
			filter_reject(
				&work->filter, &stream, stream.fault, NULL, 0, stream.fault_detail);
	}
	stream_close(&stream);
}

/* Would the observation still be one with the new figure? */
static bool still_well(const struct text fields[COUNTS], size_t count, struct text new)
{
	struct observation seen;
	struct text changed[COUNTS];
	memcpy(changed, fields, sizeof changed);
	changed[count] = new;
	return observation_read(&seen, changed) == NULL;
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

static void correct(struct override *work, uint32_t key, struct text fields[COUNTS])
{
	if (work->seen[key])
		fail(STATUS_DATA,
			_("%s: a second line for a key that is corrected; add the observations up "
			  "first"),
			stream_origin(&work->stream).at);
	work->seen[key] = true;
	for (uint32_t i = work->first[key]; i != DICTIONARY_NONE; i = work->corrections[i].next) {
		struct correction *correction = &work->corrections[i];
		struct text old = fields[correction->count];
		correction->done = true;
		if (!text_equal(old, correction->cells[OLD])) {
			reject(work, correction, "something else stands there", OLD,
				old.length ? arena_copy(&work->arena, old).at : "nothing");
		} else if (!still_well(fields, correction->count, correction->cells[NEW])) {
			reject(work, correction, "impossible value", NEW,
				"a figure that goes with the others");
		} else {
			fields[correction->count] = correction->cells[NEW];
			work->filter.account.written++;
			tell_applied(work, correction);
		}
	}
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
	for (size_t i = 0; i < work->column_count; i++) {
		work->columns[i] = stream_want(stream, stream->names[i].at, true);
		sink_text(&work->filter.out, stream->names[i]);
		sink_byte(&work->filter.out, i + 1 < work->column_count ? '\t' : '\n');
	}
	sink_flush(&work->filter.out);
}

/* Is the column n, hits, sum or sumsq? Then its place among them. */
static size_t count_of(const struct override *work, size_t column)
{
	size_t count = 0;
	while (count < COUNTS && !text_is(work->stream.names[column], counts[count]))
		count++;
	return count;
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
		size_t count = count_of(work, i);
		sink_text(&work->filter.out,
			count < COUNTS ? fields[count] : stream_field(stream, work->columns[i]));
		sink_byte(&work->filter.out, i + 1 < work->column_count ? '\t' : '\n');
	}
	work->filter.account.written++;
	work->filter.account.output++;
}

static void take_stream(struct override *work)
{
	enum stream_result result;
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			take_observation(work);
		else
			filter_reject(&work->filter, &work->stream, work->stream.fault, NULL, 0,
				work->stream.fault_detail);
	}
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
	key_free(&work.key);
	return filter_end(&work.filter);
}
