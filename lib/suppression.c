/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suppression.h"
#include "complement.h"

#include <stdlib.h>

/* The texts with a tab between them; they live until the next call. */
static struct text key_of(struct text one, struct text other, struct text third)
{
	static char *buffer;
	static size_t room;
	struct text parts[] = {one, other, third};
	size_t used = 0;
	buffer = memory_grow(buffer, &room, one.length + other.length + third.length + 3, 1);
	for (size_t i = 0; i < 3; i++) {
		if (parts[i].length)
			memcpy(buffer + used, parts[i].at, parts[i].length);
		used += parts[i].length;
		buffer[used++] = '\t';
	}
	return (struct text){buffer, used};
}

static struct suppression_series *series_of(struct suppression *suppression, struct text year,
	struct text population, struct text whole, uint32_t *number)
{
	uint32_t known = suppression->names.count;
	*number = dictionary_add(&suppression->names, key_of(year, population, text_of("")));
	if (*number == known) {
		suppression->series = memory_grow(suppression->series, &suppression->series_room,
			known + 1, sizeof *suppression->series);
		suppression->series[known] = (struct suppression_series){
			.year = arena_copy(&suppression->arena, year), .whole = whole};
	}
	return &suppression->series[*number];
}

static uint32_t member_of(struct suppression *suppression, struct suppression_series *series,
	const struct suppression_place *place)
{
	uint32_t known = series->schools.count;
	uint32_t number = dictionary_add(&series->schools, place->school);
	if (number == known) {
		series->members = memory_grow(
			series->members, &series->member_room, known + 1, sizeof *series->members);
		series->members[known] = (struct suppression_member){
			.municipality = arena_copy(&suppression->arena, place->municipality),
			.school = arena_copy(&suppression->arena, place->school),
			.place = dictionary_add(&series->municipalities, place->municipality)};
	}
	return number;
}

bool suppression_add(struct suppression *suppression, const struct suppression_place *place,
	struct text measure, const struct suppression_figure *figure)
{
	const struct publicity_line *line = publicity_find(suppression->publicity, measure);
	if (!line || line->counts != COUNTS_PERSONS || !figure->n)
		return true;
	uint32_t known = suppression->keys.count, number_of_series;
	uint32_t number =
		dictionary_add(&suppression->keys, key_of(place->year, measure, place->school));
	struct suppression_series *series = series_of(suppression, place->year,
		line->population.length ? line->population : measure, line->whole,
		&number_of_series);
	uint32_t member = member_of(suppression, series, place);
	if (!text_equal(series->members[member].municipality, place->municipality))
		return false;
	if (number == known) {
		suppression->cells = memory_grow(suppression->cells, &suppression->cell_room,
			known + 1, sizeof *suppression->cells);
		uint32_t name = dictionary_add(&series->measures, measure);
		suppression->cells[known] = (struct suppression_cell){.name = name,
			.measure = series->measures.texts[name],
			.scale = &line->scale};
	}
	struct suppression_cell *cell = &suppression->cells[number];
	cell->series = number_of_series;
	cell->member = member;
	cell->n = figure->n;
	if (figure->has_hits) {
		cell->has_hits = true;
		cell->hits = figure->hits;
	}
	if (figure->has_mean) {
		cell->has_mean = true;
		cell->mean = figure->mean;
	}
	if (figure->n > series->members[member].n)
		series->members[member].n = figure->n;
	if (figure->n < suppression->limits.least)
		series->members[member].hidden = true;
	return true;
}

const struct suppression_cell *suppression_cell(const struct suppression *suppression,
	struct text year, struct text measure, struct text school)
{
	uint32_t number = dictionary_find(&suppression->keys, key_of(year, measure, school));
	return number == DICTIONARY_NONE ? NULL : &suppression->cells[number];
}

/* May a part of a whole, or the rest of it, be published beside the others? */
static bool part_is_safe(const struct disclosure_limits *limits, uint64_t n, uint64_t hits)
{
	return n == 0 ||
		(n >= limits->least && hits <= n && !disclosure_is_coarse(limits, hits, n));
}

