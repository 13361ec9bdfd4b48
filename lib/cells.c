/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cells.h"
#include "figure.h"
#include "memory.h"

#include <stdlib.h>

void cells_open(struct cells *cells, const struct encoding *encoding)
{
	const struct layout *layout = cells->layout;
	size_t records = layout->records.count, columns = layout->columns.count;
	cells->encoding = encoding;
	cells->recodings = memory_get(records * columns, sizeof *cells->recodings);
	cells->texts = memory_get(cells_start(cells, records), sizeof *cells->texts);
	cells->marks = memory_get(cells_start(cells, records), sizeof *cells->marks);
	cells->constants_escaped = false;
	for (size_t i = 0; i < records; i++)
		for (size_t j = 0; j < columns + CELLS_SPARE; j++) {
			const struct cell *cell = j < columns ? &layout->cells[i * columns + j] : NULL;
			bool constant = cell && cell->kind == CELL_CONSTANT;
			size_t place = cells_start(cells, i) + j;
			cells->texts[place] = constant ? cell->constant : (struct text){"", 0};
			cells->marks[place] = constant ? ++cells->last_mark : 0;
			cells->constants_escaped |= memchr(cells->texts[place].at, '\\',
							    cells->texts[place].length) != NULL;
		}
}

void cells_close(struct cells *cells)
{
	free(cells->recodings);
	free(cells->texts);
	free(cells->marks);
	free(cells->made);
	cells->recodings = NULL;
	cells->texts = NULL;
	cells->marks = NULL;
	cells->made = NULL;
	cells->made_room = 0;
}

/* What the type of the cell makes of a text that it may change; returns its new length. */
static size_t finish(const struct cells *cells, enum cell_type type, char *start, size_t length)
{
	char *end = start + length;
	if (type == CELL_NUMBER)
		end = figure_set_point(start, end);
	else if (type == CELL_COUNT)
		end = figure_join_thousands(start, end);
	else if (type == CELL_YEAR)
		end = figure_set_year(start, end);
	else if (type == CELL_HASH && length) {
		pseudonym_put(cells->pseudonym, (struct text){start, length}, start);
		end = start + PSEUDONYM_LENGTH;
	}
	return (size_t)(end - start);
}

/* Room for what one cell can become. */
static size_t room_of(size_t length)
{
	return ENCODING_GROWTH * length + ENCODING_SPARE + PSEUDONYM_LENGTH;
}

/* What the field becomes, at *at if it has to be made, which goes on behind it. False if it does not decode. */
static bool make(struct cells *cells, struct recoding *recoding, const struct cell *cell,
	struct text raw, char **at, const struct recoded_text *made)
{
	struct text *text = made->text;
	if (!recoding_take(recoding, cells->encoding, raw, *at, &cells->last_mark, made,
		    &cells->bad_byte)) {
		cells->bad_field = cell->field;
		return false;
	}
	if (cell->type != CELL_TEXT) {
		if (*made->mark)
			memcpy(*at, text->at, text->length);
		*made->mark = 0;
		text->at = *at;
		text->length = finish(cells, cell->type, *at, text->length);
	}
	if (!*made->mark)
		*at += room_of(raw.length);
	return true;
}

/* Is the field such as every type leaves it? */
static bool is_plain(const struct cell *cell, struct text raw)
{
	return cell->type != CELL_HASH && cell->type != CELL_YEAR && recoding_is_digits(raw);
}

/* Makes one record's. */
static bool make_record(struct cells *cells, size_t record, const struct text *fields, char **at)
{
	size_t columns = cells->layout->columns.count;
	const struct cell *cell = &cells->layout->cells[record * columns];
	struct recoding *recoding = &cells->recodings[record * columns];
	struct text *text = cells->texts + cells_start(cells, record);
	uint64_t *mark = cells->marks + cells_start(cells, record);
	for (size_t i = 0; i < columns; i++, cell++, recoding++, text++, mark++) {
		if (cell->kind != CELL_FIELD)
			continue;
		const struct text *raw = &fields[cell->field];
		if (is_plain(cell, *raw)) {
			/* Part by part, as it was written: together it would wait for that. */
			text->at = raw->at;
			text->length = raw->length;
			*mark = 0;
		} else if (!make(cells, recoding, cell, *raw, at,
				   &(struct recoded_text){text, mark, &cells->escaped})) {
			return false;
		}
	}
	return true;
}

bool cells_make(struct cells *cells, const struct text *fields, size_t bytes)
{
	const struct layout *layout = cells->layout;
	size_t records = layout->records.count;
	cells->made = memory_grow(cells->made, &cells->made_room,
		records * layout->columns.count * (room_of(0) + room_of(bytes)), 1);
	char *at = cells->made;
	cells->escaped = cells->constants_escaped;
	for (size_t i = 0; i < records; i++)
		if (!make_record(cells, i, fields, &at))
			return false;
	return true;
}
