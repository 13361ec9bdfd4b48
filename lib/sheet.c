/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"
#include "bytes.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "quantity.h"
#include "workbook.h"
#include "xml.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { MOST_COLUMNS = 16384 }; /* of Excel: A to XFD */

/* Where a cell's text lies in the row's bytes. */
struct place {
	size_t begin, length;
};

struct sheet {
	struct xml xml; /* first, as the handlers get it */
	struct workbook workbook;
	const char *file_name;
	const char *part; /* the name of what holds the rows */
	struct zip *zip;
	bool in_row, row_ready, row_long, row_numbered;

	uint64_t row;          /* its number, from 1 */
	struct xml_text bytes; /* the texts of its cells */
	struct place *places;  /* by column */
	size_t place_count, place_room;
	struct text *fields;
	size_t field_room;

	size_t next_column; /* of a cell that does not say where it stands */
	size_t column;      /* of the cell at hand, from 0 */
	char type;          /* n number, s shared, t text, b truth, e error */
	size_t style;
	bool in_value, in_phonetic, in_formula, calculated;
	struct xml_text value, formula;
};

/* The column of the cell, from 0, by its reference such as BC12. A cell that stands elsewhere than it
 * says would put a value under the wrong header. */
static size_t column_of(struct sheet *sheet, const char *reference)
{
	size_t column = 0;
	uint64_t row;
	const char *at = reference;
	if (!reference)
		return sheet->next_column;
	for (; *at >= 'A' && *at <= 'Z' && column <= MOST_COLUMNS; at++)
		column = column * 26 + (size_t)(*at - 'A') + 1;
	if (column > MOST_COLUMNS)
		fail(STATUS_SYSTEM,
			_("%s: row %" PRIu64 ": a cell behind the last column of a sheet"),
			sheet->file_name, sheet->row);
	/* Where the rows do not say their numbers, their first cells may. */
	bool good = column && number_count(text_of(at), &row);
	if (good && !sheet->row_numbered && !sheet->next_column && row > sheet->row)
		sheet->row = row;
	if (!good || row != sheet->row)
		fail(STATUS_SYSTEM,
			_("%s: row %" PRIu64 ": a cell says it is %s: the sheet is damaged"),
			sheet->file_name, sheet->row, quote(text_of(reference)).string);
	return column - 1;
}

static void start_cell(struct sheet *sheet, const char **attributes)
{
	const char *type = xml_attribute(attributes, "t");
	const char *style = xml_attribute(attributes, "s");
	if (!sheet->in_row)
		fail(STATUS_SYSTEM,
			_("%s: a cell outside of a row, behind row %" PRIu64
			  ": the sheet is damaged"),
			sheet->file_name, sheet->row);
	sheet->column = column_of(sheet, xml_attribute(attributes, "r"));
	sheet->next_column = sheet->column + 1;
	sheet->style = style ? strtoul(style, NULL, 10) : 0;
	sheet->type = 'n';
	sheet->value.length = sheet->formula.length = 0;
	sheet->calculated = false;
	if (!type)
		return;
	if (strcmp(type, "s") == 0)
		sheet->type = 's';
	else if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0 ||
		strcmp(type, "e") == 0 || strcmp(type, "d") == 0)
		sheet->type = 't';
	else if (strcmp(type, "b") == 0)
		sheet->type = 'b';
}

/* Rows stand in their order, or nobody could tell what their numbers mean. */
static void start_row(struct sheet *sheet, const char *given)
{
	uint64_t row = sheet->row + 1;
	if (sheet->in_row)
		fail(STATUS_SYSTEM, _("%s: a row within row %" PRIu64 ": the sheet is damaged"),
			sheet->file_name, sheet->row);
	sheet->in_row = true;
	if (given && (!number_count(text_of(given), &row) || row <= sheet->row))
		fail(STATUS_SYSTEM, _("%s: row %s behind row %" PRIu64 ": the sheet is damaged"),
			sheet->file_name, quote(text_of(given)).string, sheet->row);
	sheet->row = row;
	sheet->row_numbered = given != NULL;
	sheet->place_count = sheet->next_column = 0;
	sheet->bytes.length = 0;
	sheet->row_long = false;
}

