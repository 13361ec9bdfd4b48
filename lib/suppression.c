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
			.school = arena_copy(&suppression->arena, place->school)};
		dictionary_add(&series->municipalities, place->municipality);
	}
	return number;
}

bool suppression_add(struct suppression *suppression, const struct suppression_place *place,
	struct text measure, uint64_t n, bool has_hits, uint64_t hits)
{
	const struct publicity_line *line = publicity_find(suppression->publicity, measure);
	if (!line || line->counts != COUNTS_PERSONS || !n)
		return true;
	uint32_t known = suppression->keys.count, series_number;
	uint32_t number =
		dictionary_add(&suppression->keys, key_of(place->year, measure, place->school));
	struct suppression_series *series = series_of(suppression, place->year,
		line->population.length ? line->population : measure, line->whole, &series_number);
	uint32_t member = member_of(suppression, series, place);
	if (!text_equal(series->members[member].municipality, place->municipality))
		return false;
	if (number == known) {
		suppression->cells = memory_grow(suppression->cells, &suppression->cell_room,
			known + 1, sizeof *suppression->cells);
		uint32_t name = dictionary_add(&series->measures, measure);
		suppression->cells[known] =
			(struct suppression_cell){.measure = series->measures.texts[name]};
	}
	struct suppression_cell *cell = &suppression->cells[number];
	cell->series = series_number;
	cell->member = member;
	cell->n = n;
	if (has_hits) {
		cell->has_hits = true;
		cell->hits = hits;
	}
	if (n > series->members[member].n)
		series->members[member].n = n;
	if (n < suppression->limits.least)
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
		(n >= limits->least && hits <= n && !disclosure_is_below(limits, hits, n) &&
			!disclosure_is_above(limits, hits, n));
}

/* Is the school's part to be hidden, for itself or for what is left of the whole? */
static bool parts_are_hidden(const struct suppression *suppression, struct text year,
	struct text whole_name, struct text school)
{
	const struct suppression_cell *whole =
		suppression_cell(suppression, year, whole_name, school);
	uint64_t n = 0, hits = 0;
	if (!whole)
		return false;
	if (suppression->series[whole->series].members[whole->member].hidden ||
		!part_is_safe(&suppression->limits, whole->n, whole->hits))
		return true;
	for (uint32_t i = 0; i < suppression->keys.count; i++) {
		const struct suppression_cell *cell = &suppression->cells[i];
		const struct suppression_series *series = &suppression->series[cell->series];
		if (!cell->has_hits || !text_equal(series->whole, whole_name) ||
			!text_equal(series->year, year) ||
			!text_equal(series->members[cell->member].school, school))
			continue;
		if (!part_is_safe(&suppression->limits, cell->n, cell->hits))
			return true;
		n += cell->n;
		hits += cell->hits;
	}
	return n > whole->n || hits > whole->hits ||
		!part_is_safe(&suppression->limits, whole->n - n, whole->hits - hits);
}

void suppression_settle(struct suppression *suppression)
{
	for (uint32_t i = 0; i < suppression->names.count; i++) {
		struct suppression_series *series = &suppression->series[i];
		series->totals =
			memory_get(series->municipalities.count + 1, sizeof *series->totals);
		if (!series->whole.length)
			complement_settle(suppression, series);
	}
	for (uint32_t i = 0; i < suppression->names.count; i++) {
		struct suppression_series *series = &suppression->series[i];
		for (uint32_t k = 0; series->whole.length && k < series->schools.count; k++)
			if (parts_are_hidden(suppression, series->year, series->whole,
				    series->members[k].school))
				series->members[k].hidden = true;
	}
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
	/* Where nearly all have a low result, or nearly none, the mean of a mark tells how many. */
	for (uint32_t i = 0; i < series->measures.count && mean; i++) {
		const struct suppression_cell *other =
			suppression_cell(suppression, year, series->measures.texts[i], school);
		if (other && other->has_hits &&
			(disclosure_is_above(limits, other->hits, other->n) ||
				disclosure_is_below(limits, other->hits, other->n)))
			return SHOWN_NOT;
	}
	if (mean || !cell->has_hits)
		return SHOWN_WHOLE;
	if (disclosure_is_below(limits, cell->hits, cell->n))
		return SHOWN_BELOW;
	return disclosure_is_above(limits, cell->hits, cell->n) ? SHOWN_ABOVE : SHOWN_WHOLE;
}

static void visit_measure(const struct suppression *suppression,
	const struct suppression_series *series, struct text measure, const uint32_t *place,
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
				.measure = measure,
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
			struct text measure = series->measures.texts[measures[m]];
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
	}
	dictionary_empty(&suppression->names);
	dictionary_empty(&suppression->keys);
	free(suppression->series);
	free(suppression->cells);
	arena_empty(&suppression->arena);
}
