/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-dynamics: indicators to their change: from year to year, since the inclusion in the programme,
 * or over a window of years.
 *
 * in:  indicators: year municipality school_id indicator value lo hi
 * out: dynamics: municipality school_id indicator year_from year_to from to delta lo hi trend streak
 *      beyond_chance alarm
 * Memory: one value per school, indicator and year.
 */
#include "calendar.h"
#include "change.h"
#include "filter.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "pause.h"
#include "series.h"
#include "span.h"
#include "stream.h"
#include "support.h"

#include <stdlib.h>

static struct {
	const char *directions, *tolerance, *since, *years, *schools, *window;
	struct option_list pauses;
	bool only_certain;
} options = {.tolerance = "0"};

static const struct option option_rows[] = {
	{'d', "directions", OPTION_TEXT, &options.directions, "FILE",
		"table: which indicators are good when they go up or down (required)"},
	{'t', "tolerance", OPTION_TEXT, &options.tolerance, "NUMBER",
		"a change of at most this much is stable, where the table says nothing else"},
	{'c', "only-certain", OPTION_FLAG, &options.only_certain, NULL,
		"a change that may be chance is stable"},
	{'p', "pauses", OPTION_LIST, &options.pauses, "FILE",
		"table: years in which a procedure was not held"},
	{'s', "since", OPTION_TEXT, &options.since, "FILE",
		"the programme: changes from the year of inclusion to each later year"},
	{'y', "years", OPTION_TEXT, &options.years, "YEARS",
		"with --since: to so many years after the inclusion, in the programme or not"},
	{'w', "window", OPTION_TEXT, &options.window, "YEARS",
		"changes over so many years, by the line that fits them best"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE", "the registry, for --since"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-dynamics",
	.summary = "indicators to their change over the years",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-dynamics --directions directions.tsv indicators.tsv >dynamics.tsv",
};

enum { YEAR, MUNICIPALITY, SCHOOL, INDICATOR, VALUE, LOW, HIGH, COUNT };

struct dynamics {
	struct filter filter;
	struct stream stream;
	struct directions directions;
	struct pauses pauses;
	struct registry registry;
	struct support support;
	uint64_t years;  /* with --since; 0: as long as the school is in the programme */
	uint64_t window; /* 0: none */
	struct spans spans;
	struct dictionary names; /* school and indicator */
	struct series *series;   /* by name */
	size_t series_room;
	struct arena arena;
	struct key key;
};

static void load_tables(struct dynamics *work)
{
	wide tolerance;
	if (!options.directions)
		fail(STATUS_USAGE, _("--directions FILE is required; it says what is good"));
	if (!number_decimal(text_of(options.tolerance), VALUE_PLACES, &tolerance) || tolerance < 0)
		fail(STATUS_USAGE, _("--tolerance: found %s, expected a number of at least 0"),
			quote(text_of(options.tolerance)).string);
	if (options.window &&
		(!number_count(text_of(options.window), &work->window) || work->window < 2 ||
			work->window > 100))
		fail(STATUS_USAGE, _("--window: found %s, expected 2 years or more"),
			quote(text_of(options.window)).string);
	if (options.window && options.since)
		fail(STATUS_USAGE, _("--since and --window are two runs"));
	if (options.years &&
		(!options.since || !number_count(text_of(options.years), &work->years) ||
			work->years < 1 || work->years > 100))
		fail(STATUS_USAGE, _("--years: found %s, expected 1 to 100, with --since"),
			quote(text_of(options.years)).string);
	directions_load(&work->directions, options.directions, tolerance);
	pauses_load(&work->pauses, options.pauses.items, options.pauses.count);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, NULL);
	if (options.since)
		support_load(&work->support, &work->filter, options.since,
			options.schools ? &work->registry : NULL);
}

/* Joins values of the row as they stand, each with a tab behind it. */
static struct text join_fields(struct dynamics *work, const size_t *fields, size_t count)
{
	key_start(&work->key);
	for (size_t i = 0; i < count; i++)
		key_add_field(&work->key, stream_field(&work->stream, fields[i]));
	return key_text(&work->key);
}

/* A school's series is one even if the school changes its municipality; where there is no school
 * (indicators of municipalities), the municipality names it. */
static struct text name_series(struct dynamics *work)
{
	static const size_t by_school[] = {SCHOOL, INDICATOR};
	static const size_t by_municipality[] = {SCHOOL, INDICATOR, MUNICIPALITY};
	bool school = work->stream.values[SCHOOL].length > 0;
	return join_fields(work, school ? by_school : by_municipality, school ? 2 : 3);
}

static void show_series(struct dynamics *work, struct series *series, uint64_t year)
{
	static const size_t fields[] = {MUNICIPALITY, SCHOOL, INDICATOR};
	if (series->shown_year > year)
		return;
	series->shown_year = year;
	/* Municipalities rarely change; only then is there anything new to keep. */
	struct text shown = join_fields(work, fields, 3);
	if (!text_equal(shown, series->shown))
		series->shown = arena_copy(&work->arena, shown);
}

