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

size_t header_clean(const struct encoding *encoding, struct text raw, char *at)
{
	size_t there = encoding_show(encoding, encoding_trim(encoding, raw), at), length = 0;
	for (size_t i = 0; i < there; i++)
		if (!text_is_blank_byte(at[i]))
			at[length++] = at[i];
		else if (length && at[length - 1] != ' ')
			at[length++] = ' ';
	return length;
}

static struct text clean(struct arena *arena, const struct encoding *encoding, struct text raw)
{
	char *name = memory_get(raw.length * ENCODING_GROWTH + 1, 1);
	size_t length = header_clean(encoding, raw, name);
	struct text kept = arena_copy(arena, (struct text){name, length});
	free(name);
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

static void add_title(struct header *header, struct text line)
{
	header->title_rows++;
	size_t room = header->titles.length + line.length + 1;
	char *all = memory_get(room, 1);
	if (header->titles.length)
		memcpy(all, header->titles.at, header->titles.length);
	if (line.length)
		memcpy(all + header->titles.length, line.at, line.length);
	all[room - 1] = '\n';
	header->titles = arena_copy(&header->arena, (struct text){all, room});
	free(all);
}

/* The cells of a row above the header as one line. */
static void add_title_row(struct header *header, const struct candidate *row)
{
	struct text line = {"", 0};
	for (size_t i = 0; i < row->count; i++)
		line = join_names(&header->arena, line, row->names[i]);
	if (line.length)
		add_title(header, line);
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

/* The rows looked at so far. */
struct search {
	struct header *header;
	struct rows *rows;
	const struct layout *layout;
	struct candidate before; /* the row before, if it may be the upper one of two */
	struct candidate best;   /* the first of those that fit best */
};

static void keep_best(struct candidate *best, const struct candidate *row)
{
	if (best->names && row->missing >= best->missing)
		return;
	free(best->names);
	*best = (struct candidate){.count = row->count, .missing = row->missing};
	best->names = memory_get(row->count, sizeof *best->names);
	memcpy(best->names, row->names, row->count * sizeof *best->names);
}

/* Is it the header, alone or with the row before? */
static bool look_at_row(struct search *search)
{
	struct header *header = search->header;
	struct candidate *before = &search->before, joined = {.missing = SIZE_MAX};
	struct candidate row = take_row(header, search->rows, search->layout);
	if (before->names)
		joined = join_rows(header, before, &row, search->layout);
	bool found = !row.missing || !joined.missing;
	bool together = row.missing && !joined.missing;
	if (before->names && !together)
		add_title_row(header, before);
	keep_best(&search->best, &row);
	if (found)
		settle(header, search->rows, together ? &joined : &row);
	if (together)
		keep_row(header, before);
	if (found)
		keep_row(header, &row);
	free_candidate(&joined);
	free_candidate(before);
	*before = row;
	return found;
}

/* A line that no row could be made of is passed over, as a title line with a quote in it may be. */
static void pass_over(struct search *search)
{
	struct header *header = search->header;
	struct rows *rows = search->rows;
	if (search->before.names)
		add_title_row(header, &search->before);
	free_candidate(&search->before);
	add_title(header, clean(&header->arena, rows->encoding, rows_raw(rows)));
	if (header->broken)
		return;
	header->broken = rows->fault;
	header->fault_line = rows->line;
}

/* Looks at rows until one is the header; false if none is. */
static bool look_through(struct search *search)
{
	bool found = false;
	for (size_t i = 0; i < HEADER_ROWS && !found; i++) {
		enum rows_result result = rows_next(search->rows);
		if (result == ROWS_END)
			break;
		if (result == ROWS_BROKEN)
			pass_over(search);
		else
			found = look_at_row(search);
	}
	free_candidate(&search->before);
	return found;
}

bool header_find(
	struct header *header, struct rows *rows, const struct layout *layout, const char **fault)
{
	struct search search = {.header = header, .rows = rows, .layout = layout};
	struct candidate *best = &search.best;
	*header = (struct header){.titles = {"", 0}};
	bool found = look_through(&search);
	bool hopeless = !best->names || !layout_knows(layout, best->names, best->count);
	*fault = header->broken;
	if (!best->names && !header->broken) {
		*fault = _("the file is empty; expected a header line");
		header->fault_line = rows->line;
	}
	if (found)
		header->broken = NULL;
	else if (best->names)
		settle(header, rows, best);
	free(best->names);
	return found || !*fault || !hopeless;
}

void header_free(struct header *header)
{
	free(header->names);
	for (size_t i = 0; i < header->row_count; i++)
		free(header->rows[i]);
	arena_empty(&header->arena);
}
