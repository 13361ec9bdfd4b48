/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"

#include <stdlib.h>

uint32_t results_school(struct results *results, struct text school, struct text municipality)
{
	uint32_t known = results->schools.count;
	uint32_t number = dictionary_add(&results->schools, school);
	results->municipalities = memory_grow(results->municipalities, &results->municipality_room,
		results->schools.count, sizeof *results->municipalities);
	if (number == known || text_compare(municipality, results->municipalities[number]) < 0)
		results->municipalities[number] = arena_copy(&results->arena, municipality);
	return number;
}

static struct text name_of(char name[12], uint32_t school, uint64_t year)
{
	memcpy(name, &year, 8);
	memcpy(name + 8, &school, 4);
	return (struct text){name, 12};
}

static void add_year(struct results *results, uint64_t year)
{
	for (size_t i = 0; i < results->year_count; i++)
		if (results->years[i] == year)
			return;
	results->years = memory_grow(results->years, &results->year_room, results->year_count + 1,
		sizeof *results->years);
	results->years[results->year_count++] = year;
}

bool results_add(
	struct results *results, uint32_t school, uint64_t year, const struct result *result)
{
	char name[12];
	uint32_t known = results->names.count;
	uint32_t number = dictionary_add(&results->names, name_of(name, school, year));
	results->by_name = memory_grow(results->by_name, &results->name_room, results->names.count,
		sizeof *results->by_name);
	struct school_year *seen = &results->by_name[number];
	if (number == known) {
		*seen = (struct school_year){0};
		add_year(results, year);
	}
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

static int compare_years(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}

static int compare_results(const void *a, const void *b)
{
	const struct result *one = a, *other = b;
	return text_compare(one->procedure, other->procedure);
}

void results_sort(struct results *results)
{
	if (results->year_count)
		qsort(results->years, results->year_count, sizeof *results->years, compare_years);
	for (uint32_t i = 0; i < results->names.count; i++) {
		struct school_year *seen = &results->by_name[i];
		qsort(seen->items, seen->count, sizeof *seen->items, compare_results);
	}
}

const struct school_year *results_find(
	const struct results *results, uint32_t school, uint64_t year)
{
	char name[12];
	uint32_t number = dictionary_find(&results->names, name_of(name, school, year));
	return number == DICTIONARY_NONE ? NULL : &results->by_name[number];
}

static int compare_schools(const void *a, const void *b, void *context)
{
	const struct results *results = context;
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	int order = text_compare(results->municipalities[one], results->municipalities[other]);
	return order ? order
		     : text_compare(results->schools.texts[one], results->schools.texts[other]);
}

uint32_t *results_order(const struct results *results)
{
	uint32_t *order = memory_get(results->schools.count, sizeof *order);
	struct results context = *results;
	for (uint32_t i = 0; i < results->schools.count; i++)
		order[i] = i;
	qsort_r(order, results->schools.count, sizeof *order, compare_schools, &context);
	return order;
}

void results_free(struct results *results)
{
	for (uint32_t i = 0; i < results->names.count; i++)
		free(results->by_name[i].items);
	free(results->by_name);
	free(results->years);
	free(results->municipalities);
	dictionary_empty(&results->schools);
	dictionary_empty(&results->procedures);
	dictionary_empty(&results->names);
	arena_empty(&results->arena);
}
