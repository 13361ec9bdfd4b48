/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indicator_line.h"

#include <stdlib.h>

void indicator_line_put(struct sink *sink, uint64_t n, wide value, const struct interval *bounds)
{
	sink_count(sink, n);
	sink_byte(sink, '\t');
	sink_decimal(sink, value, VALUE_PLACES);
	sink_byte(sink, '\t');
	if (bounds)
		sink_decimal(sink, bounds->low, VALUE_PLACES);
	sink_byte(sink, '\t');
	if (bounds)
		sink_decimal(sink, bounds->high, VALUE_PLACES);
	sink_byte(sink, '\n');
}

void indicator_lines_add(struct indicator_lines *indicators, struct text name, uint64_t n,
	wide value, const struct interval *bounds)
{
	indicators->items = memory_grow(indicators->items, &indicators->room, indicators->count + 1,
		sizeof *indicators->items);
	struct indicator_line *added = &indicators->items[indicators->count++];
	*added = (struct indicator_line){.name = arena_copy(&indicators->arena, name),
		.n = n,
		.value = value,
		.bounded = bounds != NULL};
	if (bounds)
		added->bounds = *bounds;
}

static int compare_indicators(const void *a, const void *b)
{
	return text_compare(
		((const struct indicator_line *)a)->name, ((const struct indicator_line *)b)->name);
}

void indicator_lines_sort(struct indicator_lines *indicators)
{
	if (indicators->count)
		qsort(indicators->items, indicators->count, sizeof *indicators->items,
			compare_indicators);
}

void indicator_lines_free(struct indicator_lines *indicators)
{
	free(indicators->items);
	arena_empty(&indicators->arena);
}