static void add_point(struct dynamics *work, const struct point *point)
{
	uint32_t known = work->names.count;
	uint32_t number = dictionary_add(&work->names, name_series(work));
	work->series = memory_grow(
		work->series, &work->series_room, work->names.count, sizeof *work->series);
	struct series *series = &work->series[number];
	if (number == known)
		*series = (struct series){
			.direction =
				directions_find(&work->directions, work->stream.values[INDICATOR]),
			.school = arena_copy(&work->arena, work->stream.values[SCHOOL]),
			.indicator = arena_copy(&work->arena, work->stream.values[INDICATOR]),
		};
	if (!series->direction) {
		filter_reject(&work->filter, &work->stream, "no direction", "indicator", INDICATOR,
			"a line of the directions");
	} else if (series->direction->none) {
		account_skip(&work->filter.account, text_of("neither way is good"));
	} else if (series_find(series, point->year)) {
		fail(STATUS_DATA,
			_("%s: %s stands twice for school %s in %u; no change can be told"),
			stream_origin(&work->stream).at,
			quote(work->stream.values[INDICATOR]).string,
			quote(work->stream.values[SCHOOL]).string, (unsigned)point->year);
	} else {
		series_add(series, point);
		show_series(work, series, point->year);
		work->filter.account.written++;
	}
}

/* Reads a number; false if it is none, and the line rejected. An empty bound is none. */
static bool read_number(struct dynamics *work, const char *column, size_t field, wide *number)
{
	struct text text = work->stream.values[field];
	if ((field != VALUE && !text.length) || number_decimal(text, VALUE_PLACES, number))
		return true;
	filter_reject(&work->filter, &work->stream, "no number", column, field,
		"a number of at most nine decimals");
	return false;
}

/* The line's year, value and bounds; false if it is rejected. */
static bool read_point(struct dynamics *work, struct point *point)
{
	const struct text *values = work->stream.values;
	bool low = values[LOW].length > 0, high = values[HIGH].length > 0;
	*point = (struct point){.bounded = low && high};
	uint64_t year;
	if (!calendar_year(values[YEAR], &year)) {
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
		return false;
	}
	point->year = (uint32_t)year;
	/* Compared across, the year cannot have a value: one of the two is wrong. */
	if (pauses_have(&work->pauses, values[INDICATOR], year)) {
		filter_reject(
			&work->filter, &work->stream, pause_reason, "year", YEAR, pause_expected);
		return false;
	}
	if (!read_number(work, "value", VALUE, &point->value) ||
		!read_number(work, "lo", LOW, &point->bounds.low) ||
		!read_number(work, "hi", HIGH, &point->bounds.high))
		return false;
	if (low && point->bounds.low > point->value)
		filter_reject(&work->filter, &work->stream, "value out of its bounds", "lo", LOW,
			"at most the value");
	else if (high && point->bounds.high < point->value)
		filter_reject(&work->filter, &work->stream, "value out of its bounds", "hi", HIGH,
			"at least the value");
	else
		return true;
	return false;
}

/* NAME:years is no result: it says how many years the values of NAME are made of. */
static void take_span(struct dynamics *work)
{
	uint64_t years;
	if (!number_count(work->stream.values[COUNT], &years) || years == 0) {
		filter_reject(&work->filter, &work->stream, "no window", "n", COUNT,
			"a number of years of at least 1");
		return;
	}
	spans_add(&work->spans, work->stream.values[INDICATOR], years);
	account_skip(&work->filter.account, text_of("a window, no result"));
}

static void take_indicator(struct dynamics *work)
{
	struct point point;
	if (!read_point(work, &point))
		return;
	if (spans_names(work->stream.values[INDICATOR]))
		take_span(work);
	else
		add_point(work, &point);
}

static void take_stream(struct dynamics *work)
{
	static const char *const names[] = {
		"year", "municipality", "school_id", "indicator", "value", "lo", "hi", "n"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], i != MUNICIPALITY && i != SCHOOL && i < LOW);
	while (filter_next(&work->filter, &work->stream))
		take_indicator(work);
}

/* A change that rests on a figure of the table that nobody has verified says so. */
static void tell_alarm(struct dynamics *work, struct direction *direction)
{
	verification_use(&direction->verification, &work->directions.table,
		(size_t)(direction - work->directions.items));
}

static void write_change(struct dynamics *work, const struct series *series,
	const struct change *change, uint64_t streak)
{
	struct sink *out = &work->filter.out;
	sink_text(out, series->shown);
	change_put(out, change, series->direction, streak);
	sink_byte(out, '\n');
	if (change->alarming)
		tell_alarm(work, series->direction);
	work->filter.account.output++;
}

/* Writes changes one after the other and counts for how many of them the trend has lasted. */
struct writer {
	const struct series *series;
	enum trend before;
	uint64_t streak;
};

static void put_change(struct dynamics *work, struct writer *writer, struct change change)
{
	if (change.trend == TREND_NO_DATA)
		writer->streak = 0;
	else
		writer->streak = change.trend == writer->before ? writer->streak + 1 : 1;
	writer->before = change.trend;
	write_change(work, writer->series, &change, writer->streak);
}