static void on_start(void *data, const char *element, const char **attributes)
{
	struct sheet *sheet = data;
	const char *name = xml_name(element);
	if (strcmp(name, "row") == 0) {
		start_row(sheet, xml_attribute(attributes, "r"));
	} else if (strcmp(name, "c") == 0) {
		start_cell(sheet, attributes);
	} else if (strcmp(name, "rPh") == 0) {
		sheet->in_phonetic = true;
	} else if (strcmp(name, "f") == 0) {
		sheet->in_formula = sheet->calculated = true;
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		sheet->in_value = !sheet->in_phonetic;
	}
}

static void on_text(void *data, const char *bytes, int length)
{
	struct sheet *sheet = data;
	if (sheet->in_value)
		xml_collect(&sheet->xml, &sheet->value, bytes, (size_t)length);
	else if (sheet->in_formula)
		xml_collect(&sheet->xml, &sheet->formula, bytes, (size_t)length);
}

/* Numbers of a style that is not there may be days as well. */
static struct number_format format_of(const struct sheet *sheet)
{
	const struct workbook *workbook = &sheet->workbook;
	if (sheet->style && sheet->style >= workbook->style_count)
		fail(STATUS_SYSTEM,
			_("%s: row %" PRIu64 ": there is no style %zu; the workbook is damaged"),
			sheet->file_name, sheet->row, sheet->style);
	return sheet->style < workbook->style_count ? workbook->styles[sheet->style]
						    : (struct number_format){NUMBER_PLAIN, 0};
}

static struct text shared_text(const struct sheet *sheet, struct text number)
{
	uint64_t index;
	if (!number_count(number, &index) || index >= sheet->workbook.string_count)
		fail(STATUS_SYSTEM, _("%s: row %" PRIu64 ": there is no shared string %s"),
			sheet->file_name, sheet->row, quote(number).string);
	return sheet->workbook.strings[index];
}

/* A formula that nobody has calculated yet has no value; an empty cell would pass for a missing one,
 * so it stands there itself. */
static struct text formula_text(struct sheet *sheet)
{
	xml_append(&sheet->value, "=", 1);
	if (sheet->formula.length)
		xml_append(&sheet->value, sheet->formula.at, sheet->formula.length);
	return (struct text){sheet->value.at, sheet->value.length};
}

/* The text of the cell at hand. */
static struct text cell_text(struct sheet *sheet, char *scratch, size_t room)
{
	struct text value = {sheet->value.at, sheet->value.length};
	size_t length = 0;
	if (!value.length)
		return sheet->calculated && sheet->type != 't' ? formula_text(sheet)
							       : (struct text){"", 0};
	if (sheet->type == 't') {
		xml_unescape(&sheet->value);
		return (struct text){sheet->value.at, sheet->value.length};
	}
	if (sheet->type == 'b')
		return value;
	if (sheet->type == 's')
		return shared_text(sheet, value);
	struct number_format format = format_of(sheet);
	if (format.kind == NUMBER_DAY)
		length = quantity_day(value, sheet->workbook.from_1904, scratch, room);
	if (format.kind == NUMBER_PERCENT)
		length = quantity_percent(value, scratch, room);
	if (!length)
		length = quantity_number(value, format.digits, scratch, room);
	return length ? (struct text){scratch, length} : value;
}

static void end_cell(struct sheet *sheet)
{
	char scratch[400];
	struct text text = cell_text(sheet, scratch, sizeof scratch);
	if (sheet->column >= MOST_COLUMNS)
		fail(STATUS_SYSTEM,
			_("%s: row %" PRIu64 ": a cell behind the last column of a sheet"),
			sheet->file_name, sheet->row);
	if (sheet->column < sheet->place_count && sheet->places[sheet->column].length)
		fail(STATUS_SYSTEM,
			_("%s: row %" PRIu64 ": two cells in column %zu: the sheet is damaged"),
			sheet->file_name, sheet->row, sheet->column + 1);
	sheet->row_long = sheet->row_long || sheet->bytes.length + text.length > SHEET_LONGEST;
	if (!text.length || sheet->row_long)
		return;
	sheet->places = memory_grow(
		sheet->places, &sheet->place_room, sheet->column + 1, sizeof *sheet->places);
	while (sheet->place_count <= sheet->column)
		sheet->places[sheet->place_count++] = (struct place){0};
	sheet->places[sheet->column] = (struct place){sheet->bytes.length, text.length};
	xml_append(&sheet->bytes, text.at, text.length);
}

