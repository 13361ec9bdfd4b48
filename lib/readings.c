/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "readings.h"
#include "absence.h"

#include <stdlib.h>

static const char *const number_expected = "a number of at most nine decimals, below 10^18";

static bool read_number(struct text text, wide *units)
{
	const wide limit = (wide)number_power(18) * number_power(VALUE_PLACES);
	if (!number_decimal(text, VALUE_PLACES, units))
		return false;
	wide size = *units < 0 ? -*units : *units;
	return size < limit;
}

static bool read_line(
	struct reading *reading, const struct indicator *indicator, struct defect *defect)
{
	*reading = (struct reading){
		.n = indicator->n, .bounded = indicator->low.length && indicator->high.length};
	if (!read_number(indicator->value, &reading->value))
		return defect_set(
			defect, "no number", "value", indicator->value, "%s", number_expected);
	if (!reading->bounded)
		return true;
	if (!read_number(indicator->low, &reading->low))
		return defect_set(defect, "no number", "lo", indicator->low, "%s", number_expected);
	if (!read_number(indicator->high, &reading->high))
		return defect_set(
			defect, "no number", "hi", indicator->high, "%s", number_expected);
	if (reading->low > reading->value || reading->value > reading->high)
		return defect_set(defect, "value outside its interval", "value", indicator->value,
			"a number from lo to hi");
	return true;
}

static bool add(
	struct readings *readings, const struct indicator *indicator, const struct reading *reading)
{
	uint32_t school =
		roster_school(&readings->roster, indicator->school_id, indicator->municipality);
	uint32_t known = readings->roster.cells.count;
	uint32_t cell = roster_cell(&readings->roster, school, indicator->year);
	readings->by_cell = memory_grow(readings->by_cell, &readings->cell_room,
		readings->roster.cells.count, sizeof *readings->by_cell);
	struct cell_readings *seen = &readings->by_cell[cell];
	if (cell == known)
		*seen = (struct cell_readings){0};
	uint32_t name = dictionary_add(&readings->names, indicator->name);
	for (size_t i = 0; i < seen->count; i++)
		if (seen->items[i].name == name)
			return false;
	seen->items = memory_grow(seen->items, &seen->room, seen->count + 1, sizeof *seen->items);
	seen->items[seen->count] = *reading;
	seen->items[seen->count++].name = name;
	return true;
}

enum indicator_use readings_take(struct readings *readings, const struct registry *registry,
	const struct indicator *indicator, struct text *skip, struct defect *defect)
{
	struct reading reading;
	struct text absent = absence_reason(registry, indicator->named, indicator->year);
	if (absent.length) {
		*skip = absent;
		return INDICATOR_SKIPPED;
	}
	if (!read_line(&reading, indicator, defect))
		return INDICATOR_DEFECT;
	return add(readings, indicator, &reading) ? INDICATOR_USED : INDICATOR_TWICE;
}

bool readings_have(const struct readings *readings, struct text name)
{
	return dictionary_find(&readings->names, name) != DICTIONARY_NONE;
}

static int compare_names(const void *a, const void *b, void *names)
{
	const struct reading *one = a, *other = b;
	const struct text *texts = names;
	return text_compare(texts[one->name], texts[other->name]);
}

void readings_complete(struct readings *readings, const struct registry *registry)
{
	roster_complete(&readings->roster, registry);
	for (uint32_t i = 0; i < readings->roster.cells.count; i++) {
		struct cell_readings *seen = &readings->by_cell[i];
		qsort_r(seen->items, seen->count, sizeof *seen->items, compare_names,
			readings->names.texts);
	}
}

const struct cell_readings *readings_of(
	const struct readings *readings, uint32_t school, uint64_t year)
{
	uint32_t cell = roster_find(&readings->roster, school, year);
	return cell == DICTIONARY_NONE ? NULL : &readings->by_cell[cell];
}

const struct reading *readings_find(
	const struct readings *readings, uint32_t school, uint64_t year, struct text name)
{
	const struct cell_readings *seen = readings_of(readings, school, year);
	uint32_t number = dictionary_find(&readings->names, name);
	for (size_t i = 0; seen && i < seen->count; i++)
		if (seen->items[i].name == number)
			return &seen->items[i];
	return NULL;
}

void readings_free(struct readings *readings)
{
	for (uint32_t i = 0; i < readings->roster.cells.count; i++)
		free(readings->by_cell[i].items);
	free(readings->by_cell);
	dictionary_empty(&readings->names);
	roster_free(&readings->roster);
}
