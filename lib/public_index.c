/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_index.h"
#include "message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { COMPOSITE, MEASURE, WEIGHT, WINDOW };

void public_indices_load(
	struct public_indices *indices, const char *const *paths, size_t path_count)
{
	/* The other columns are of no matter here. */
	static const struct table_form form = {"composite measure weight window", "", true};
	struct table *table = &indices->table;
	table_load(table, paths, path_count, &form);
	for (size_t i = 0; i < table->row_count; i++) {
		wide weight;
		uint64_t window;
		if (!number_decimal(table_cell(table, i, WEIGHT), VALUE_PLACES, &weight) ||
			weight <= 0)
			table_fault(table, i, WEIGHT,
				_("expected a number above 0 of at most nine decimals"));
		if (!number_count(table_cell(table, i, WINDOW), &window) || !window)
			table_fault(table, i, WINDOW, _("expected a whole number from 1"));
	}
}

/* The texts as one; it lives until the next call. */
static struct text join(
	struct public_indices *indices, struct text one, struct text other, struct text third)
{
	key_start(&indices->key);
	key_add_value(&indices->key, one);
	key_add_value(&indices->key, other);
	key_add_value(&indices->key, third);
	return key_text(&indices->key);
}

static struct public_index *index_of(struct public_indices *indices, struct text year,
	struct text school, struct text name, uint32_t *number)
{
	uint32_t known = indices->index_keys.count;
	*number = dictionary_add(&indices->index_keys, join(indices, year, school, name));
	if (*number == known) {
		indices->indices = memory_grow(indices->indices, &indices->index_room, known + 1,
			sizeof *indices->indices);
		indices->indices[known] = (struct public_index){0};
	}
	return &indices->indices[*number];
}

static uint32_t range_of(struct public_indices *indices, struct text year, struct text index,
	struct text part, wide value)
{
	uint32_t known = indices->range_keys.count;
	uint32_t number = dictionary_add(&indices->range_keys, join(indices, year, index, part));
	if (number == known) {
		indices->ranges = memory_grow(
			indices->ranges, &indices->range_room, known + 1, sizeof *indices->ranges);
		indices->ranges[known] = (struct public_range){value, value};
	}
	struct public_range *range = &indices->ranges[number];
	range->lo = value < range->lo ? value : range->lo;
	range->hi = value > range->hi ? value : range->hi;
	return number;
}

/* Is the school's measure hidden in the year, or in one of those before it in the window? What is not
 * published at all is. */
static bool is_hidden(const struct suppression *suppression, const struct suppression_place *place,
	struct text measure, uint64_t window)
{
	uint64_t year;
	char number[24];
	bool published = false;
	if (!number_count(place->year, &year))
		return true;
	for (uint64_t back = 0; back < window && back < year; back++) {
		snprintf(number, sizeof number, "%" PRIu64, year - back);
		const struct suppression_cell *cell =
			suppression_cell(suppression, text_of(number), measure, place->school);
		if (cell && suppression->series[cell->series].members[cell->member].hidden)
			return true;
		published = published || cell;
	}
	return !published;
}

/* The table's line for a component; SIZE_MAX: there is none. */
static size_t row_of(const struct public_indices *indices, struct text index, struct text part)
{
	for (size_t i = 0; i < indices->table.row_count; i++)
		if (text_equal(table_cell(&indices->table, i, COMPOSITE), index) &&
			(!part.length || text_equal(table_cell(&indices->table, i, MEASURE), part)))
			return i;
	return SIZE_MAX;
}

void public_indices_add(struct public_indices *indices, const struct suppression *suppression,
	const struct suppression_place *place, struct text index, struct text part, wide value)
{
	size_t row = row_of(indices, index, part);
	uint32_t number;
	if (row == SIZE_MAX)
		return;
	struct public_index *it = index_of(indices, place->year, place->school, index, &number);
	if (!part.length) {
		it->has_value = true;
		it->value = value;
		return;
	}
	struct public_component component = {.index = number, .value = value};
	uint64_t window = 1;
	number_decimal(table_cell(&indices->table, row, WEIGHT), VALUE_PLACES, &component.weight);
	number_count(table_cell(&indices->table, row, WINDOW), &window);
	component.range = range_of(indices, place->year, index, part, value);
	component.hidden = is_hidden(suppression, place, part, window);
	indices->components = memory_grow(indices->components, &indices->component_room,
		indices->component_count + 1, sizeof *indices->components);
	indices->components[indices->component_count++] = component;
}

