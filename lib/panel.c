/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panel.h"
#include "calendar.h"
#include "cell.h"
#include "sink.h"

#include <stdlib.h>

/* Cuts a sum's key into its fields; the last one is the measure. */
static void cut_key(struct text key, struct text fields[PANEL_KEYS + 1])
{
	key.length--; /* the byte behind the measure */
	for (size_t i = 0; i <= PANEL_KEYS; i++)
		text_next_part(&key, '\t', &fields[i]);
}

static void add_home(struct panel *panel, const struct panel_cell *cell)
{
	struct cell_name name;
	uint32_t known = panel->homes.count;
	uint32_t number = dictionary_add(&panel->homes, cell_text(&name, cell->school, cell->year));
	panel->municipalities = memory_grow(panel->municipalities, &panel->municipality_room,
		panel->homes.count, sizeof *panel->municipalities);
	if (number == known || text_compare(cell->municipality, panel->municipalities[number]) < 0)
		panel->municipalities[number] = cell->municipality;
}

/* Numbers the schools anew, in the byte order of their codes. */
static void rank_schools(struct panel *panel)
{
	uint32_t *order = dictionary_sorted(&panel->codes);
	uint32_t *ranks = memory_get(panel->codes.count, sizeof *ranks);
	panel->school_count = panel->codes.count;
	panel->schools = memory_get(panel->codes.count, sizeof *panel->schools);
	for (uint32_t i = 0; i < panel->codes.count; i++) {
		ranks[order[i]] = i;
		panel->schools[i] = panel->codes.texts[order[i]];
	}
	for (size_t i = 0; i < panel->cell_count; i++)
		panel->cells[i].school = ranks[panel->cells[i].school];
	free(order);
	free(ranks);
}

static int compare_cells(const void *a, const void *b)
{
	const struct panel_cell *one = a, *other = b;
	if (one->measure != other->measure)
		return one->measure < other->measure ? -1 : 1;
	if (one->year != other->year)
		return one->year < other->year ? -1 : 1;
	if (one->school != other->school)
		return one->school < other->school ? -1 : 1;
	return text_compare(one->municipality, other->municipality);
}

static void collect_years(struct panel *panel)
{
	size_t kept = 0;
	panel->years = memory_get(panel->cell_count, sizeof *panel->years);
	for (size_t i = 0; i < panel->cell_count; i++)
		panel->years[i] = panel->cells[i].year;
	qsort(panel->years, panel->cell_count, sizeof *panel->years, calendar_compare_years);
	for (size_t i = 0; i < panel->cell_count; i++)
		if (!kept || panel->years[kept - 1] != panel->years[i])
			panel->years[kept++] = panel->years[i];
	panel->year_count = kept;
}

void panel_make(struct panel *panel, const struct sums *sums, const size_t places[PANEL_KEYS])
{
	struct text fields[PANEL_KEYS + 1];
	*panel = (struct panel){.cell_count = sums->keys.count};
	memcpy(panel->places, places, sizeof panel->places);
	panel->cells = memory_get(panel->cell_count, sizeof *panel->cells);
	for (uint32_t i = 0; i < sums->keys.count; i++) {
		struct panel_cell *cell = &panel->cells[i];
		cut_key(sums->keys.texts[i], fields);
		cell->seen = &sums->totals[i];
		number_count(fields[places[PANEL_YEAR]], &cell->year);
		cell->municipality = fields[places[PANEL_MUNICIPALITY]];
		cell->school = dictionary_add(&panel->codes, fields[places[PANEL_SCHOOL]]);
		cell->measure = dictionary_add(&panel->measures, fields[PANEL_KEYS]);
	}
	rank_schools(panel);
	for (size_t i = 0; i < panel->cell_count; i++)
		add_home(panel, &panel->cells[i]);
	qsort(panel->cells, panel->cell_count, sizeof *panel->cells, compare_cells);
	collect_years(panel);
}

/* The first cell at or behind measure and year. */
static size_t find_start(const struct panel *panel, uint32_t measure, uint64_t year)
{
	size_t from = 0, to = panel->cell_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		const struct panel_cell *cell = &panel->cells[middle];
		if (cell->measure < measure || (cell->measure == measure && cell->year < year))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct panel_cell *panel_find(
	const struct panel *panel, struct text measure, uint64_t year, size_t *count)
{
	uint32_t number = dictionary_find(&panel->measures, measure);
	*count = 0;
	if (number == DICTIONARY_NONE)
		return NULL;
	size_t start = find_start(panel, number, year);
	*count = find_start(panel, number, year + 1) - start;
	return panel->cells + start;
}

void panel_add_keys(const struct panel *panel, uint32_t school, uint64_t year, struct key *key)
{
	struct cell_name name;
	char digits[20];
	uint32_t home = dictionary_find(&panel->homes, cell_text(&name, school, year));
	const struct text keys[PANEL_KEYS] = {
		[PANEL_YEAR] = {digits, number_digits(digits, year)},
		[PANEL_MUNICIPALITY] = panel->municipalities[home],
		[PANEL_SCHOOL] = panel->schools[school],
	};
	for (size_t place = 0; place < PANEL_KEYS; place++)
		for (size_t i = 0; i < PANEL_KEYS; i++)
			if (panel->places[i] == place)
				key_add_field(key, keys[i]);
}

void panel_free(struct panel *panel)
{
	free(panel->schools);
	free(panel->years);
	free(panel->cells);
	free(panel->municipalities);
	dictionary_empty(&panel->measures);
	dictionary_empty(&panel->homes);
	dictionary_empty(&panel->codes);
}
