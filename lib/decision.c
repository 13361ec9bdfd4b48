/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decision.h"
#include "calendar.h"
#include "enrolment.h"
#include "memory.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR, MUNICIPALITY, SCHOOL, KIND, DECISION, INDICATOR, DATE, ORIGIN, COLUMNS };

static const char *const columns[COLUMNS] = {
	"year", "municipality", "school_id", "kind", "decision", "indicator", "date", "origin"};

static bool is_kind(struct text word)
{
	static const char *const kinds[] = {
		"organising", "activating", "coordinating", "controlling", "stimulating"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_is(word, kinds[i]))
			return true;
	return false;
}

/* Puts what the words mean in place of the values. WORD_UNKNOWN sets the defect, WORD_SKIP the reason. */
static enum word_kind judge_words(
	struct words *words, struct stream *stream, struct text *skip, struct defect *defect)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		uint32_t column = dictionary_find(&words->columns, text_of(columns[i]));
		if (column == DICTIONARY_NONE)
			continue;
		struct word word = words_judge(words, column, stream->values[i]);
		if (word.kind == WORD_UNKNOWN)
			defect_set(defect, "unknown word", columns[i], stream->values[i],
				"a word of the tables");
		*skip = word.text;
		if (word.kind != WORD_VALUE)
			return word.kind;
		stream_change(stream, i, word.text);
	}
	return WORD_VALUE;
}

/* Which school or municipality it is about. False with the defect, or with the reason to skip it. */
static bool find_place(struct decision *decision, const struct text *values,
	const struct enrolment *enrolment, struct text *skip, struct defect *defect)
{
	struct enrolled school;
	*skip = text_of("");
	decision->municipality = values[MUNICIPALITY];
	decision->school = text_of("");
	if (!enrolment_named(enrolment, values).length)
		return true;
	enum enrolment_result result =
		enrolment_find(enrolment, values, decision->year, &school, defect);
	if (result != ENROLMENT_FOUND) {
		*skip = school.skip;
		return false;
	}
	decision->school = school.school_id;
	if (school.municipality.length && values[MUNICIPALITY].length &&
		!text_equal(school.municipality, values[MUNICIPALITY]))
		return defect_set(defect, "another municipality", columns[MUNICIPALITY],
			values[MUNICIPALITY], "%.*s, where the school is",
			(int)(school.municipality.length < 90 ? school.municipality.length : 90),
			school.municipality.at);
	if (school.municipality.length)
		decision->municipality = school.municipality;
	return true;
}

static bool read_values(struct decision *decision, const struct text *values, struct defect *defect)
{
	struct date date;
	if (!calendar_year(values[YEAR], &decision->year))
		return defect_set(defect, "impossible year", columns[YEAR], values[YEAR],
			"a year such as 2024");
	if (!is_kind(values[KIND]))
		return defect_set(defect, "unknown word", columns[KIND], values[KIND],
			"organising, activating, coordinating, controlling or stimulating");
	if (!values[DECISION].length)
		return defect_set(defect, "no decision", columns[DECISION], values[DECISION],
			"what was decided");
	if (!values[INDICATOR].length)
		return defect_set(defect, "no indicator", columns[INDICATOR], values[INDICATOR],
			"the name of what it was to change");
	if (values[DATE].length && !calendar_date(values[DATE], &date))
		return defect_set(defect, "impossible date", columns[DATE], values[DATE],
			"a date such as 31.05.2024");
	if (values[DATE].length && calendar_school_year(date) < decision->year)
		return defect_set(defect, "date of another school year", columns[DATE],
			values[DATE], "a date not before the school year of the results");
	decision->kind = values[KIND];
	decision->decision = values[DECISION];
	decision->indicator = values[INDICATOR];
	decision->date = values[DATE];
	return true;
}

static void keep(struct decisions *decisions, struct stream *stream, struct decision decision)
{
	struct text *const texts[] = {&decision.municipality, &decision.school, &decision.kind,
		&decision.decision, &decision.indicator, &decision.date};
	struct text origin = stream_value(stream, "origin");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_copy(&decisions->arena, *texts[i]);
	decision.origin =
		arena_copy(&decisions->arena, origin.length ? origin : stream_origin(stream));
	decision.row = arena_copy(&decisions->arena, stream->row);
	decisions->items = memory_grow(
		decisions->items, &decisions->room, decisions->count + 1, sizeof *decisions->items);
	decisions->items[decisions->count++] = decision;
}

static void take_record(struct decisions *decisions, struct filter *filter, struct stream *stream,
	struct words *words, const struct enrolment *enrolment)
{
	struct decision decision = {0};
	struct defect defect = {0};
	struct text skip = text_of("");
	enum word_kind kind = judge_words(words, stream, &skip, &defect);
	bool well = kind == WORD_VALUE && read_values(&decision, stream->values, &defect) &&
		find_place(&decision, stream->values, enrolment, &skip, &defect);
	if (well)
		keep(decisions, stream, decision);
	else if (defect.reason)
		filter_reject_defect(filter, stream, &defect);
	else
		account_skip(&filter->account, skip);
}

static int compare(const void *a, const void *b)
{
	const struct decision *one = a, *other = b;
	const struct text texts[][2] = {{one->municipality, other->municipality},
		{one->school, other->school}, {one->kind, other->kind},
		{one->decision, other->decision}, {one->indicator, other->indicator},
		{one->date, other->date}};
	int order = (one->year > other->year) - (one->year < other->year);
	for (size_t i = 0; !order && i < sizeof texts / sizeof *texts; i++)
		order = text_compare(texts[i][0], texts[i][1]);
	return order;
}

/* The same, and where they are alike, by the lines: the order of the file is of no consequence. */
static int compare_all(const void *a, const void *b)
{
	const struct decision *one = a, *other = b;
	int order = compare(a, b);
	if (!order)
		order = text_compare(one->row, other->row);
	return order ? order : text_compare(one->origin, other->origin);
}

void decision_reject(struct filter *filter, const struct decision *decision, const char *reason,
	const char *column, struct text value, const char *expected)
{
	account_reject(&filter->account,
		&(struct reject){.origin = decision->origin,
			.school = decision->school,
			.reason = reason,
			.column = column,
			.value = value,
			.expected = expected,
			.record = decision->row});
}

static void settle(struct decisions *decisions, struct filter *filter)
{
	size_t kept = 0;
	if (decisions->count)
		qsort(decisions->items, decisions->count, sizeof *decisions->items, compare_all);
	for (size_t i = 0; i < decisions->count; i++)
		if (kept && !compare(&decisions->items[kept - 1], &decisions->items[i]))
			decision_reject(filter, &decisions->items[i], "repeated record", NULL,
				text_of(""), "each decision once");
		else
			decisions->items[kept++] = decisions->items[i];
	decisions->count = kept;
}

void decisions_load(struct decisions *decisions, struct filter *filter, const char *path,
	struct words *words, const struct registry *registry)
{
	struct stream stream;
	struct enrolment enrolment;
	stream_open(&stream, &path, 1);
	for (size_t i = 0; i < COLUMNS; i++)
		stream_want(&stream, columns[i], i < DATE);
	enrolment_bind(&enrolment, registry, &stream);
	while (filter_next(filter, &stream))
		take_record(decisions, filter, &stream, words, &enrolment);
	stream_close(&stream);
	settle(decisions, filter);
}

void decisions_free(struct decisions *decisions)
{
	free(decisions->items);
	arena_empty(&decisions->arena);
}
