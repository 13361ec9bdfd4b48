/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cells.h"
#include "bytes.h"
#include "figure.h"
#include "memory.h"

#include <endian.h>
#include <stdlib.h>

/* One for the caller, and an empty one. */
enum { SPARE = 2 };

void cells_arrange(struct cells *cells, const size_t *columns, size_t count)
{
	size_t all = cells->layout->columns.count + 1, next = count;
	cells->places = memory_resize(cells->places, all, sizeof *cells->places);
	cells->width = count + all + SPARE;
	for (size_t i = 0; i < all; i++)
		cells->places[i] = SIZE_MAX;
	for (size_t i = 0; i < count; i++)
		if (columns[i] < all)
			cells->places[columns[i]] = i;
	for (size_t i = 0; i < all; i++)
		if (cells->places[i] == SIZE_MAX)
			cells->places[i] = next++;
}

/* A short text, which is padded, is a mark itself, above all others; 0: it is not short. */
static inline uint64_t mark_of(struct text text)
{
	enum { SHORT = 7 };
	if (text.length > SHORT)
		return 0;
	uint64_t word = text.length ? bytes_word(text.at) & bytes_mask(text.length) : UINT64_C(0);
	return le64toh(word) | (UINT64_C(0x80) | text.length) << 56;
}

static void open_source(struct cells *cells, size_t number, size_t place)
{
	const struct cell *cell = &cells->layout->cells[number];
	cells->sources[cells->source_count++] = (struct cell_source){.field = cell->field,
		.place = place,
		.type = cell->type,
		.digits_stay = cell->type != CELL_HASH && cell->type != CELL_YEAR,
		.recoding = &cells->recodings[number]};
}

static void open_constant(struct cells *cells, struct text constant, size_t place)
{
	cells->texts[place] = constant;
	cells->marks[place] = ++cells->last_mark;
	if (constant.length && memchr(constant.at, '\\', constant.length))
		cells->escaped = true;
}

void cells_open(struct cells *cells, const struct encoding *encoding)
{
	const struct layout *layout = cells->layout;
	size_t records = layout->records.count, columns = layout->columns.count;
	if (!cells->places)
		cells->width = columns + SPARE;
	size_t room = cells_start(cells, records);
	cells->encoding = encoding;
	cells->recodings = memory_get(records * columns, sizeof *cells->recodings);
	cells->sources = memory_get(records * columns, sizeof *cells->sources);
	cells->source_count = 0;
	cells->texts = memory_get(room, sizeof *cells->texts);
	cells->marks = memory_get(room, sizeof *cells->marks);
	cells->escaped = false;
	for (size_t i = 0; i < room; i++) {
		cells->texts[i] = (struct text){"", 0};
		cells->marks[i] = mark_of(cells->texts[i]);
	}
	for (size_t i = 0; i < records * columns; i++) {
		size_t place = cells_start(cells, i / columns) + cells_place(cells, i % columns);
		if (layout->cells[i].kind == CELL_CONSTANT)
			open_constant(cells, layout->cells[i].constant, place);
		else
			open_source(cells, i, place);
	}
}

void cells_close(struct cells *cells)
{
	free(cells->recodings);
	free(cells->sources);
	free(cells->texts);
	free(cells->marks);
	free(cells->made);
	cells->recodings = NULL;
	cells->sources = NULL;
	cells->texts = NULL;
	cells->marks = NULL;
	cells->made = NULL;
	cells->made_room = 0;
}

void cells_free(struct cells *cells)
{
	free(cells->places);
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
static bool make(struct cells *cells, const struct cell_source *source, struct text raw, char **at)
{
	struct text *text = &cells->texts[source->place];
	uint64_t *mark = &cells->marks[source->place];
	if (!recoding_take(source->recoding, cells->encoding, raw, *at, &cells->last_mark,
		    &(struct recoded_text){text, mark, &cells->escaped}, &cells->bad_byte)) {
		cells->bad_field = source->field;
		return false;
	}
	if (source->type != CELL_TEXT) {
		if (*mark)
			memcpy(*at, text->at, text->length);
		*mark = 0;
		recoding_forget_last(source->recoding);
		text->at = *at;
		text->length = finish(cells, source->type, *at, text->length);
	}
	if (!*mark) {
		*at += room_of(raw.length);
		*mark = mark_of(*text);
	}
	return true;
}

bool cells_make(struct cells *cells, const struct text *fields, size_t bytes)
{
	size_t most = cells->source_count * (room_of(0) + room_of(bytes));
	cells->made = memory_grow(cells->made, &cells->made_room, most, 1);
	char *at = cells->made;
	const struct cell_source *source = cells->sources, *end = source + cells->source_count;
	for (; source < end; source++) {
		const struct text *raw = &fields[source->field];
		if (recoding_is_last(source->recoding, *raw))
			continue;
		if (!source->digits_stay || !recoding_is_digits(*raw)) {
			if (!make(cells, source, *raw, &at))
				return false;
			continue;
		}
		recoding_forget_last(source->recoding);
		/* Part by part, as it was written: together it would wait for that. */
		cells->texts[source->place].at = raw->at;
		cells->texts[source->place].length = raw->length;
		cells->marks[source->place] = mark_of(*raw);
	}
	return true;
}
