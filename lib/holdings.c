/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "holdings.h"
#include "calendar.h"

#include <stdlib.h>

/* Folding is not worth while for fewer. */
enum { FEW = 16384 };

static int compare_numbers(const void *a, const void *b)
{
	const struct holding *one = a, *other = b;
	int order = (one->school > other->school) - (one->school < other->school);
	if (!order)
		order = (one->measure > other->measure) - (one->measure < other->measure);
	return order ? order : (one->year > other->year) - (one->year < other->year);
}

/* Adds up what is of one school, measure and year; what does not fit stays apart, and holdings_sort() tells it. */
static void fold(struct holdings *holdings)
{
	struct holding *items = holdings->items;
	size_t kept = 0;
	qsort(items, holdings->count, sizeof *items, compare_numbers);
	for (size_t i = 0; i < holdings->count; i++) {
		struct holding *last = kept ? &items[kept - 1] : NULL;
		uint64_t sum;
		if (last && !compare_numbers(last, &items[i]) &&
			!__builtin_add_overflow(last->n, items[i].n, &sum))
			last->n = sum;
		else
			items[kept++] = items[i];
	}
	holdings->count = kept;
	holdings->fold_at = 2 * kept > FEW ? 2 * kept : FEW;
}

void holdings_add(struct holdings *holdings, struct text school, struct text measure, uint64_t year,
	uint64_t n)
{
	if (holdings->count >= FEW && holdings->count >= holdings->fold_at)
		fold(holdings);
	holdings->items = memory_grow(
		holdings->items, &holdings->room, holdings->count + 1, sizeof *holdings->items);
	holdings->items[holdings->count++] =
		(struct holding){dictionary_add(&holdings->schools, school),
			dictionary_add(&holdings->measures, measure), year, n};
}

static int compare_items(const void *a, const void *b, void *context)
{
	const struct holdings *holdings = context;
	const struct holding *one = a, *other = b;
	int order = text_compare(
		holdings->schools.texts[one->school], holdings->schools.texts[other->school]);
	if (!order)
		order = text_compare(holdings->measures.texts[one->measure],
			holdings->measures.texts[other->measure]);
	return order ? order : (one->year > other->year) - (one->year < other->year);
}

static void sort_years(struct holdings *holdings)
{
	holdings->years = memory_get(holdings->count, sizeof *holdings->years);
	for (size_t i = 0; i < holdings->count; i++)
		holdings->years[i] = holdings->items[i].year;
	qsort(holdings->years, holdings->count, sizeof *holdings->years, calendar_compare_years);
	for (size_t i = 0; i < holdings->count; i++)
		if (!i || holdings->years[i] != holdings->years[i - 1])
			holdings->years[holdings->year_count++] = holdings->years[i];
}

static void find_held(struct holdings *holdings)
{
	size_t places = holdings->measures.count * holdings->year_count;
	holdings->held = memory_get(places, sizeof *holdings->held);
	memset(holdings->held, 0, places * sizeof *holdings->held);
	for (size_t i = 0; i < holdings->count; i++) {
		const struct holding *item = &holdings->items[i];
		holdings->held[item->measure * holdings->year_count +
			holdings_place(holdings, item->year)] = true;
	}
}

const struct holding *holdings_sort(struct holdings *holdings)
{
	size_t kept = 0;
	if (!holdings->count)
		return NULL;
	qsort_r(holdings->items, holdings->count, sizeof *holdings->items, compare_items, holdings);
	for (size_t i = 0; i < holdings->count; i++) {
		struct holding *last = kept ? &holdings->items[kept - 1] : NULL;
		if (!last || compare_items(last, &holdings->items[i], holdings))
			holdings->items[kept++] = holdings->items[i];
		else if (__builtin_add_overflow(last->n, holdings->items[i].n, &last->n))
			return last;
	}
	holdings->count = kept;
	sort_years(holdings);
	find_held(holdings);
	return NULL;
}

size_t holdings_place(const struct holdings *holdings, uint64_t year)
{
	const uint64_t *found = bsearch(&year, holdings->years, holdings->year_count,
		sizeof *holdings->years, calendar_compare_years);
	return (size_t)(found - holdings->years);
}

bool holdings_held(const struct holdings *holdings, uint32_t measure, size_t place)
{
	return holdings->held[measure * holdings->year_count + place];
}

void holdings_free(struct holdings *holdings)
{
	dictionary_empty(&holdings->schools);
	dictionary_empty(&holdings->measures);
	free(holdings->items);
	free(holdings->years);
	free(holdings->held);
}
