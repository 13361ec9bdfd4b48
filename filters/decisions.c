/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-decisions: the management decisions that were taken, beside what became of that which they were to
 * change.
 *
 * in:  indicators: year municipality school_id indicator value n lo hi; programme alike, with change trend compared
 * out: decisions: year municipality school_id kind decision indicator year_from year_to from to trend
 *      beyond_chance date reason
 * Memory: the decisions, the values of what they were to change, the names of schools and indicators.
 */
#include "calendar.h"
#include "comparison.h"
#include "decision.h"
#include "filter.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "programme.h"
#include "series.h"
#include "span.h"
#include "stream.h"

#include <stdlib.h>

static struct {
	const char *decisions, *directions, *schools;
	struct option_list words, programme;
} options;

static const struct option option_rows[] = {
	{'o', "decisions", OPTION_TEXT, &options.decisions, "FILE",
		"the decisions, a stream of records (required)"},
	{'w', "words", OPTION_LIST, &options.words, "FILE",
		"value table: what the words of the decisions mean"},
	{'d', "directions", OPTION_TEXT, &options.directions, "FILE",
		"table: which indicators are good when they go up or down (required)"},
	{'p', "programme", OPTION_LIST, &options.programme, "FILE",
		"table: the same of the programme's indicators"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry: codes lead to schools and their municipalities"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-decisions",
	.summary = "management decisions and what became of that which they were to change",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-decisions --decisions records.tsv --directions directions.tsv \\\n"
		   "      indicators.tsv programme.tsv >decisions.tsv",
};

enum { YEAR, MUNICIPALITY, SCHOOL, INDICATOR, VALUE, LOW, HIGH, COUNT, CHANGE, TREND, COMPARED };

struct decisions_work {
	struct filter filter;
	struct stream stream;
	struct decisions decisions;
	struct words words;
	struct directions directions;
	struct programme programme;
	struct direction up, down; /* of the programme's indicators */
	struct registry registry;
	struct spans spans;
	struct dictionary names; /* place and indicator, of the decisions */
	struct series *series;   /* by name */
	struct comparisons comparisons;
	struct dictionary schools, municipalities, indicators; /* those there are */
	struct key key;
};

static void load_tables(struct decisions_work *work)
{
	if (!options.decisions)
		fail(STATUS_USAGE, _("--decisions FILE is required"));
	if (!options.directions)
		fail(STATUS_USAGE, _("--directions FILE is required; it says what is good"));
	directions_load(&work->directions, options.directions, 0);
	programme_load(&work->programme, options.programme.items, options.programme.count);
	words_load(&work->words, options.words.items, options.words.count);
	table_check();
	work->up = (struct direction){.up = true};
	work->down = (struct direction){.up = false};
	if (options.schools)
		registry_load(&work->registry, options.schools, NULL);
	for (uint32_t i = 0; i < work->registry.count; i++) {
		dictionary_add(&work->schools, work->registry.schools[i].id);
		dictionary_add(&work->municipalities, work->registry.schools[i].municipality);
	}
}

/* A school is one whatever its municipality; where there is no school, the municipality is it; and where
 * there is none either, the region. */
static struct text series_name(struct decisions_work *work, struct text municipality,
	struct text school, struct text indicator)
{
	key_start(&work->key);
	key_add_value(&work->key, school);
	key_add_value(&work->key, school.length ? text_of("") : municipality);
	key_add_value(&work->key, indicator);
	return key_text(&work->key);
}

static struct direction *find_direction(struct decisions_work *work, struct text indicator)
{
	for (size_t i = 0; i < work->programme.table.row_count; i++)
		if (text_equal(work->programme.lines[i].indicator, indicator))
			return work->programme.lines[i].up ? &work->up : &work->down;
	return directions_find(&work->directions, indicator);
}

/* A series for each thing that a decision was to change; only their values are kept. */
static void expect_series(struct decisions_work *work)
{
	work->series = memory_get(work->decisions.count, sizeof *work->series);
	for (size_t i = 0; i < work->decisions.count; i++) {
		const struct decision *decision = &work->decisions.items[i];
		uint32_t number = dictionary_add(&work->names,
			series_name(work, decision->municipality, decision->school,
				decision->indicator));
		work->series[number].indicator = decision->indicator;
		work->series[number].direction = find_direction(work, decision->indicator);
	}
}

/* Two values for one place and year are none; the decisions on others are told all the same. */
static void add_point(struct decisions_work *work, uint32_t number, const struct point *point)
{
	const struct text *values = work->stream.values;
	struct comparison *comparison = comparisons_at(&work->comparisons, number, point->year);
	if (series_find(&work->series[number], point->year)) {
		comparison->twice = true;
		account_warn(&work->filter.account,
			&(struct finding){SEVERITY_WARNING, "two values for one place and year",
				text_of(""), values[SCHOOL], values[INDICATOR], values[YEAR],
				text_of(""), NULL});
	} else if (!comparison_read(&work->comparisons, comparison, values[CHANGE], values[TREND],
			   values[COMPARED])) {
		filter_reject(&work->filter, &work->stream, "no change", "change", CHANGE,
			"a number of at most nine decimals, and a trend");
		return;
	} else {
		series_add(&work->series[number], point);
	}
	work->filter.account.written++;
}

/* How many years the value of a composite is made of. */
static void take_span(struct decisions_work *work)
{
	uint64_t years;
	if (!number_count(work->stream.values[COUNT], &years)) {
		filter_reject(&work->filter, &work->stream, "no window", "n", COUNT,
			"a whole number of years");
		return;
	}
	spans_add(&work->spans, work->stream.values[INDICATOR], years);
	account_skip(&work->filter.account, text_of("a window, no result"));
}

static void take_value(struct decisions_work *work)
{
	const struct text *values = work->stream.values;
	struct point point = {.bounded = values[LOW].length && values[HIGH].length};
	uint64_t year;
	if (spans_names(values[INDICATOR])) {
		take_span(work);
		return;
	}
	dictionary_add(&work->indicators, values[INDICATOR]);
	dictionary_add(&work->schools, values[SCHOOL]);
	dictionary_add(&work->municipalities, values[MUNICIPALITY]);
	uint32_t number = dictionary_find(&work->names,
		series_name(work, values[MUNICIPALITY], values[SCHOOL], values[INDICATOR]));
	if (number == DICTIONARY_NONE)
		account_skip(&work->filter.account, text_of("no decision on it"));
	else if (!calendar_year(values[YEAR], &year))
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
	else {
		point.year = (uint32_t)year;
		add_point(work, number, &point);
	}
}

static void take_stream(struct decisions_work *work)
{
	static const char *const names[] = {"year", "municipality", "school_id", "indicator",
		"value", "lo", "hi", "n", "change", "trend", "compared"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], i == YEAR || i == INDICATOR || i == VALUE);
	while (filter_next(&work->filter, &work->stream))
		take_value(work);
}

