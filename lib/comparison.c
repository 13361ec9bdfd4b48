/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison.h"
#include "cell.h"
#include "memory.h"

#include <stdlib.h>

struct comparison *comparisons_at(struct comparisons *comparisons, uint32_t series, uint64_t year)
{
	struct cell_name name;
	uint32_t known = comparisons->cells.count;
	uint32_t cell = dictionary_add(&comparisons->cells, cell_text(&name, series, year));
	comparisons->items = memory_grow(comparisons->items, &comparisons->room,
		comparisons->cells.count, sizeof *comparisons->items);
	if (cell == known)
		comparisons->items[cell] = (struct comparison){0};
	return &comparisons->items[cell];
}

struct comparison comparisons_find(
	const struct comparisons *comparisons, uint32_t series, uint64_t year)
{
	struct cell_name name;
	uint32_t cell = dictionary_find(&comparisons->cells, cell_text(&name, series, year));
	return cell == DICTIONARY_NONE ? (struct comparison){0} : comparisons->items[cell];
}

bool comparison_read(struct comparisons *comparisons, struct comparison *comparison,
	struct text delta, struct text trend, struct text compared)
{
	comparison->told = trend.length > 0;
	comparison->has_delta = delta.length > 0;
	if (!comparison->told)
		return true;
	if (delta.length && !number_decimal(delta, VALUE_PLACES, &comparison->delta))
		return false;
	comparison->trend = TREND_NO_DATA;
	while (!text_is(trend, trend_word(comparison->trend)))
		if (comparison->trend++ == TREND_STABLE)
			return false;
	if (compared.length)
		comparison->compared = arena_copy(&comparisons->arena, compared);
	return true;
}

bool comparison_is_matched(const struct comparison *comparison)
{
	return comparison->told && (comparison->compared.length || !comparison->has_delta);
}

void comparisons_free(struct comparisons *comparisons)
{
	dictionary_empty(&comparisons->cells);
	arena_empty(&comparisons->arena);
	free(comparisons->items);
}
