/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_index.h"
#include "message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { COMPOSITE, MEASURE, STATISTIC, WINDOW };

void public_indices_load(
	struct public_indices *indices, const char *const *paths, size_t path_count)
{
	/* The other columns are of no matter here. */
	static const struct table_form form = {"composite measure statistic window", "", true};
	struct table *table = &indices->table;
	table_load(table, paths, path_count, &form);
	for (size_t i = 0; i < table->row_count; i++) {
		struct text statistic = table_cell(table, i, STATISTIC);
		uint64_t window;
		if (!text_is(statistic, "mean") && !text_is(statistic, "share"))
			table_fault(table, i, STATISTIC, _("expected mean or share"));
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

static struct public_index *index_of(
	struct public_indices *indices, struct text year, struct text school, struct text name)
{
	uint32_t known = indices->keys.count;
	uint32_t number = dictionary_add(&indices->keys, join(indices, year, school, name));
	if (number == known) {
		indices->indices = memory_grow(indices->indices, &indices->index_room, known + 1,
			sizeof *indices->indices);
		indices->indices[known] = (struct public_index){0};
	}
	return &indices->indices[number];
}

/* Is the figure shown as it is? A mean may be withheld where its share is shown, and the other way
 * round. */
static bool is_whole(const struct suppression *suppression, const struct suppression_cell *cell,
	struct text year, struct text school, bool mean)
{
	return (mean ? cell->has_mean : cell->has_hits) &&
		suppression_school(suppression, year, cell->measure, school, mean) == SHOWN_WHOLE;
}

/* Is the school's figure hidden in the year, or in one of those before it in the window? What is
 * not published at all is. */
static bool is_hidden(const struct suppression *suppression, const struct suppression_place *place,
	struct text measure, bool mean, uint64_t window)
{
	uint64_t year;
	char number[24];
	bool published = false;
	if (!number_count(place->year, &year))
		return true;
	for (uint64_t back = 0; back < window && back < year; back++) {
		snprintf(number, sizeof number, "%" PRIu64, year - back);
		struct text back_then = text_of(number);
		const struct suppression_cell *cell =
			suppression_cell(suppression, back_then, measure, place->school);
		if (cell && !is_whole(suppression, cell, back_then, place->school, mean))
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
	const struct suppression_place *place, struct text index, struct text part)
{
	size_t row = row_of(indices, index, part);
	if (row == SIZE_MAX)
		return;
	struct public_index *it = index_of(indices, place->year, place->school, index);
	if (!part.length) {
		it->has_value = true;
		return;
	}
	uint64_t window = 1;
	number_count(table_cell(&indices->table, row, WINDOW), &window);
	it->has_component = true;
	if (is_hidden(suppression, place, part,
		    text_is(table_cell(&indices->table, row, STATISTIC), "mean"), window))
		it->has_hidden = true;
}

static bool is_class(struct text word)
{
	for (int i = 0; i < QUADRANT_NO_DATA; i++)
		if (text_is(word, quadrant_word((enum quadrant_class)i)))
			return true;
	return false;
}

bool public_indices_told(struct public_indices *indices, const struct public_row *row)
{
	if (text_is(row->class, quadrant_word(QUADRANT_NO_DATA)))
		return true;
	if (!is_class(row->class))
		return false;
	for (size_t i = 0; i < QUADRANT_INDICES; i++) {
		uint32_t number = dictionary_find(
			&indices->keys, join(indices, row->year, row->school, indices->names[i]));
		const struct public_index *index =
			number == DICTIONARY_NONE ? NULL : &indices->indices[number];
		if (!index || !index->has_value || !index->has_component || index->has_hidden)
			return false;
	}
	return true;
}

void public_indices_free(struct public_indices *indices)
{
	dictionary_empty(&indices->keys);
	free(indices->indices);
	key_free(&indices->key);
	table_free(&indices->table);
}
