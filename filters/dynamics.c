/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-dynamics: indicators to their change from one year to the next.
 *
 * in:  indicators: year municipality school_id indicator n value lo hi
 * out: dynamics: municipality school_id indicator year_from year_to from to delta lo hi trend streak
 * Memory: one value per school, indicator and year.
 */
#include "calendar.h"
#include "filter.h"
#include "interval.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "pattern.h"
#include "stream.h"
#include "table.h"

#include <stdlib.h>

static struct {
	const char *directions, *tolerance;
} options = {.tolerance = "0"};

static const struct option option_rows[] = {
	{'d', "directions", OPTION_TEXT, &options.directions, "FILE",
		"table: which indicators are good when they go up or down (required)"},
	{'t', "tolerance", OPTION_TEXT, &options.tolerance, "NUMBER",
		"a change of at most this much is stable"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-dynamics",
	.summary = "indicators to their change from year to year",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-dynamics --directions directions.tsv indicators.tsv >dynamics.tsv",
};

enum { YEAR, MUNICIPALITY, SCHOOL, INDICATOR, VALUE, LOW, HIGH };
enum good { GOOD_UP, GOOD_DOWN, GOOD_UNKNOWN };
enum trend { TREND_NONE, TREND_IMPROVED, TREND_DECLINED, TREND_STABLE };

struct point {
	uint64_t year;
	wide value;
	bool bounded;
	struct interval bounds;
};

/* One indicator of one school over the years. */
struct series {
	enum good good;
	struct text shown; /* municipality, school and indicator as written, of the last year */
	uint64_t shown_year;
	size_t count, room;
	struct point *points;
};

struct dynamics {
	struct filter filter;
	struct stream stream;
	wide tolerance;
	struct table directions;
	struct pattern **patterns; /* by row of the table */
	struct dictionary names;   /* school and indicator */
	struct series *series;     /* by name */
	size_t series_room;
	struct arena arena;
	struct key key;
};

static void load_directions(struct dynamics *work)
{
	static const struct table_form form = {"indicator good", "source", false};
	char error[200];
	if (!options.directions)
		fail(STATUS_USAGE, _("--directions FILE is required; it says what is good"));
	table_load(&work->directions, &options.directions, 1, &form);
	work->patterns = memory_get(work->directions.row_count, sizeof *work->patterns);
	for (size_t i = 0; i < work->directions.row_count; i++) {
		struct text good = table_cell(&work->directions, i, 1);
		if (!table_cell(&work->directions, i, 0).length)
			table_fault(&work->directions, i, 0, _("expected a pattern"));
		work->patterns[i] =
			pattern_compile(table_cell(&work->directions, i, 0), error, sizeof error);
		if (!work->patterns[i])
			table_fault(&work->directions, i, 0, _("no pattern: %s"), error);
		if (!text_is(good, "up") && !text_is(good, "down"))
			table_fault(&work->directions, i, 1, _("expected up or down"));
	}
	table_check();
	if (!number_decimal(text_of(options.tolerance), VALUE_PLACES, &work->tolerance) ||
		work->tolerance < 0)
		fail(STATUS_USAGE, _("--tolerance: found %s, expected a number of at least 0"),
			quote(text_of(options.tolerance)).string);
}

static enum good direction_of(const struct dynamics *work, struct text indicator)
{
	for (size_t i = 0; i < work->directions.row_count; i++)
		if (pattern_matches(work->patterns[i], indicator))
			return text_is(table_cell(&work->directions, i, 1), "up") ? GOOD_UP
										  : GOOD_DOWN;
	return GOOD_UNKNOWN;
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

static bool has_year(const struct series *series, uint64_t year)
{
	for (size_t i = 0; i < series->count; i++)
		if (series->points[i].year == year)
			return true;
	return false;
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
		*series =
			(struct series){.good = direction_of(work, work->stream.values[INDICATOR])};
	if (series->good == GOOD_UNKNOWN) {
		filter_reject(&work->filter, &work->stream, "no direction", "indicator", INDICATOR,
			"a line of the directions");
	} else if (has_year(series, point->year)) {
		fail(STATUS_DATA,
			_("%s: %s stands twice for school %s in %u; no change can be told"),
			stream_origin(&work->stream).at,
			quote(work->stream.values[INDICATOR]).string,
			quote(work->stream.values[SCHOOL]).string, (unsigned)point->year);
	} else {
		series->points = memory_grow(
			series->points, &series->room, series->count + 1, sizeof *series->points);
		series->points[series->count++] = *point;
		show_series(work, series, point->year);
		work->filter.account.written++;
	}
}

static void take_indicator(struct dynamics *work)
{
	const struct text *values = work->stream.values;
	struct point point = {.bounded = values[LOW].length && values[HIGH].length};
	if (!calendar_year(values[YEAR], &point.year))
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
	else if (!number_decimal(values[VALUE], VALUE_PLACES, &point.value))
		filter_reject(&work->filter, &work->stream, "no number", "value", VALUE,
			"a number of at most nine decimals");
	else if (point.bounded && !number_decimal(values[LOW], VALUE_PLACES, &point.bounds.low))
		filter_reject(&work->filter, &work->stream, "no number", "lo", LOW,
			"a number of at most nine decimals");
	else if (point.bounded && !number_decimal(values[HIGH], VALUE_PLACES, &point.bounds.high))
		filter_reject(&work->filter, &work->stream, "no number", "hi", HIGH,
			"a number of at most nine decimals");
	else
		add_point(work, &point);
}

static void take_stream(struct dynamics *work)
{
	enum stream_result result;
	static const char *const names[] = {
		"year", "municipality", "school_id", "indicator", "value", "lo", "hi"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], i != MUNICIPALITY && i != SCHOOL && i < LOW);
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			take_indicator(work);
		else
			filter_reject(&work->filter, &work->stream, work->stream.fault, NULL, 0,
				work->stream.fault_detail);
	}
}