/* Is the school's part to be hidden, for itself or for what is left of the whole? `parts` are the
 * series of the parts of it in the year. */
static bool parts_are_hidden(const struct suppression *suppression, struct text whole_name,
	const uint32_t *parts, size_t part_count, struct text school)
{
	const struct disclosure_limits *limits = &suppression->limits;
	const struct suppression_cell *whole = suppression_cell(
		suppression, suppression->series[parts[0]].year, whole_name, school);
	uint64_t n = 0, hits = 0;
	if (!whole)
		return false;
	if (suppression->series[whole->series].members[whole->member].hidden ||
		!part_is_safe(limits, whole->n, whole->hits))
		return true;
	for (size_t i = 0; i < part_count; i++) {
		const struct suppression_series *series = &suppression->series[parts[i]];
		uint32_t member = dictionary_find(&series->schools, school);
		for (uint32_t m = 0; member != DICTIONARY_NONE && m < series->measures.count; m++) {
			const struct suppression_cell *cell =
				suppression_at(suppression, series, m, member);
			if (!cell || !cell->has_hits)
				continue;
			if (!part_is_safe(limits, cell->n, cell->hits))
				return true;
			n += cell->n;
			hits += cell->hits;
		}
	}
	return n > whole->n || hits > whole->hits ||
		!part_is_safe(limits, whole->n - n, whole->hits - hits);
}

/* The parts of the whole that the series is part of too, in its year. */
static size_t find_parts(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t *parts)
{
	size_t count = 0;
	for (uint32_t i = 0; i < suppression->names.count; i++)
		if (text_equal(suppression->series[i].whole, series->whole) &&
			text_equal(suppression->series[i].year, series->year))
			parts[count++] = i;
	return count;
}

static void settle_parts(const struct suppression *suppression, struct suppression_series *series)
{
	uint32_t *parts = memory_get(suppression->names.count, sizeof *parts);
	size_t count = find_parts(suppression, series, parts);
	for (uint32_t k = 0; k < series->schools.count; k++)
		if (parts_are_hidden(
			    suppression, series->whole, parts, count, series->members[k].school))
			series->members[k].hidden = true;
	free(parts);
}

/* Members by municipality. */
static void arrange(struct suppression_series *series)
{
	uint32_t places = series->municipalities.count;
	series->totals = memory_get(places + 1, sizeof *series->totals);
	series->starts = memory_get(places + 2, sizeof *series->starts);
	series->order = memory_get(series->schools.count, sizeof *series->order);
	series->cells = memory_get(
		(size_t)series->measures.count * series->schools.count, sizeof *series->cells);
	for (uint32_t i = 0; i < series->schools.count; i++)
		series->starts[series->members[i].place + 2]++;
	for (uint32_t i = 2; i <= places; i++)
		series->starts[i] += series->starts[i - 1];
	for (uint32_t i = 0; i < series->schools.count; i++)
		series->order[series->starts[series->members[i].place + 1]++] = i;
}

void suppression_settle(struct suppression *suppression)
{
	for (uint32_t i = 0; i < suppression->names.count; i++)
		arrange(&suppression->series[i]);
	for (uint32_t i = 0; i < suppression->keys.count; i++) {
		const struct suppression_cell *cell = &suppression->cells[i];
		struct suppression_series *series = &suppression->series[cell->series];
		series->cells[(size_t)cell->name * series->schools.count + cell->member] = i + 1;
	}
	for (uint32_t i = 0; i < suppression->names.count; i++)
		if (!suppression->series[i].whole.length)
			complement_settle(suppression, &suppression->series[i]);
	for (uint32_t i = 0; i < suppression->names.count; i++)
		if (suppression->series[i].whole.length)
			settle_parts(suppression, &suppression->series[i]);
}