static struct change compare(const struct dynamics *work, const struct series *series,
	const struct point *from, const struct point *to)
{
	struct point sure = *from;
	sure.bounded = from->bounded &&
		!spans_overlap(&work->spans, series->indicator, to->year - from->year);
	return change_between(&sure, to, series->direction, options.only_certain);
}

/* The next year in which the indicator's procedure was held. */
static uint64_t next_held(const struct dynamics *work, const struct series *series, uint64_t year)
{
	do
		year++;
	while (pauses_have(&work->pauses, series->indicator, year));
	return year;
}

static void write_steps(struct dynamics *work, const struct series *series)
{
	struct writer writer = {.series = series};
	for (size_t i = 1; i < series->count; i++) {
		const struct point *from = &series->points[i - 1], *to = &series->points[i];
		if (next_held(work, series, from->year) >= to->year) {
			put_change(work, &writer, compare(work, series, from, to));
			continue;
		}
		/* Years without a value: nothing can be said of the steps into them or out. */
		for (uint64_t year = from->year, next; year < to->year; year = next) {
			next = next_held(work, series, year);
			if (next > to->year)
				next = to->year;
			put_change(work, &writer,
				change_unknown(year, next, from->year == year ? from : NULL,
					to->year == next ? to : NULL));
		}
	}
}

/* The last year that is compared with that of an inclusion: the last in the programme, or so many years after,
 * but before the school comes in again. */
static uint64_t last_since(const struct dynamics *work, const struct episode *episode, bool again)
{
	uint64_t last = episode->to;
	if (work->years)
		last = episode->from + work->years;
	return again && last >= episode[1].from ? episode[1].from - 1 : last;
}

/* From the year of inclusion to each later year that is asked for and has a value. */
static void write_since(struct dynamics *work, const struct series *series)
{
	size_t count;
	const struct episode *episodes = support_find(&work->support, series->school, &count);
	for (size_t i = 0; i < count; i++) {
		struct writer writer = {.series = series};
		const struct point *from = series_find(series, episodes[i].from);
		for (size_t j = 0; j < series->count; j++) {
			const struct point *to = &series->points[j];
			if (to->year <= episodes[i].from ||
				to->year > last_since(work, &episodes[i], i + 1 < count))
				continue;
			put_change(work, &writer,
				from ? compare(work, series, from, to)
				     : change_unknown(episodes[i].from, to->year, NULL, to));
		}
	}
}

/* Over every window of years that ends in a year with a value, save the first; all years of it that
 * were held must have one. */
static void write_windows(struct dynamics *work, const struct series *series)
{
	struct writer writer = {.series = series};
	struct point *points = memory_get(work->window, sizeof *points);
	for (size_t last = 1; last < series->count; last++) {
		const struct point *to = &series->points[last];
		uint64_t start = to->year - work->window + 1, year = start - 1;
		const struct point *point = to;
		size_t count = 0;
		while (point && (year = next_held(work, series, year)) <= to->year)
			if ((point = series_find(series, year))) {
				points[count] = *point;
				points[count++].bounded = point->bounded &&
					!spans_overlap(&work->spans, series->indicator, 1);
			}
		put_change(work, &writer,
			point && count >= 2 ? change_over(points, count, series->direction,
						      options.only_certain)
					    : change_unknown(start, to->year, NULL, NULL));
	}
	free(points);
}

static void write_series(struct dynamics *work, struct series *series)
{
	series_sort(series);
	if (options.since)
		write_since(work, series);
	else if (options.window)
		write_windows(work, series);
	else
		write_steps(work, series);
}

static int compare_shown(const void *a, const void *b, void *series)
{
	const struct series *by_number = series;
	return text_compare(
		by_number[*(const uint32_t *)a].shown, by_number[*(const uint32_t *)b].shown);
}

static void write_all(struct dynamics *work)
{
	uint32_t *order = memory_get(work->names.count, sizeof *order), count = 0;
	for (uint32_t i = 0; i < work->names.count; i++)
		if (work->series[i].count)
			order[count++] = i;
	qsort_r(order, count, sizeof *order, compare_shown, work->series);
	for (uint32_t i = 0; i < count; i++)
		write_series(work, &work->series[order[i]]);
	free(order);
}

static void release(struct dynamics *work)
{
	for (uint32_t i = 0; i < work->names.count; i++)
		free(work->series[i].points);
	free(work->series);
	key_free(&work->key);
	spans_free(&work->spans);
	dictionary_empty(&work->names);
	arena_empty(&work->arena);
	directions_free(&work->directions);
	pauses_free(&work->pauses);
	support_free(&work->support);
	registry_free(&work->registry);
	stream_close(&work->stream);
}

int main(int argc, char **argv)
{
	static struct dynamics work;
	filter_start(&work.filter, &usage, argc, argv);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter,
		"municipality school_id indicator year_from year_to from to "
		"delta lo hi trend streak beyond_chance alarm");
	take_stream(&work);
	write_all(&work);
	release(&work);
	return filter_end(&work.filter);
}