void public_indices_settle(struct public_indices *indices)
{
	for (size_t i = 0; i < indices->component_count; i++) {
		const struct public_component *component = &indices->components[i];
		const struct public_range *range = &indices->ranges[component->range];
		struct public_index *index = &indices->indices[component->index];
		index->weights += component->weight;
		index->least +=
			component->weight * (component->hidden ? range->lo : component->value);
		index->most +=
			component->weight * (component->hidden ? range->hi : component->value);
	}
}

static bool class_of(struct text word, enum quadrant_class *class)
{
	for (int i = 0; i < QUADRANT_NO_DATA; i++)
		if (text_is(word, quadrant_word((enum quadrant_class)i))) {
			*class = (enum quadrant_class)i;
			return true;
		}
	return false;
}

/* By the class, does the school's index lie above its cut? */
static bool is_high(enum quadrant_class class, size_t index)
{
	return index == QUADRANT_RESULTS
		? class == QUADRANT_EFFECTIVE || class == QUADRANT_RESILIENT
		: class == QUADRANT_EFFECTIVE || class == QUADRANT_FAILING;
}

/* The schools with which it is judged; NULL: which these are is not known here. */
static struct public_group *group_of(
	struct public_indices *indices, const struct public_row *row, size_t index)
{
	bool region = text_is(row->rule, "quadrant");
	if (!region && !text_is(row->rule, "quadrant_municipality"))
		return NULL;
	/* The name of an index tells the groups of both apart. */
	key_start(&indices->key);
	key_add_value(&indices->key, row->year);
	key_add_value(&indices->key, indices->names[index]);
	if (!region)
		key_add_value(&indices->key, row->municipality);
	uint32_t known = indices->group_keys.count;
	uint32_t number = dictionary_add(&indices->group_keys, key_text(&indices->key));
	if (number == known) {
		indices->groups = memory_grow(
			indices->groups, &indices->group_room, known + 1, sizeof *indices->groups);
		indices->groups[known] = (struct public_group){0};
	}
	return &indices->groups[number];
}

static const struct public_index *find_index(
	struct public_indices *indices, const struct public_row *row, size_t index)
{
	uint32_t number = dictionary_find(
		&indices->index_keys, join(indices, row->year, row->school, indices->names[index]));
	return number == DICTIONARY_NONE || !indices->indices[number].has_value
		? NULL
		: &indices->indices[number];
}

void public_indices_judged(struct public_indices *indices, const struct public_row *row)
{
	enum quadrant_class class;
	for (size_t i = 0; i < QUADRANT_INDICES && class_of(row->class, &class); i++) {
		struct public_group *group = group_of(indices, row, i);
		const struct public_index *index = find_index(indices, row, i);
		if (!group || !index)
			continue;
		if (!is_high(class, i) && (!group->has_low || index->value > group->low)) {
			group->has_low = true;
			group->low = index->value;
		} else if (is_high(class, i) && (!group->has_high || index->value < group->high)) {
			group->has_high = true;
			group->high = index->value;
		}
	}
}

/* Does the index lie on that side of its cut, whatever its hidden components are? */
static bool is_decided(
	const struct public_index *index, const struct public_group *group, bool high)
{
	if (!index || !index->weights)
		return false;
	if (index->least == index->most)
		return true;
	if (!group)
		return false;
	return high ? group->has_high && index->least >= group->high * index->weights
		    : group->has_low && index->most <= group->low * index->weights;
}

bool public_indices_told(struct public_indices *indices, const struct public_row *row)
{
	enum quadrant_class class;
	if (text_is(row->class, quadrant_word(QUADRANT_NO_DATA)))
		return true;
	if (!class_of(row->class, &class))
		return false;
	for (size_t i = 0; i < QUADRANT_INDICES; i++)
		if (!is_decided(find_index(indices, row, i), group_of(indices, row, i),
			    is_high(class, i)))
			return false;
	return true;
}

void public_indices_free(struct public_indices *indices)
{
	dictionary_empty(&indices->index_keys);
	dictionary_empty(&indices->range_keys);
	dictionary_empty(&indices->group_keys);
	free(indices->indices);
	free(indices->components);
	free(indices->ranges);
	free(indices->groups);
	key_free(&indices->key);
	table_free(&indices->table);
}
