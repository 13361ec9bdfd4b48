/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panel.h"

#include <stdlib.h>

enum { CELL_BYTES = 12 };

uint32_t panel_school(struct panel *panel, struct text school, struct text municipality)
{
	uint32_t known = panel->schools.count;
	uint32_t number = dictionary_add(&panel->schools, school);
	panel->municipalities = memory_grow(panel->municipalities, &panel->municipality_room,
		panel->schools.count, sizeof *panel->municipalities);
	if (number == known || text_compare(municipality, panel->municipalities[number]) < 0)
		panel->municipalities[number] = arena_copy(&panel->arena, municipality);
	return number;
}

static struct text name_of(char name[CELL_BYTES], uint32_t school, uint64_t year)
{
	memcpy(name, &year, sizeof year);
	memcpy(name + sizeof year, &school, sizeof school);
	return (struct text){name, CELL_BYTES};
}

static void add_year(struct panel *panel, uint64_t year)
{
	for (size_t i = 0; i < panel->year_count; i++)
		if (panel->years[i] == year)
			return;
	panel->years = memory_grow(
		panel->years, &panel->year_room, panel->year_count + 1, sizeof *panel->years);
	panel->years[panel->year_count++] = year;
}

uint32_t panel_cell(struct panel *panel, uint32_t school, uint64_t year)
{
	char name[CELL_BYTES];
	uint32_t known = panel->cells.count;
	uint32_t number = dictionary_add(&panel->cells, name_of(name, school, year));
	if (number == known)
		add_year(panel, year);
	return number;
}

uint32_t panel_find(const struct panel *panel, uint32_t school, uint64_t year)
{
	char name[CELL_BYTES];
	return dictionary_find(&panel->cells, name_of(name, school, year));
}

static int compare_years(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}

void panel_complete(struct panel *panel, const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		panel_school(panel, registry->schools[i].id, registry->schools[i].municipality);
	if (panel->year_count)
		qsort(panel->years, panel->year_count, sizeof *panel->years, compare_years);
}

static int compare_schools(const void *a, const void *b, void *context)
{
	const struct panel *panel = context;
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	int order = text_compare(panel->municipalities[one], panel->municipalities[other]);
	return order ? order : text_compare(panel->schools.texts[one], panel->schools.texts[other]);
}

uint32_t *panel_order(const struct panel *panel)
{
	uint32_t *order = memory_get(panel->schools.count, sizeof *order);
	struct panel context = *panel;
	for (uint32_t i = 0; i < panel->schools.count; i++)
		order[i] = i;
	qsort_r(order, panel->schools.count, sizeof *order, compare_schools, &context);
	return order;
}

void panel_free(struct panel *panel)
{
	free(panel->years);
	free(panel->municipalities);
	dictionary_empty(&panel->schools);
	dictionary_empty(&panel->cells);
	arena_empty(&panel->arena);
}
