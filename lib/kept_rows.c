/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept_rows.h"

#include <stdlib.h>

static uint8_t columns_of(const struct result_kind *kind)
{
	struct text rest = text_of(kind->columns);
	uint8_t count = 0;
	while (text_next_word(&rest).length)
		count++;
	return count;
}

/* The lengths of the values, then their bytes. */
static const char *pack(struct kept_rows *rows, const struct text *values, uint8_t columns)
{
	uint32_t lengths[RESULT_COLUMNS];
	size_t used = columns * sizeof *lengths;
	for (size_t i = 0; i < columns; i++)
		used += lengths[i] = (uint32_t)values[i].length;
	rows->scratch = memory_grow(rows->scratch, &rows->scratch_room, used, 1);
	memcpy(rows->scratch, lengths, columns * sizeof *lengths);
	char *at = rows->scratch + columns * sizeof *lengths;
	for (size_t i = 0; i < columns; i++) {
		if (lengths[i])
			memcpy(at, values[i].at, lengths[i]);
		at += lengths[i];
	}
	return arena_copy(&rows->arena, (struct text){rows->scratch, used}).at;
}

uint32_t kept_rows_add(struct kept_rows *rows, const struct result_kind *kind, uint64_t year,
	const struct text *values, bool whole)
{
	uint8_t columns = columns_of(kind);
	struct text municipality = values[result_kind_column(kind, text_of("municipality"))];
	struct text school = values[result_kind_column(kind, text_of("school_id"))];
	rows->items = memory_grow(rows->items, &rows->room, rows->count + 1, sizeof *rows->items);
	rows->items[rows->count] = (struct kept_row){.kind = kind,
		.packed = whole ? pack(rows, values, columns) : NULL,
		.year = (uint32_t)year,
		.municipality = dictionary_add(&rows->municipalities, municipality),
		.school = dictionary_add(&rows->schools, school),
		.columns = columns};
	return (uint32_t)rows->count++;
}

struct text kept_rows_municipality(const struct kept_rows *rows, uint32_t number)
{
	return rows->municipalities.texts[rows->items[number].municipality];
}

struct text kept_rows_school(const struct kept_rows *rows, uint32_t number)
{
	return rows->schools.texts[rows->items[number].school];
}

void kept_rows_values(const struct kept_rows *rows, uint32_t number, struct text *values)
{
	const struct kept_row *row = &rows->items[number];
	const char *at = row->packed + row->columns * sizeof(uint32_t);
	for (size_t i = 0; i < row->columns; i++) {
		uint32_t length;
		memcpy(&length, row->packed + i * sizeof length, sizeof length);
		values[i] = (struct text){at, length};
		at += length;
	}
}

void kept_rows_free(struct kept_rows *rows)
{
	arena_empty(&rows->arena);
	dictionary_empty(&rows->municipalities);
	dictionary_empty(&rows->schools);
	free(rows->items);
	free(rows->scratch);
}
