/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"
#include "memory.h"
#include "message.h"

#include <stdlib.h>
#include <unistd.h>

bool rows_open_text(struct rows *rows, struct source *source, const char *name,
	const char *encoding, char delimiter)
{
	*rows = (struct rows){.line = 1, .file = -1};
	bool well = delimited_start(&rows->text, source, name, encoding, delimiter);
	rows->encoding = rows->text.encoding;
	rows->fault = rows->text.fault;
	return well;
}

void rows_open_sheet(struct rows *rows, int file, const char *name, const char *sheet)
{
	struct listing names = {0};
	*rows = (struct rows){.line = 1, .file = file};
	rows->encoding = encoding_find("UTF-8");
	rows->sheet = sheet_open(file, name, sheet, &names);
	if (!rows->sheet)
		fail(STATUS_USAGE, _("%s: there is no sheet %s; there are: %s"), name,
			quote(text_of(sheet ? sheet : "")).string, names.string);
}

void rows_settle(struct rows *rows, size_t columns)
{
	rows->columns = rows->text.columns = columns;
}

static enum rows_result next_of_text(struct rows *rows)
{
	static const enum rows_result results[] = {
		[DELIMITED_RECORD] = ROWS_RECORD,
		[DELIMITED_BROKEN] = ROWS_BROKEN,
		[DELIMITED_END] = ROWS_END,
	};
	enum delimited_result result = delimited_next(&rows->text);
	rows->fields = rows->text.fields;
	rows->count = result == DELIMITED_BROKEN ? 0 : rows->text.count;
	rows->bytes = rows->text.raw.length;
	rows->line = rows->text.line;
	rows->unended = rows->text.unended;
	rows->fault = rows->text.fault;
	return results[result];
}

static enum rows_result next_of_sheet(struct rows *rows)
{
	if (!sheet_next(rows->sheet, &rows->fields, &rows->count, &rows->line))
		return ROWS_END;
	rows->bytes = 0;
	if (sheet_row_too_long(rows->sheet)) {
		rows->count = 0;
		rows->fault = N_("line too long");
		return ROWS_BROKEN;
	}
	for (size_t i = 0; i < rows->count; i++)
		rows->bytes += rows->fields[i].length;
	if (rows->count >= rows->columns)
		return ROWS_RECORD;
	rows->padded =
		memory_grow(rows->padded, &rows->padded_room, rows->columns, sizeof *rows->padded);
	for (size_t i = 0; i < rows->columns; i++)
		rows->padded[i] = i < rows->count ? rows->fields[i] : (struct text){"", 0};
	rows->fields = rows->padded;
	rows->count = rows->columns;
	return ROWS_RECORD;
}

enum rows_result rows_next(struct rows *rows)
{
	return rows->sheet ? next_of_sheet(rows) : next_of_text(rows);
}

struct text rows_raw(struct rows *rows)
{
	size_t length = 0;
	if (!rows->sheet)
		return rows->text.raw;
	rows->joined =
		memory_grow(rows->joined, &rows->joined_room, rows->bytes + rows->count + 1, 1);
	for (size_t i = 0; i < rows->count; i++) {
		if (i)
			rows->joined[length++] = '\t';
		if (rows->fields[i].length)
			memcpy(rows->joined + length, rows->fields[i].at, rows->fields[i].length);
		length += rows->fields[i].length;
	}
	return (struct text){rows->joined, length};
}

void rows_close(struct rows *rows)
{
	if (rows->sheet)
		sheet_close(rows->sheet);
	else
		delimited_close(&rows->text);
	if (rows->file >= 0 && close(rows->file) != 0)
		fail(STATUS_SYSTEM, _("cannot close a workbook:"));
	free(rows->padded);
	free(rows->joined);
}
