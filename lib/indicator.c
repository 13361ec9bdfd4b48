/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indicator.h"

#include <stdlib.h>

void indicator_put(struct sink *sink, uint64_t n, wide value, const struct interval *bounds)
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

void indicators_add(struct indicators *indicators, struct text name, uint64_t n, wide value,
	const struct interval *bounds)
{
	indicators->items = memory_grow(indicators->items, &indicators->room, indicators->count + 1,
		sizeof *indicators->items);
	struct indicator *added = &indicators->items[indicators->count++];
	*added = (struct indicator){.name = arena_copy(&indicators->arena, name),
		.n = n,
		.value = value,
		.bounded = bounds != NULL};
	if (bounds)
		added->bounds = *bounds;
}

static int compare_indicators(const void *a, const void *b)
{
	return text_compare(
		((const struct indicator *)a)->name, ((const struct indicator *)b)->name);
}

void indicators_sort(struct indicators *indicators)
{
	if (indicators->count)
		qsort(indicators->items, indicators->count, sizeof *indicators->items,
			compare_indicators);
}

void indicators_free(struct indicators *indicators)
{
	free(indicators->items);
	arena_empty(&indicators->arena);
}
