/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "header.h"
#include "message.h"

#include <stdlib.h>

/* One row as a header might be. */
struct candidate {
	struct text *names;
	struct text *raw; /* the fields themselves, trimmed; NULL for two rows as one */
	size_t count;
	size_t missing; /* columns of the layout that it lacks */
};

static struct text clean(struct arena *arena, const struct encoding *encoding, struct text raw)
{
	char *shown = memory_get(raw.length * ENCODING_GROWTH + 1, 1);
	size_t there = encoding_show(encoding, raw, shown), length = 0;
	for (size_t i = 0; i < there; i++)
		if (!text_is_blank_byte(shown[i]))
			shown[length++] = shown[i];
		else if (length && shown[length - 1] != ' ')
			shown[length++] = ' ';
	struct text kept = arena_copy(arena, (struct text){shown, length});
	free(shown);
	return kept;
}

static struct candidate take_row(
	struct header *header, const struct rows *rows, const struct layout *layout)
{
	struct candidate row = {.count = rows->count};
	row.names = memory_get(rows->count, sizeof *row.names);
	row.raw = memory_get(rows->count, sizeof *row.raw);
	for (size_t i = 0; i < rows->count; i++) {
		struct text raw = encoding_trim(rows->encoding, rows->fields[i]);
		row.raw[i] = arena_copy(&header->arena, raw);
		row.names[i] = clean(&header->arena, rows->encoding, raw);
	}
	row.missing = layout_missing(layout, row.names, row.count);
	return row;
}

static struct text join_names(struct arena *arena, struct text upper, struct text lower)
{
	if (!upper.length || !lower.length)
		return upper.length ? upper : lower;
	char *joined = memory_get(upper.length + lower.length + 1, 1);
	memcpy(joined, upper.at, upper.length);
	joined[upper.length] = ' ';
	memcpy(joined + upper.length + 1, lower.at, lower.length);
	struct text kept =
		arena_copy(arena, (struct text){joined, upper.length + lower.length + 1});
	free(joined);
	return kept;
}

size_t header_join(struct arena *arena, const struct text *upper, size_t upper_count,
	const struct text *lower, size_t lower_count, struct text **names)
{
	static const struct text none = {"", 0};
	size_t most = upper_count > lower_count ? upper_count : lower_count;
	struct text over = none;
	*names = memory_get(most, sizeof **names);
	for (size_t i = 0; i < most; i++) {
		struct text above = i < upper_count ? upper[i] : none;
		struct text below = i < lower_count ? lower[i] : none;
		if (above.length)
			over = above;
		(*names)[i] = join_names(arena, below.length ? over : above, below);
	}
	return most;
}

static struct candidate join_rows(struct header *header, const struct candidate *upper,
	const struct candidate *lower, const struct layout *layout)
{
	struct candidate joined = {0};
	joined.count = header_join(&header->arena, upper->names, upper->count, lower->names,
		lower->count, &joined.names);
	joined.missing = layout_missing(layout, joined.names, joined.count);
	return joined;
}

/* The cells of a title row as one line below the others. */
static void add_title(struct header *header, const struct candidate *row)
{
	struct text line = {"", 0};
	for (size_t i = 0; i < row->count; i++)
		line = join_names(&header->arena, line, row->names[i]);
	if (!line.length)
		return;
	header->title_rows++;
	size_t room = header->titles.length + line.length + 1;
	char *all = memory_get(room, 1);
	if (header->titles.length)
		memcpy(all, header->titles.at, header->titles.length);
	memcpy(all + header->titles.length, line.at, line.length);
	all[room - 1] = '\n';
	header->titles = arena_copy(&header->arena, (struct text){all, room});
	free(all);
}

static void free_candidate(struct candidate *row)
{
	free(row->names);
	free(row->raw);
	*row = (struct candidate){.missing = SIZE_MAX};
}

/* Keeps the row as one of the header's. */
static void keep_row(struct header *header, const struct candidate *row)
{
	struct text *raw = memory_get(header->count, sizeof *raw);
	for (size_t i = 0; i < header->count; i++)
		raw[i] = i < row->count ? row->raw[i] : (struct text){"", 0};
	header->rows[header->row_count++] = raw;
}

static void settle(struct header *header, struct rows *rows, struct candidate *found)
{
	header->names = found->names;
	header->count = found->count;
	found->names = NULL;
	rows_settle(rows, header->count);
}

/* Looks at rows until one fits, alone or with the one before; false if none does. */
static bool look_through(struct header *header, struct rows *rows, const struct layout *layout,
	struct candidate *best)
{
	struct candidate before = {0}, joined = {.missing = SIZE_MAX};
	bool found = false;
	for (size_t i = 0; i < HEADER_ROWS && !found; i++) {
		if (i && rows_next(rows) != ROWS_RECORD)
			break;
		struct candidate row = take_row(header, rows, layout);
		free_candidate(&joined);
		if (before.names)
			joined = join_rows(header, &before, &row, layout);
		found = !row.missing || !joined.missing;
		bool together = row.missing && !joined.missing;
		if (before.names && !together)
			add_title(header, &before);
		if (!best->names || row.missing < best->missing) {
			free(best->names);
			*best = (struct candidate){.count = row.count, .missing = row.missing};
			best->names = memory_get(row.count, sizeof *best->names);
			memcpy(best->names, row.names, row.count * sizeof *best->names);
		}
		if (found)
			settle(header, rows, together ? &joined : &row);
		if (together)
			keep_row(header, &before);
		if (found)
			keep_row(header, &row);
		free_candidate(&before);
		before = row;
	}
	free_candidate(&before);
	free_candidate(&joined);
	return found;
}

bool header_find(
	struct header *header, struct rows *rows, const struct layout *layout, const char **fault)
{
	struct candidate best = {0};
	*header = (struct header){.titles = {"", 0}};
	switch (rows_next(rows)) {
	case ROWS_END:
		*fault = _("the file is empty; expected a header line");
		return false;
	case ROWS_BROKEN:
		*fault = rows->fault;
		return false;
	case ROWS_RECORD:
		break;
	}
	if (!look_through(header, rows, layout, &best))
		settle(header, rows, &best);
	free(best.names);
	return true;
}

void header_free(struct header *header)
{
	free(header->names);
	for (size_t i = 0; i < header->row_count; i++)
		free(header->rows[i]);
	arena_empty(&header->arena);
}
