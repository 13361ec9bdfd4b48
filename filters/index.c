/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-index: observations to indicators: sums by keys, shares and means with their intervals.
 *
 * in:  observations: the keys, measure n hits sum sumsq
 * out: indicators: the keys, indicator n value lo hi; with --partial observations again, one a key
 * Memory: the groups.
 */
#include "filter.h"
#include "interval.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "stream.h"
#include "sums.h"

#include <inttypes.h>
#include <stdlib.h>

static struct {
	const char *by;
	bool partial;
} options = {.by = "year,municipality,school_id"};

static const struct option option_rows[] = {
	{'b', "by", OPTION_TEXT, &options.by, "COLUMNS", "the keys to group by, parted by commas"},
	{'p', "partial", OPTION_FLAG, &options.partial, NULL,
		"write the sums as observations, to be added up later"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-index",
	.summary = "observations to indicators",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-index observations.tsv >indicators.tsv\n"
		   "  shnor-index --by year,municipality observations.tsv",
};

enum { FIELD_N, FIELD_HITS, FIELD_SUM, FIELD_SUMSQ, FIELD_COUNT };

static const char *const names[FIELD_COUNT] = {"n", "hits", "sum", "sumsq"};

struct index {
	struct filter filter;
	struct stream stream;
	char *by;                /* --by, cut into names */
	struct dictionary names; /* the keys' names */
	size_t *keys;            /* numbers in the stream: the keys, then the measure */
	size_t key_count;
	size_t fields[FIELD_COUNT];
	struct sums sums; /* by the keys and the measure as they are written */
	struct key key;
};

/* A column may be a key once, and must not be one that is written anyway. */
static void check_once(struct index *work, const char *name)
{
	static const char *const written[] = {
		"measure", "n", "hits", "sum", "sumsq", "indicator", "value", "lo", "hi"};
	uint32_t known = work->names.count;
	bool once = dictionary_add(&work->names, text_of(name)) == known;
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		once = once && strcmp(name, written[i]) != 0;
	if (!once)
		fail(STATUS_USAGE, _("--by: %s is written already"), quote(text_of(name)).string);
}

/* Cuts --by into columns and asks the stream for them. */
static void bind_columns(struct index *work)
{
	char *rest = work->by = strdup(options.by);
	work->keys = memory_get(strlen(options.by) + 2, sizeof *work->keys);
	for (char *name; (name = strsep(&rest, ",")) && *options.by;) {
		if (!*name)
			fail(STATUS_USAGE, _("--by: found %s, expected columns parted by commas"),
				quote(text_of(options.by)).string);
		check_once(work, name);
		work->keys[work->key_count++] = stream_want(&work->stream, name, true);
		sink_string(&work->filter.out, name);
		sink_byte(&work->filter.out, '\t');
	}
	work->keys[work->key_count++] = stream_want(&work->stream, "measure", true);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		work->fields[i] = stream_want(&work->stream, names[i], i == FIELD_N);
	filter_header(&work->filter,
		options.partial ? "measure n hits sum sumsq" : "indicator n value lo hi");
}

/* The keys as they are written, which is also what they are sorted by: after a measure comes a tab
 * or, in an indicator's name, a colon. */
static struct text name_group(struct index *work)
{
	key_start(&work->key);
	for (size_t i = 0; i < work->key_count; i++)
		key_add_field(&work->key, stream_field(&work->stream, work->keys[i]));
	if (!options.partial)
		work->key.bytes[work->key.length - 1] = ':';
	return key_text(&work->key);
}

static void add_observation(struct index *work)
{
	struct text fields[FIELD_COUNT];
	struct observation seen;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		fields[i] = work->stream.values[work->fields[i]];
	const char *wrong = observation_read(&seen, fields);
	if (wrong) {
		size_t field = 0;
		while (field + 1 < FIELD_COUNT && strcmp(names[field], wrong) != 0)
			field++;
		filter_reject(&work->filter, &work->stream, "no observation", wrong,
			work->fields[field],
			strcmp(wrong, "hits") == 0        ? "a whole number up to n"
				: strcmp(wrong, "n") == 0 ? "a whole number"
							  : "a number");
		return;
	}
	struct text measure = work->stream.values[work->keys[work->key_count - 1]];
	if (measure.length && memchr(measure.at, ':', measure.length)) {
		filter_reject(&work->filter, &work->stream, "no measure", NULL, 0,
			"a measure without a colon");
		return;
	}
	if (!sums_add(&work->sums, name_group(work), &seen))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			stream_origin(&work->stream).at);
	work->filter.account.written++;
}

static void put_value(struct index *work, wide units)
{
	sink_byte(&work->filter.out, '\t');
	sink_decimal(&work->filter.out, units, VALUE_PLACES);
}

static void write_indicator(struct index *work, struct text group, const char *statistic,
	uint64_t n, wide value, const struct interval *interval)
{
	struct sink *out = &work->filter.out;
	sink_text(out, group);
	sink_string(out, statistic);
	sink_byte(out, '\t');
	sink_count(out, n);
	put_value(work, value);
	if (interval) {
		put_value(work, interval->low);
		put_value(work, interval->high);
	} else {
		sink_string(out, "\t\t");
	}
	sink_byte(out, '\n');
	work->filter.account.output++;
}

/* A share where hits are known, a mean where the sum is. Nobody, n = 0, has neither. */
static void write_indicators(struct index *work, uint32_t group)
{
	const struct observation *sum = &work->sums.totals[group];
	struct text name = work->sums.keys.texts[group];
	struct interval interval;
	wide n = (wide)sum->n;
	if (!n)
		return;
	if (sum->has_sum) {
		wide mean;
		if (!number_ratio(sum->sum, number_power(VALUE_PLACES - SUM_PLACES), n, &mean))
			fail(STATUS_DATA,
				_("%s: the mean does not fit; the numbers cannot be right"),
				quote(name).string);
		bool sure = interval_mean(sum, &interval);
		write_indicator(work, name, "mean", sum->n, mean, sure ? &interval : NULL);
	}
	if (sum->has_hits) {
		interval = interval_share(sum->hits, sum->n);
		write_indicator(work, name, "share", sum->n,
			number_divide((wide)sum->hits * number_power(VALUE_PLACES), n), &interval);
	}
}

static void write_sum(struct index *work, uint32_t group)
{
	sink_text(&work->filter.out, work->sums.keys.texts[group]);
	observation_put(&work->filter.out, &work->sums.totals[group]);
	sink_byte(&work->filter.out, '\n');
	work->filter.account.output++;
}

static void take_stream(struct index *work)
{
	enum stream_result result;
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			add_observation(work);
		else
			filter_reject(&work->filter, &work->stream, work->stream.fault, NULL, 0,
				work->stream.fault_detail);
	}
}

static void write_groups(struct index *work)
{
	uint32_t *order = dictionary_sorted(&work->sums.keys), without = 0;
	for (uint32_t i = 0; i < work->sums.keys.count; i++)
		(options.partial ? write_sum : write_indicators)(work, order[i]);
	for (uint32_t i = 0; i < work->sums.keys.count; i++)
		without += work->sums.partly[i];
	if (without)
		message_note(_("%u group(s) have no mean, for some of their scores are missing"),
			without);
	free(order);
}

int main(int argc, char **argv)
{
	static struct index work;
	filter_start(&work.filter, &usage, argc, argv);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	bind_columns(&work);
	take_stream(&work);
	write_groups(&work);
	stream_close(&work.stream);
	sums_empty(&work.sums);
	dictionary_empty(&work.names);
	key_free(&work.key);
	free(work.keys);
	free(work.by);
	return filter_end(&work.filter);
}