/* Is the decision about a place and an indicator that there are? Else it is rejected. */
static bool is_known(struct decisions_work *work, const struct decision *decision)
{
	struct filter *filter = &work->filter;
	if (decision->school.length &&
		dictionary_find(&work->schools, decision->school) == DICTIONARY_NONE)
		decision_reject(filter, decision, "unknown school", "school_id", decision->school,
			"a school of the results");
	else if (!decision->school.length && decision->municipality.length &&
		dictionary_find(&work->municipalities, decision->municipality) == DICTIONARY_NONE)
		decision_reject(filter, decision, "unknown municipality", "municipality",
			decision->municipality, "a municipality of the results");
	else if (dictionary_find(&work->indicators, decision->indicator) == DICTIONARY_NONE)
		decision_reject(filter, decision, "unknown indicator", "indicator",
			decision->indicator, "the name of an indicator of the results");
	else
		return true;
	return false;
}

static void put_value(struct sink *out, bool has, wide units)
{
	sink_byte(out, '\t');
	if (has)
		sink_decimal(out, units, VALUE_PLACES);
}

/* One line: a change, or none and the reason why not. */
static void write_change(struct decisions_work *work, const struct decision *decision,
	const struct change *change, const char *reason, struct text compared)
{
	struct sink *out = &work->filter.out;
	const struct text texts[] = {decision->municipality, decision->school, decision->kind,
		decision->decision, decision->indicator};
	bool known = change->trend != TREND_NO_DATA && change->bounded;
	sink_count(out, decision->year);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		sink_byte(out, '\t');
		sink_escaped(out, texts[i]);
	}
	sink_byte(out, '\t');
	sink_count(out, change->year_from);
	sink_byte(out, '\t');
	if (change->year_to)
		sink_count(out, change->year_to);
	put_value(out, change->has_from, change->from);
	put_value(out, change->has_to, change->to);
	sink_byte(out, '\t');
	sink_string(out, trend_word(change->trend));
	sink_string(out,
		!known                                                          ? "\t"
			: change->interval.low > 0 || change->interval.high < 0 ? "\tyes"
										: "\tno");
	sink_byte(out, '\t');
	sink_escaped(out, decision->date);
	sink_byte(out, '\t');
	sink_string(out, reason);
	if (compared.length) {
		sink_string(out, "change ");
		sink_decimal(out, change->delta, VALUE_PLACES);
		sink_string(out, " of the schools counted in both years: ");
		sink_escaped(out, compared);
	}
	sink_byte(out, '\n');
	work->filter.account.output++;
}

