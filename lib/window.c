/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window.h"

#include <stdlib.h>

static void add_result(struct school_year *sum, const struct result *result)
{
	for (size_t i = 0; i < sum->count; i++) {
		struct result *item = &sum->items[i];
		/* Names of procedures are kept once, so equal ones lie at one place. */
		if (item->procedure.at != result->procedure.at)
			continue;
		item->n += result->n;
		item->low += result->low;
		item->marked = item->marked || result->marked;
		return;
	}
	sum->items = memory_grow(sum->items, &sum->room, sum->count + 1, sizeof *sum->items);
	sum->items[sum->count++] = *result;
}

static int compare_results(const void *a, const void *b)
{
	const struct result *one = a, *other = b;
	return text_compare(one->procedure, other->procedure);
}

static void add_up(struct school_year *sum, const struct school_year *const *years, size_t count)
{
	sum->count = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; years[i] && j < years[i]->count; j++)
			add_result(sum, &years[i]->items[j]);
	if (sum->count)
		qsort(sum->items, sum->count, sizeof *sum->items, compare_results);
}

void window_set(struct window *window, const struct results *results, uint32_t school,
	uint64_t last, size_t span)
{
	window->last = last;
	window->span = span;
	for (size_t i = 0; i <= span; i++)
		window->years[i] = results_find(results, school, last - i);
	add_up(&window->now, window->years, span);
	add_up(&window->before, window->years + 1, span);
}

void window_free(struct window *window)
{
	free(window->now.items);
	free(window->before.items);
}
