/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"
#include "encoding.h"
#include "message.h"
#include "reader.h"
#include "split.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_COLUMNS = 64, MOST_FAULTS = 20 };

static size_t fault_count;

static void fault_at(const char *file, uint64_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fault_at(const char *file, uint64_t line, const char *format, ...)
{
	char text[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	/* Beyond the first few, faults are mostly the echo of one. */
	if (fault_count++ < MOST_FAULTS)
		message("%s:%" PRIu64 ": %s", file, line, text);
}

void table_fault(const struct table *table, size_t row, size_t column, const char *format, ...)
{
	char text[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	fault_at(table->rows[row].file, table->rows[row].line, _("column \"%s\": found %s: %s"),
		table->columns.texts[column].at, quote(table_cell(table, row, column)).string,
		text);
}

struct quoted_place table_place(const struct table *table, size_t row)
{
	struct quoted_place place;
	snprintf(place.string, sizeof place.string, "%s:%" PRIu64, table->rows[row].file,
		table->rows[row].line);
	return place;
}

void table_check(void)
{
	if (fault_count)
		fail(STATUS_USAGE, _("%zu fault(s) in the tables; nothing was read"), fault_count);
}

/* Excel puts a cell with quotes or commas in it between quotes and doubles those inside. */
static struct text unquoted(struct table *table, struct text cell)
{
	if (cell.length < 2 || cell.at[0] != '"' || cell.at[cell.length - 1] != '"')
		return arena_copy(&table->arena, cell);
	char *copy = memory_get(cell.length, 1);
	size_t length = 0;
	for (size_t i = 1; i + 1 < cell.length; i++) {
		copy[length++] = cell.at[i];
		if (cell.at[i] == '"' && i + 2 < cell.length && cell.at[i + 1] == '"')
			i++;
	}
	struct text kept = arena_copy(&table->arena, (struct text){copy, length});
	free(copy);
	return kept;
}

static size_t declare(struct table *table, const char *words)
{
	struct text rest = text_of(words), word;
	while ((word = text_next_word(&rest)).length)
		dictionary_add(&table->columns, word);
	return table->columns.count;
}

/* Reads a header: column numbers by place in the line. */
static size_t read_header(struct table *table, const char *file, uint64_t line, struct text text,
	const struct table_form *form, size_t declared, size_t *numbers)
{
	struct text cells[MOST_COLUMNS];
	size_t count = split(text, '\t', cells, MOST_COLUMNS);
	bool seen[MOST_COLUMNS] = {false};
	if (count > MOST_COLUMNS)
		fail(STATUS_USAGE, _("%s:%" PRIu64 ": %zu columns are too many for a table"), file,
			line, count);
	while (count > 1 && !text_trim(cells[count - 1]).length)
		count--;
	for (size_t i = 0; i < count; i++) {
		struct text name = unquoted(table, text_trim(cells[i]));
		uint32_t number = dictionary_find(&table->columns, name);
		if (number == DICTIONARY_NONE && (!form->open || !name.length))
			fault_at(file, line, _("unknown column %s; known are: %s %s"),
				quote(name).string, form->required, form->allowed);
		number = dictionary_add(&table->columns, name);
		if (number >= MOST_COLUMNS)
			fail(STATUS_USAGE, _("%s: too many different columns"), file);
		if (seen[number])
			fault_at(file, line, _("column %s stands twice"), quote(name).string);
		seen[number] = true;
		numbers[i] = number;
	}
	struct text rest = text_of(form->required), word;
	for (size_t i = 0; i < declared && (word = text_next_word(&rest)).length; i++)
		if (!seen[i])
			fault_at(file, line, _("column %s is missing"), quote(word).string);
	return count;
}

static void add_row(struct table *table, const char *file, uint64_t line, struct text text,
	const size_t *numbers, size_t columns)
{
	struct text cells[MOST_COLUMNS];
	size_t count = split(text, '\t', cells, MOST_COLUMNS);
	bool empty = true;
	while (count > columns && count <= MOST_COLUMNS && !text_trim(cells[count - 1]).length)
		count--;
	if (count > columns) {
		fault_at(
			file, line, _("%zu cells, but the header has %zu columns"), count, columns);
		return;
	}
	struct table_row row = {.file = file, .line = line, .cell_count = table->columns.count};
	row.cells = memory_get(row.cell_count, sizeof *row.cells);
	for (size_t i = 0; i < count; i++) {
		row.cells[numbers[i]] = unquoted(table, text_trim(cells[i]));
		if (text_is(row.cells[numbers[i]], "#ИМЯ?") ||
			text_is(row.cells[numbers[i]], "#NAME?"))
			fault_at(file, line,
				_("cell %zu: Excel has made a formula of it; write constant:… for "
				  "=…"),
				i + 1);
		empty = empty && !row.cells[numbers[i]].length;
	}
	if (empty) {
		free(row.cells);
		return;
	}
	table->rows = memory_grow(
		table->rows, &table->row_room, table->row_count + 1, sizeof *table->rows);
	table->rows[table->row_count++] = row;
}

/* Excel puts a comment with a comma or quote in it between quotes. */
static bool is_comment(struct text line)
{
	return line.at[0] == '#' || (line.length > 1 && line.at[0] == '"' && line.at[1] == '#');
}

/* What a table saved in another encoding needs, told once. */
static void check_utf8(struct text line, const char *path, uint64_t number, bool *told)
{
	if (*told || encoding_is_utf8(line))
		return;
	*told = true;
	fault_at(path, number,
		_("the table is not UTF-8; if it is windows-1251: iconv -f windows-1251 -t UTF-8"));
}

static void skip_mark(struct reader *reader, const char *path)
{
	size_t there = reader_peek(reader, 3);
	if (there >= 3 && memcmp(reader->block, "\xEF\xBB\xBF", 3) == 0)
		reader_take(reader, 3, 0);
	if (there >= 2 &&
		(memcmp(reader->block, "\xFF\xFE", 2) == 0 ||
			memcmp(reader->block, "\xFE\xFF", 2) == 0))
		fail(STATUS_USAGE,
			_("%s: the table is UTF-16; iconv -f UTF-16 -t UTF-8 makes it right"),
			path);
}

static void load_file(
	struct table *table, const char *path, const struct table_form *form, size_t declared)
{
	struct reader reader;
	struct text line;
	bool told = false, good_header = true;
	size_t taken, numbers[MOST_COLUMNS], columns = 0, faults = fault_count;
	enum reader_result result;
	reader_open(&reader, path);
	skip_mark(&reader, path);
	/* With a header that is none, every row would be a fault too. */
	while (good_header &&
		(result = reader_find_line(&reader, 0, &line, &taken)) == READER_LINE) {
		if (text_trim(line).length && !is_comment(text_trim(line))) {
			if (line.at[line.length - 1] == '\r')
				line.length--;
			check_utf8(line, path, reader.line, &told);
			if (columns) {
				add_row(table, path, reader.line, line, numbers, columns);
			} else {
				columns = read_header(
					table, path, reader.line, line, form, declared, numbers);
				good_header = fault_count == faults;
			}
		}
		reader_take(&reader, taken, 1);
	}
	if (good_header && result == READER_LONG)
		fail(STATUS_USAGE, _("%s:%" PRIu64 ": the line is too long for a table"), path,
			reader.line);
	if (!columns)
		fault_at(path, 1, _("the table is empty; expected a header with: %s"),
			form->required);
	reader_close(&reader);
}

void table_load(struct table *table, const char *const *paths, size_t path_count,
	const struct table_form *form)
{
	*table = (struct table){0};
	size_t required = declare(table, form->required);
	declare(table, form->allowed);
	for (size_t i = 0; i < path_count; i++)
		load_file(table, paths[i], form, required);
}

struct text table_cell(const struct table *table, size_t row, size_t column)
{
	const struct table_row *line = &table->rows[row];
	if (column >= line->cell_count || !line->cells[column].at)
		return (struct text){"", 0};
	return line->cells[column];
}

void table_free(struct table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
		free(table->rows[i].cells);
	free(table->rows);
	dictionary_empty(&table->columns);
	arena_empty(&table->arena);
	*table = (struct table){0};
}
