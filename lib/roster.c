/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster.h"
#include "calendar.h"
#include "cell.h"

#include <stdlib.h>

uint32_t roster_school(struct roster *roster, struct text school, struct text municipality)
{
	uint32_t known = roster->schools.count;
	uint32_t number = dictionary_add(&roster->schools, school);
	roster->municipalities = memory_grow(roster->municipalities, &roster->municipality_room,
		roster->schools.count, sizeof *roster->municipalities);
	if (number == known || text_compare(municipality, roster->municipalities[number]) < 0)
		roster->municipalities[number] = arena_copy(&roster->arena, municipality);
	return number;
}

static void add_year(struct roster *roster, uint64_t year)
{
	for (size_t i = 0; i < roster->year_count; i++)
		if (roster->years[i] == year)
			return;
	roster->years = memory_grow(
		roster->years, &roster->year_room, roster->year_count + 1, sizeof *roster->years);
	roster->years[roster->year_count++] = year;
}

uint32_t roster_cell(struct roster *roster, uint32_t school, uint64_t year)
{
	struct cell_name name;
	uint32_t known = roster->cells.count;
	uint32_t number = dictionary_add(&roster->cells, cell_text(&name, school, year));
	if (number == known)
		add_year(roster, year);
	return number;
}

uint32_t roster_find(const struct roster *roster, uint32_t school, uint64_t year)
{
	struct cell_name name;
	return dictionary_find(&roster->cells, cell_text(&name, school, year));
}

void roster_complete(struct roster *roster, const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		roster_school(roster, registry->schools[i].id, registry->schools[i].municipality);
	if (roster->year_count)
		qsort(roster->years, roster->year_count, sizeof *roster->years,
			calendar_compare_years);
}

static int compare_schools(const void *a, const void *b, void *context)
{
	const struct roster *roster = context;
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	int order = text_compare(roster->municipalities[one], roster->municipalities[other]);
	return order ? order
		     : text_compare(roster->schools.texts[one], roster->schools.texts[other]);
}

uint32_t *roster_order(const struct roster *roster)
{
	uint32_t *order = memory_get(roster->schools.count, sizeof *order);
	struct roster context = *roster;
	for (uint32_t i = 0; i < roster->schools.count; i++)
		order[i] = i;
	qsort_r(order, roster->schools.count, sizeof *order, compare_schools, &context);
	return order;
}

void roster_free(struct roster *roster)
{
	free(roster->years);
	free(roster->municipalities);
	dictionary_empty(&roster->schools);
	dictionary_empty(&roster->cells);
	arena_empty(&roster->arena);
}