/* May the mean be shown beside what is told of the same pupils: how many had a low result? */
static bool mean_is_safe(const struct suppression *suppression,
	const struct suppression_series *series, const struct suppression_cell *cell)
{
	const struct disclosure_limits *limits = &suppression->limits;
	struct disclosure_mean mean = {.n = cell->n,
		.value = cell->mean,
		.lowest = cell->scale->lowest,
		.passing = cell->scale->passing,
		.highest = cell->scale->highest};
	if (!cell->has_mean || !cell->scale->is_known || !disclosure_mean_is_safe(limits, &mean))
		return false;
	mean.has_hits = true;
	for (uint32_t i = 0; i < series->measures.count; i++) {
		const struct suppression_cell *other =
			suppression_at(suppression, series, i, cell->member);
		if (!other || !other->has_hits)
			continue;
		mean.hits = other->hits;
		if (!disclosure_mean_is_safe(limits, &mean))
			return false;
	}
	return true;
}

enum suppression_shown suppression_school(const struct suppression *suppression, struct text year,
	struct text measure, struct text school, bool mean)
{
	const struct disclosure_limits *limits = &suppression->limits;
	const struct suppression_cell *cell = suppression_cell(suppression, year, measure, school);
	if (!cell)
		return SHOWN_NOT;
	const struct suppression_series *series = &suppression->series[cell->series];
	if (series->members[cell->member].hidden)
		return SHOWN_NOT;
	if (mean)
		return mean_is_safe(suppression, series, cell) ? SHOWN_WHOLE : SHOWN_NOT;
	if (!cell->has_hits)
		return SHOWN_WHOLE;
	if (disclosure_is_below(limits, cell->hits, cell->n))
		return SHOWN_BELOW;
	return disclosure_is_above(limits, cell->hits, cell->n) ? SHOWN_ABOVE : SHOWN_WHOLE;
}

static void visit_measure(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure, const uint32_t *place,
	void (*visit)(void *context, const struct suppression_sum *sum), void *context)
{
	bool has_hits;
	struct disclosure_sum sum =
		complement_sum(suppression, series, measure, place, false, &has_hits);
	if (sum.n && has_hits)
		visit(context,
			&(struct suppression_sum){.year = series->year,
				.municipality =
					place ? series->municipalities.texts[*place] : text_of(""),
				.measure = series->measures.texts[measure],
				.n = sum.n,
				.hits = sum.hits,
				.hidden = series->totals[place ? *place
							       : series->municipalities.count]
						  .hidden});
}

void suppression_totals(const struct suppression *suppression,
	void (*visit)(void *context, const struct suppression_sum *sum), void *context)
{
	uint32_t *order = dictionary_sorted(&suppression->names);
	for (uint32_t i = 0; i < suppression->names.count; i++) {
		const struct suppression_series *series = &suppression->series[order[i]];
		uint32_t *places = dictionary_sorted(&series->municipalities);
		uint32_t *measures = dictionary_sorted(&series->measures);
		for (uint32_t m = 0; !series->whole.length && m < series->measures.count; m++) {
			uint32_t measure = measures[m];
			visit_measure(suppression, series, measure, NULL, visit, context);
			for (uint32_t k = 0; k < series->municipalities.count; k++)
				visit_measure(
					suppression, series, measure, &places[k], visit, context);
		}
		free(places);
		free(measures);
	}
	free(order);
}

void suppression_free(struct suppression *suppression)
{
	for (uint32_t i = 0; i < suppression->names.count; i++) {
		struct suppression_series *series = &suppression->series[i];
		dictionary_empty(&series->schools);
		dictionary_empty(&series->measures);
		dictionary_empty(&series->municipalities);
		free(series->members);
		free(series->totals);
		free(series->cells);
		free(series->order);
		free(series->starts);
	}
	dictionary_empty(&suppression->names);
	dictionary_empty(&suppression->keys);
	free(suppression->series);
	free(suppression->cells);
	arena_empty(&suppression->arena);
}