static void on_end(void *data, const char *element)
{
	struct sheet *sheet = data;
	const char *name = xml_name(element);
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		sheet->in_value = false;
	} else if (strcmp(name, "f") == 0) {
		sheet->in_formula = false;
	} else if (strcmp(name, "rPh") == 0) {
		sheet->in_phonetic = false;
	} else if (strcmp(name, "c") == 0) {
		end_cell(sheet);
	} else if (strcmp(name, "row") == 0) {
		sheet->in_row = false;
		sheet->row_ready = sheet->place_count > 0;
		if (sheet->row_ready)
			XML_StopParser(sheet->xml.parser, XML_TRUE);
	}
}

/* Moves to the part of the file that holds the rows; false if it is not there. */
static bool find_part(struct sheet *sheet)
{
	const char *part;
	while ((part = zip_next(sheet->zip)))
		if (strcasecmp(sheet->part, part) == 0)
			return true;
	return false;
}

/* What is in the workbook and not read: it may be last year's results, or this year's. */
static void tell_others(const struct sheet *sheet, const struct workbook_sheet *found)
{
	struct listing others = {0};
	workbook_list(&sheet->workbook, found, &others);
	if (others.length)
		message_note(_("%s: read is the sheet %s; not read: %s; --sheet takes another"),
			sheet->file_name, quote(found->name).string, others.string);
}

struct sheet *sheet_open(int file, const char *file_name, const char *wanted, struct listing *names)
{
	struct sheet *sheet = memory_get(1, sizeof *sheet);
	sheet->file_name = file_name;
	workbook_read(&sheet->workbook, file, file_name);
	workbook_list(&sheet->workbook, NULL, names);
	const struct workbook_sheet *found = workbook_find(&sheet->workbook, wanted);
	if (!sheet->workbook.sheet_count)
		fail(STATUS_SYSTEM, _("%s: the workbook has no sheet; it is damaged"), file_name);
	if (!found) {
		workbook_free(&sheet->workbook);
		free(sheet);
		return NULL;
	}
	if (!wanted)
		tell_others(sheet, found);
	sheet->part = found->path.at;
	sheet->zip = zip_open(file, file_name);
	if (!find_part(sheet))
		fail(STATUS_SYSTEM, _("%s: the sheet %s is not in the file; it is damaged"),
			file_name, quote(found->name).string);
	xml_open(&sheet->xml, sheet->zip, file_name, sheet->part,
		(struct xml_handlers){on_start, on_end, on_text});
	return sheet;
}

bool sheet_row_too_long(const struct sheet *sheet)
{
	return sheet->row_long;
}

bool sheet_next(struct sheet *sheet, struct text **fields, size_t *count, uint64_t *row)
{
	sheet->row_ready = false;
	sheet->place_count = 0;
	while (!sheet->row_ready && xml_parse_on(&sheet->xml))
		;
	if (!sheet->row_ready)
		return false;
	sheet->fields = memory_grow(
		sheet->fields, &sheet->field_room, sheet->place_count, sizeof *sheet->fields);
	xml_reserve(&sheet->bytes, BYTES_PADDING);
	for (size_t i = 0; i < sheet->place_count; i++)
		sheet->fields[i] = (struct text){
			sheet->bytes.at + sheet->places[i].begin, sheet->places[i].length};
	*fields = sheet->fields;
	*count = sheet->place_count;
	*row = sheet->row;
	return true;
}

void sheet_close(struct sheet *sheet)
{
	xml_close(&sheet->xml);
	zip_close(sheet->zip);
	workbook_free(&sheet->workbook);
	free(sheet->bytes.at);
	free(sheet->places);
	free(sheet->fields);
	free(sheet->value.at);
	free(sheet->formula.at);
	free(sheet);
}
