/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "label.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMN, NAME, LABEL };
enum { NAME_ROOM = 512 };

/* "column<tab>name" in the buffer; an empty text if it does not fit, which no label does then. */
static struct text key_of(char buffer[NAME_ROOM], struct text column, struct text name)
{
	if (column.length + name.length + 1 > NAME_ROOM)
		return (struct text){"", 0};
	if (column.length)
		memcpy(buffer, column.at, column.length);
	buffer[column.length] = '\t';
	if (name.length)
		memcpy(buffer + column.length + 1, name.at, name.length);
	return (struct text){buffer, column.length + name.length + 1};
}

void labels_load(struct labels *labels, const char *const *paths, size_t path_count)
{
	static const struct table_form form = {"column name label", "", false};
	char buffer[NAME_ROOM];
	*labels = (struct labels){0};
	table_load(&labels->table, paths, path_count, &form);
	for (size_t i = 0; i < labels->table.row_count; i++) {
		struct text name = table_cell(&labels->table, i, NAME);
		uint32_t known = labels->names.count;
		uint32_t number = dictionary_add(&labels->names,
			key_of(buffer, table_cell(&labels->table, i, COLUMN), name));
		if (!name.length)
			table_fault(&labels->table, i, NAME, _("expected a word of the streams"));
		if (number != known) {
			table_fault(&labels->table, i, NAME, _("already has a label at %s"),
				table_place(&labels->table, labels->rows[number]).string);
			continue;
		}
		labels->rows = memory_grow(
			labels->rows, &labels->room, labels->names.count, sizeof *labels->rows);
		labels->rows[number] = (uint32_t)i;
	}
}

static struct text find(const struct labels *labels, struct text column, struct text name)
{
	char buffer[NAME_ROOM];
	uint32_t number = dictionary_find(&labels->names, key_of(buffer, column, name));
	if (number == DICTIONARY_NONE)
		return name;
	return table_cell(&labels->table, labels->rows[number], LABEL);
}

struct text labels_column(const struct labels *labels, struct text column)
{
	return find(labels, text_of(""), column);
}

static bool is_word_byte(char byte)
{
	return byte == '-' || byte == '_' || (byte >= '0' && byte <= '9') ||
		(byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

/* Do labels of one column hold for parts of the other's values? Evidence is reasons and figures of indicators. */
static bool tells(struct text of_row, struct text column)
{
	return text_equal(of_row, column) ||
		(text_is(column, "evidence") &&
			(text_is(of_row, "reason") || text_is(of_row, "indicator")));
}

/* Links the rows of whose names parts may consist by their first byte, in the order of the table. */
static void link_parts(struct labels *labels)
{
	labels->linked = true;
	labels->next_part = memory_get(labels->table.row_count, sizeof *labels->next_part);
	for (size_t i = labels->table.row_count; i-- > 0;) {
		struct text name = table_cell(&labels->table, i, NAME);
		if (!name.length ||
			!tells(table_cell(&labels->table, i, COLUMN), text_of("evidence")))
			continue;
		size_t *first = &labels->first_part[(unsigned char)name.at[0]];
		labels->next_part[i] = *first;
		*first = i + 1;
	}
}

/* The row whose name stands at the start of the text as whole words, the longest one. */
static size_t part_at(const struct labels *labels, struct text column, struct text text)
{
	size_t best = SIZE_MAX, best_length = 0;
	size_t link = labels->first_part[(unsigned char)text.at[0]];
	for (; link; link = labels->next_part[link - 1]) {
		struct text name = table_cell(&labels->table, link - 1, NAME);
		if (!tells(table_cell(&labels->table, link - 1, COLUMN), column) ||
			name.length <= best_length || name.length > text.length ||
			memcmp(name.at, text.at, name.length) != 0)
			continue;
		if (name.length < text.length && is_word_byte(text.at[name.length]) &&
			is_word_byte(name.at[name.length - 1]))
			continue;
		best = link - 1;
		best_length = name.length;
	}
	return best;
}

static void append(struct labels *labels, size_t *used, struct text text)
{
	labels->built = memory_grow(labels->built, &labels->built_room, *used + text.length + 1, 1);
	if (text.length)
		memcpy(labels->built + *used, text.at, text.length);
	*used += text.length;
}

static struct text replace_parts(struct labels *labels, struct text column, struct text value)
{
	size_t used = 0;
	bool word_starts = true;
	if (!labels->linked)
		link_parts(labels);
	append(labels, &used, text_of(""));
	while (value.length) {
		size_t row = word_starts ? part_at(labels, column, value) : SIZE_MAX;
		size_t taken = 1;
		if (row != SIZE_MAX) {
			taken = table_cell(&labels->table, row, NAME).length;
			append(labels, &used, table_cell(&labels->table, row, LABEL));
		} else {
			append(labels, &used, (struct text){value.at, 1});
		}
		word_starts = !is_word_byte(value.at[taken - 1]);
		value.at += taken;
		value.length -= taken;
	}
	return (struct text){labels->built, used};
}

/* Each of several words, parted by commas. */
static struct text replace_words(struct labels *labels, struct text column, struct text value)
{
	struct text word;
	size_t used = 0;
	while (text_next_part(&value, ',', &word)) {
		bool further = used > 0 && word.length && word.at[0] == ' ';
		word = (struct text){word.at + further, word.length - further};
		append(labels, &used, text_of(used ? ", " : ""));
		append(labels, &used, find(labels, column, word));
	}
	return (struct text){labels->built, used};
}

struct text labels_value(struct labels *labels, struct text column, struct text value)
{
	if (text_is(column, "cause") && value.length)
		return replace_words(labels, column, value);
	if (text_is(column, "reason") || text_is(column, "evidence"))
		return replace_parts(labels, column, value);
	return find(labels, column, value);
}

void labels_free(struct labels *labels)
{
	free(labels->rows);
	free(labels->built);
	free(labels->next_part);
	dictionary_empty(&labels->names);
	table_free(&labels->table);
}
