/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "workbook.h"
#include "xml.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

enum {
	MOST_COLUMNS = 16384, /* of Excel: A to XFD */
	EXACT_DIGITS = 15,    /* of a number in Excel */
	SECONDS_A_DAY = 86400,
	DAYS_TO_1970 = 25569, /* from Excel's day 0, 1899-12-30 */
	DAYS_TO_1904 = 1462,  /* from day 0 to the day 0 of the other calendar */
};

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
	bool row_ready, row_long;

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
	bool in_value, in_phonetic;
	struct xml_text value;
};

/* The column of a reference such as BC12, from 0. */
static size_t column_of(const char *reference, size_t otherwise)
{
	size_t column = 0;
	if (!reference || *reference < 'A' || *reference > 'Z')
		return otherwise;
	for (; *reference >= 'A' && *reference <= 'Z' && column <= MOST_COLUMNS; reference++)
		column = column * 26 + (size_t)(*reference - 'A') + 1;
	return column - 1;
}

static void start_cell(struct sheet *sheet, const char **attributes)
{
	const char *type = xml_attribute(attributes, "t");
	const char *style = xml_attribute(attributes, "s");
	sheet->column = column_of(xml_attribute(attributes, "r"), sheet->next_column);
	sheet->next_column = sheet->column + 1;
	sheet->style = style ? strtoul(style, NULL, 10) : 0;
	sheet->type = 'n';
	sheet->value.length = 0;
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
	if (given && (!number_count(text_of(given), &row) || row <= sheet->row))
		fail(STATUS_SYSTEM, _("%s: row %s behind row %" PRIu64 ": the sheet is damaged"),
			sheet->file_name, quote(text_of(given)).string, sheet->row);
	sheet->row = row;
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
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		sheet->in_value = !sheet->in_phonetic;
	}
}

static void on_text(void *data, const char *bytes, int length)
{
	struct sheet *sheet = data;
	if (sheet->in_value)
		xml_collect(&sheet->xml, &sheet->value, bytes, (size_t)length);
}

static bool is_date(const struct sheet *sheet)
{
	return sheet->style < sheet->workbook.style_count &&
		sheet->workbook.date_styles[sheet->style];
}

/* A day of Excel as 2024-05-31, with the time behind a T if it has one. */
static size_t print_date(const struct sheet *sheet, double day, char *into, size_t room)
{
	struct tm parts;
	if (sheet->workbook.from_1904)
		day += DAYS_TO_1904;
	/* Excel counts a 29 February 1900 that never was. */
	if (day < 61)
		day += 1;
	double seconds = (day - DAYS_TO_1970) * SECONDS_A_DAY;
	time_t moment = (time_t)(seconds < 0 ? seconds - 0.5 : seconds + 0.5);
	gmtime_r(&moment, &parts);
	bool midnight = moment % SECONDS_A_DAY == 0;
	return strftime(into, room, midnight ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S", &parts);
}

/* A number as Excel shows it, where the file has it otherwise: 0.1 for 0.10000000000000001, 0.8 for
 * .8. Whole numbers and short decimals stay as they are. */
static size_t print_number(struct text value, char *into, size_t room)
{
	char copy[64], *end;
	size_t digits = 0, used = 0;
	bool plain = true, point = false;
	if (value.length + 2 > sizeof copy)
		return 0;
	for (size_t i = 0; i < value.length; i++) {
		char byte = value.at[i];
		digits += byte >= '0' && byte <= '9';
		if (!strchr("0123456789.-+eE", byte))
			return 0; /* no number; the text stays */
		if (byte == '.' && (i == 0 || value.at[i - 1] == '-'))
			copy[used++] = '0';
		point = point || byte == '.';
		plain = plain && byte != 'E' && byte != 'e';
		copy[used++] = byte;
	}
	copy[used] = '\0';
	if (plain && (!point || digits <= EXACT_DIGITS) && digits) {
		memcpy(into, copy, used);
		return used;
	}
	/* The C locale is never left for numbers, so the point is a point. */
	double number = strtod(copy, &end);
	if (*end || !digits || !isfinite(number))
		return 0;
	int length = snprintf(into, room, "%.*g", EXACT_DIGITS, number);
	/* Beyond what exam files have, such as 1e-30, the cell's own text says more. */
	if (strchr(into, 'e') && fabs(number) < 1)
		return 0;
	if (strchr(into, 'e'))
		length = snprintf(into, room, "%.0f", number);
	return length > 0 && (size_t)length < room ? (size_t)length : 0;
}

/* The text of the cell at hand. */
static struct text cell_text(struct sheet *sheet, char *scratch, size_t room)
{
	struct text value = {sheet->value.at, sheet->value.length};
	char number[32], *end;
	if (!value.length)
		return (struct text){"", 0};
	if (sheet->type == 't' || sheet->type == 'b')
		return value;
	size_t length = value.length < sizeof number - 1 ? value.length : sizeof number - 1;
	memcpy(number, value.at, length);
	number[length] = '\0';
	if (sheet->type == 's') {
		unsigned long index = strtoul(number, &end, 10);
		if (*end || index >= sheet->workbook.string_count)
			fail(STATUS_SYSTEM, _("%s: row %llu: there is no shared string %s"),
				sheet->file_name, (unsigned long long)sheet->row,
				quote(value).string);
		return sheet->workbook.strings[index];
	}
	double day = strtod(number, &end);
	if (is_date(sheet) && !*end && day >= 1 && day < 2958466)
		return (struct text){scratch, print_date(sheet, day, scratch, room)};
	length = print_number(value, scratch, room);
	return length ? (struct text){scratch, length} : value;
}

static void end_cell(struct sheet *sheet)
{
	char scratch[400];
	struct text text = cell_text(sheet, scratch, sizeof scratch);
	if (sheet->column >= MOST_COLUMNS)
		fail(STATUS_SYSTEM, _("%s: row %llu: a cell behind the last column of a sheet"),
			sheet->file_name, (unsigned long long)sheet->row);
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
	} else if (strcmp(name, "rPh") == 0) {
		sheet->in_phonetic = false;
	} else if (strcmp(name, "c") == 0) {
		end_cell(sheet);
	} else if (strcmp(name, "row") == 0 && sheet->place_count) {
		sheet->row_ready = true;
		XML_StopParser(sheet->xml.parser, XML_TRUE);
	}
}

static void list_names(const struct workbook *workbook, char *names, size_t room)
{
	size_t used = 0;
	names[0] = '\0';
	for (size_t i = 0; i < workbook->sheet_count && used < room; i++)
		used += (size_t)snprintf(names + used, room - used, "%s%s", i ? ", " : "",
			workbook->sheets[i].name.at);
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

struct sheet *sheet_open(
	int file, const char *file_name, const char *wanted, char *names, size_t names_room)
{
	struct sheet *sheet = memory_get(1, sizeof *sheet);
	sheet->file_name = file_name;
	workbook_read(&sheet->workbook, file, file_name);
	list_names(&sheet->workbook, names, names_room);
	const struct workbook_sheet *found = workbook_find(&sheet->workbook, wanted);
	if (!sheet->workbook.sheet_count)
		fail(STATUS_SYSTEM, _("%s: the workbook has no sheet; it is damaged"), file_name);
	if (!found) {
		workbook_free(&sheet->workbook);
		free(sheet);
		return NULL;
	}
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
	free(sheet);
}