static struct change compare(const struct decisions_work *work, const struct series *series,
	const struct point *from, const struct point *to)
{
	struct point sure = *from;
	sure.bounded = from->bounded &&
		!spans_overlap(&work->spans, series->indicator, to->year - from->year);
	return change_between(&sure, to, series->direction, false);
}

/* Has the series changed by the schools that are counted, too, between the two of its points? */
static bool is_of_others(
	const struct decisions_work *work, uint32_t number, size_t first, size_t last)
{
	const struct series *series = &work->series[number];
	for (size_t i = first + 1; i <= last; i++) {
		struct comparison comparison =
			comparisons_find(&work->comparisons, number, series->points[i].year);
		if (comparison_is_matched(&comparison))
			return true;
	}
	return false;
}

/* What the value of a later year says. What the stream tells itself of one year against the one before
 * counts as it stands there. */
static void write_later(struct decisions_work *work, const struct decision *decision,
	uint32_t number, const struct point *from, const struct point *to)
{
	const struct series *series = &work->series[number];
	struct comparison now = comparisons_find(&work->comparisons, number, to->year);
	size_t first = from ? (size_t)(from - series->points) : 0;
	size_t last = (size_t)(to - series->points);
	struct change change = change_unknown(decision->year, to->year, from, to);
	const char *reason = "";
	bool next = from && last == first + 1;
	if (now.twice || comparisons_find(&work->comparisons, number, decision->year).twice) {
		change = change_unknown(decision->year, to->year, NULL, NULL);
		reason = "two values for one place and year";
	} else if (!from) {
		reason = "nothing of the year of the decision";
	} else if (!series->direction) {
		reason = "which way is good is not known";
	} else if (now.told && next && !now.has_delta) {
		reason = "no school is counted in both years";
	} else if (!next && is_of_others(work, number, first, last)) {
		reason = "other schools are counted every year, the years between tell the changes";
	} else {
		change = compare(work, series, from, to);
		if (now.told && next) {
			change.delta = now.delta;
			change.trend = now.trend;
		}
	}
	write_change(work, decision, &change, reason,
		change.trend == TREND_NO_DATA || !next ? text_of("") : now.compared);
}

/* From the year of the decision to each later year that has a value. */
static void write_decision(struct decisions_work *work, const struct decision *decision)
{
	uint32_t number = dictionary_find(&work->names,
		series_name(work, decision->municipality, decision->school, decision->indicator));
	const struct series *series = &work->series[number];
	const struct point *from = series_find(series, decision->year);
	struct change change;
	bool later = false;
	for (size_t i = 0; i < series->count; i++) {
		if (series->points[i].year <= decision->year)
			continue;
		later = true;
		write_later(work, decision, number, from, &series->points[i]);
	}
	if (later)
		return;
	bool twice = comparisons_find(&work->comparisons, number, decision->year).twice;
	change = change_unknown(decision->year, 0, twice ? NULL : from, NULL);
	write_change(work, decision, &change,
		twice          ? "two values for one place and year"
			: from ? "nothing of a later year yet"
			       : "nothing of this school or municipality",
		text_of(""));
}

static void write_all(struct decisions_work *work)
{
	for (uint32_t i = 0; i < work->names.count; i++)
		series_sort(&work->series[i]);
	for (size_t i = 0; i < work->decisions.count; i++) {
		if (!is_known(work, &work->decisions.items[i]))
			continue;
		work->filter.account.written++;
		write_decision(work, &work->decisions.items[i]);
	}
}

static void release(struct decisions_work *work)
{
	for (uint32_t i = 0; i < work->names.count; i++)
		free(work->series[i].points);
	free(work->series);
	decisions_free(&work->decisions);
	words_free(&work->words);
	directions_free(&work->directions);
	programme_free(&work->programme);
	registry_free(&work->registry);
	spans_free(&work->spans);
	comparisons_free(&work->comparisons);
	dictionary_empty(&work->names);
	dictionary_empty(&work->schools);
	dictionary_empty(&work->municipalities);
	dictionary_empty(&work->indicators);
	key_free(&work->key);
	stream_close(&work->stream);
}

int main(int argc, char **argv)
{
	static struct decisions_work work;
	filter_start(&work.filter, &usage, argc, argv);
	load_tables(&work);
	decisions_load(&work.decisions, &work.filter, options.decisions, &work.words,
		options.schools ? &work.registry : NULL);
	expect_series(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter,
		"year municipality school_id kind decision indicator year_from year_to from to "
		"trend beyond_chance date reason");
	take_stream(&work);
	write_all(&work);
	release(&work);
	return filter_end(&work.filter);
}
