/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"

#include <stdlib.h>

bool results_add(
	struct results *results, uint32_t school, uint64_t year, const struct result *result)
{
	uint32_t known = results->roster.cells.count;
	uint32_t cell = roster_cell(&results->roster, school, year);
	results->by_cell = memory_grow(results->by_cell, &results->cell_room,
		results->roster.cells.count, sizeof *results->by_cell);
	struct school_year *seen = &results->by_cell[cell];
	if (cell == known)
		*seen = (struct school_year){0};
	uint32_t kind = dictionary_add(&results->procedures, result->procedure);
	struct text kept = results->procedures.texts[kind];
	for (size_t i = 0; i < seen->count; i++)
		if (seen->items[i].procedure.at == kept.at)
			return false;
	seen->items = memory_grow(seen->items, &seen->room, seen->count + 1, sizeof *seen->items);
	seen->items[seen->count] = *result;
	seen->items[seen->count++].procedure = kept;
	return true;
}

static int compare_results(const void *a, const void *b)
{
	const struct result *one = a, *other = b;
	return text_compare(one->procedure, other->procedure);
}

void results_complete(struct results *results, const struct registry *registry)
{
	roster_complete(&results->roster, registry);
	for (uint32_t i = 0; i < results->roster.cells.count; i++) {
		struct school_year *seen = &results->by_cell[i];
		qsort(seen->items, seen->count, sizeof *seen->items, compare_results);
	}
}

const struct school_year *results_find(
	const struct results *results, uint32_t school, uint64_t year)
{
	uint32_t cell = roster_find(&results->roster, school, year);
	return cell == DICTIONARY_NONE ? NULL : &results->by_cell[cell];
}

void results_free(struct results *results)
{
	for (uint32_t i = 0; i < results->roster.cells.count; i++)
		free(results->by_cell[i].items);
	free(results->by_cell);
	dictionary_empty(&results->procedures);
	roster_free(&results->roster);
}