static int compare_points(const void *a, const void *b)
{
	uint64_t one = ((const struct point *)a)->year, other = ((const struct point *)b)->year;
	return (one > other) - (one < other);
}

static enum trend trend_of(const struct dynamics *work, enum good good, wide delta)
{
	if (delta <= work->tolerance && delta >= -work->tolerance)
		return TREND_STABLE;
	return (delta > 0) == (good == GOOD_UP) ? TREND_IMPROVED : TREND_DECLINED;
}

static void put_value(struct sink *out, wide units)
{
	sink_byte(out, '\t');
	sink_decimal(out, units, VALUE_PLACES);
}

static void write_step(struct dynamics *work, struct text name, const struct point *from,
	const struct point *to, enum trend trend, uint64_t streak)
{
	static const char *const words[] = {"no_data", "improved", "declined", "stable"};
	struct sink *out = &work->filter.out;
	sink_text(out, name);
	sink_count(out, from->year);
	sink_byte(out, '\t');
	sink_count(out, to->year);
	put_value(out, from->value);
	put_value(out, to->value);
	put_value(out, to->value - from->value);
	if (from->bounded && to->bounded) {
		struct interval interval =
			interval_difference(from->value, from->bounds, to->value, to->bounds);
		put_value(out, interval.low);
		put_value(out, interval.high);
	} else {
		sink_string(out, "\t\t");
	}
	sink_byte(out, '\t');
	sink_string(out, words[trend]);
	sink_byte(out, '\t');
	sink_count(out, streak);
	sink_byte(out, '\n');
	work->filter.account.output++;
}

/* A year without a value, inside the series: nothing can be said of the step into it or out. */
static void write_hole(struct dynamics *work, struct text name, uint64_t year,
	const struct point *from, const struct point *to)
{
	struct sink *out = &work->filter.out;
	sink_text(out, name);
	sink_count(out, year);
	sink_byte(out, '\t');
	sink_count(out, year + 1);
	sink_byte(out, '\t');
	if (from->year == year)
		sink_decimal(out, from->value, VALUE_PLACES);
	sink_byte(out, '\t');
	if (to->year == year + 1)
		sink_decimal(out, to->value, VALUE_PLACES);
	sink_string(out, "\t\t\t\tno_data\t0\n");
	work->filter.account.output++;
}

static void write_series(struct dynamics *work, uint32_t number)
{
	struct series *series = &work->series[number];
	struct text name = series->shown;
	enum trend before = TREND_NONE;
	uint64_t streak = 0;
	if (series->count)
		qsort(series->points, series->count, sizeof *series->points, compare_points);
	for (size_t i = 1; i < series->count; i++) {
		const struct point *from = &series->points[i - 1], *to = &series->points[i];
		if (to->year != from->year + 1) {
			for (uint64_t year = from->year; year < to->year; year++)
				write_hole(work, name, year, from, to);
			before = TREND_NONE;
			continue;
		}
		enum trend trend = trend_of(work, series->good, to->value - from->value);
		streak = trend == before ? streak + 1 : 1;
		before = trend;
		write_step(work, name, from, to, trend, streak);
	}
}

static void write_all(struct dynamics *work)
{
	struct dictionary shown = {0};
	uint32_t *number = memory_get(work->names.count, sizeof *number);
	for (uint32_t i = 0; i < work->names.count; i++)
		if (work->series[i].count)
			number[dictionary_add(&shown, work->series[i].shown)] = i;
	uint32_t *order = dictionary_sorted(&shown);
	for (uint32_t i = 0; i < shown.count; i++)
		write_series(work, number[order[i]]);
	free(order);
	free(number);
	dictionary_empty(&shown);
}

static void release(struct dynamics *work)
{
	for (uint32_t i = 0; i < work->names.count; i++)
		free(work->series[i].points);
	for (size_t i = 0; i < work->directions.row_count; i++)
		pattern_free(work->patterns[i]);
	free(work->patterns);
	free(work->series);
	key_free(&work->key);
	dictionary_empty(&work->names);
	arena_empty(&work->arena);
	table_free(&work->directions);
	stream_close(&work->stream);
}

int main(int argc, char **argv)
{
	static struct dynamics work;
	filter_start(&work.filter, &usage, argc, argv);
	load_directions(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter,
		"municipality school_id indicator year_from year_to from to "
		"delta lo hi trend streak");
	take_stream(&work);
	write_all(&work);
	release(&work);
	return filter_end(&work.filter);
}
