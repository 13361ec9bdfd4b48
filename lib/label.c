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

/* The words that may stand inside a reason, apart: every reason is searched for all of them. */
static void add_part(struct labels *labels, struct text name, size_t row)
{
	labels->parts = memory_grow(
		labels->parts, &labels->part_room, labels->part_count + 1, sizeof *labels->parts);
	labels->parts[labels->part_count++] =
		(struct label_part){name, table_cell(&labels->table, row, LABEL)};
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
		if (text_is(table_cell(&labels->table, i, COLUMN), "reason"))
			add_part(labels, table_cell(&labels->table, i, NAME), i);
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

/* The word that stands at the start of the text as a whole, the longest one; NULL if none does. */
static const struct label_part *part_at(const struct labels *labels, struct text text)
{
	const struct label_part *best = NULL;
	for (size_t i = 0; i < labels->part_count; i++) {
		const struct label_part *part = &labels->parts[i];
		struct text name = part->name;
		if (*name.at != *text.at || name.length > text.length ||
			(best && name.length <= best->name.length) ||
			memcmp(name.at, text.at, name.length) != 0)
			continue;
		if (name.length < text.length && is_word_byte(text.at[name.length]) &&
			is_word_byte(name.at[name.length - 1]))
			continue;
		best = part;
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

static struct text replace_parts(struct labels *labels, struct text value)
{
	size_t used = 0;
	bool word_starts = true;
	append(labels, &used, text_of(""));
	while (value.length) {
		const struct label_part *part = word_starts ? part_at(labels, value) : NULL;
		size_t taken = part ? part->name.length : 1;
		append(labels, &used, part ? part->label : (struct text){value.at, 1});
		word_starts = !is_word_byte(value.at[taken - 1]);
		value.at += taken;
		value.length -= taken;
	}
	return (struct text){labels->built, used};
}

struct text labels_value(struct labels *labels, struct text column, struct text value)
{
	if (text_is(column, "reason"))
		return replace_parts(labels, value);
	return find(labels, column, value);
}

void labels_free(struct labels *labels)
{
	free(labels->rows);
	free(labels->parts);
	free(labels->built);
	dictionary_empty(&labels->names);
	table_free(&labels->table);
}
