/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreadsheet.h"
#include "bundle.h"
#include "cell_text.h"
#include "display.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "sheet_name.h"
#include "spreadsheet_parts.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	MOST_ROWS = 1048576,
	MOST_COLUMNS = 16384,
	MOST_DIGITS = 15,    /* of a number that Excel keeps whole */
	WIDEST = 60,         /* of a column, in letters */
	LINE_WIDTH = WIDEST, /* letters that fill a line of it, as words are not broken */
	MOST_LINES = 27,     /* that a row can be high */
	LINE_HEIGHT = 15,    /* of a row, in points */
	NUMBERS_ROOM = 80,   /* for what a cell or a row is but its text */
};

struct spreadsheet {
	struct bundle *bundle;
	unsigned digits;
	struct spreadsheet_sheets sheets;
	/* The sheet at hand. */
	struct arena arena;
	struct text name, above, note;
	struct text *heads;
	size_t columns, part, *widths;
	char (*letters)[4];  /* of the columns: A, B … XFD */
	uint32_t first, row; /* the rows of the heads and the next one to be written, from 1 */
	bool open;
	uint64_t cut;
};

struct spreadsheet *spreadsheet_new(unsigned digits)
{
	struct spreadsheet *spreadsheet = memory_get(1, sizeof *spreadsheet);
	spreadsheet->bundle = bundle_new();
	spreadsheet->digits = digits;
	return spreadsheet;
}

static char *put(char *at, struct text text)
{
	memcpy(at, text.at, text.length);
	return at + text.length;
}

static char *put_string(char *at, const char *string)
{
	return put(at, text_of(string));
}

/* ECMA-376, 18.3.1.4: the reference and the style of the cell. */
static char *put_cell_start(
	const struct spreadsheet *spreadsheet, char *at, size_t column, enum cell_style style)
{
	at = put_string(put_string(at, "<c r=\""), spreadsheet->letters[column]);
	at += sink_digits(at, spreadsheet->row);
	if (style) {
		at = put_string(at, "\" s=\"");
		*at++ = (char)('0' + style);
	}
	*at++ = '"';
	return at;
}

static void put_text(
	struct spreadsheet *spreadsheet, size_t column, struct text text, enum cell_style style)
{
	bool cut = false;
	char *start = bundle_reserve(spreadsheet->bundle, NUMBERS_ROOM + cell_text_room(text));
	char *at = put_cell_start(spreadsheet, start, column, style);
	at = put_string(at,
		cell_text_has_edge(text) ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
					 : " t=\"inlineStr\"><is><t>");
	at = put_string(cell_text_put(at, text, &cut), "</t></is></c>");
	bundle_commit(spreadsheet->bundle, (size_t)(at - start));
	if (cut && ++spreadsheet->cut <= 10)
		message(_("sheet %s, row %u: a text of more than 32767 characters is cut; Excel "
			  "holds no more in a cell"),
			quote(spreadsheet->name).string, (unsigned)spreadsheet->row);
}

/* Starts the row with so many lines; rows of one are as high as they come. */
static void start_row(struct spreadsheet *spreadsheet, size_t lines)
{
	char *start = bundle_reserve(spreadsheet->bundle, NUMBERS_ROOM);
	char *at = put_string(start, "<row r=\"");
	at += sink_digits(at, spreadsheet->row);
	if (lines > 1) {
		at = put_string(at, "\" ht=\"");
		at += sink_digits(at, LINE_HEIGHT * lines);
		at = put_string(at, "\" customHeight=\"1");
	}
	at = put_string(at, "\">");
	bundle_commit(spreadsheet->bundle, (size_t)(at - start));
}

static void end_row(struct spreadsheet *spreadsheet)
{
	char *start = bundle_reserve(spreadsheet->bundle, NUMBERS_ROOM);
	bundle_commit(spreadsheet->bundle, (size_t)(put_string(start, "</row>") - start));
	spreadsheet->row++;
}

/* The heads, with what stands above them. */
static void put_heads(struct spreadsheet *spreadsheet)
{
	struct text above[] = {spreadsheet->above, spreadsheet->note};
	for (size_t i = 0; i < 2; i++) {
		if (!above[i].length)
			continue;
		start_row(spreadsheet, 1);
		put_text(spreadsheet, 0, above[i], i ? STYLE_NONE : STYLE_TITLE);
		end_row(spreadsheet);
	}
	spreadsheet->first = spreadsheet->row;
	start_row(spreadsheet, 1);
	for (size_t i = 0; i < spreadsheet->columns; i++) {
		put_text(spreadsheet, i, spreadsheet->heads[i], STYLE_HEAD);
		size_t width = display_width(spreadsheet->heads[i]);
		spreadsheet->widths[i] = width < 16 ? width : 16;
	}
	end_row(spreadsheet);
}

/* The sheet of the name, or a further part of it. */
static void open_sheet(struct spreadsheet *spreadsheet)
{
	char behind[24] = "", whole[4 * SHEET_NAME_LONGEST + sizeof behind];
	if (++spreadsheet->part > 1)
		snprintf(behind, sizeof behind, " (%zu)", spreadsheet->part);
	struct text name = sheet_name_start(spreadsheet->name, SHEET_NAME_LONGEST - strlen(behind));
	snprintf(whole, sizeof whole, "%.*s%s", (int)name.length, name.at, behind);
	spreadsheet_sheets_add(&spreadsheet->sheets, text_of(whole));
	spreadsheet->open = true;
	spreadsheet->row = 1;
	put_heads(spreadsheet);
}

static void close_sheet(struct spreadsheet *spreadsheet)
{
	struct spreadsheet_frame frame = {.columns = spreadsheet->columns,
		.widths = spreadsheet->widths,
		.last_letters = spreadsheet->letters[spreadsheet->columns - 1],
		.first = spreadsheet->first,
		.last = spreadsheet->row - 1};
	/* Beside the text there is the button of the filter. */
	for (size_t i = 0; i < spreadsheet->columns; i++)
		spreadsheet->widths[i] =
			spreadsheet->widths[i] + 3 < WIDEST ? spreadsheet->widths[i] + 3 : WIDEST;
	spreadsheet_sheets_end(&spreadsheet->sheets, spreadsheet->bundle, &frame);
}

static void forget_sheet(struct spreadsheet *spreadsheet)
{
	if (spreadsheet->open)
		close_sheet(spreadsheet);
	free(spreadsheet->heads);
	free(spreadsheet->widths);
	free(spreadsheet->letters);
	arena_empty(&spreadsheet->arena);
	spreadsheet->open = false;
}

/* A to Z, AA to ZZ, AAA to XFD. */
static void write_letters(char *into, size_t column)
{
	char turned[4];
	size_t count = 0;
	for (size_t rest = column + 1; rest; rest = (rest - 1) / 26)
		turned[count++] = (char)('A' + (rest - 1) % 26);
	while (count)
		*into++ = turned[--count];
	*into = '\0';
}

void spreadsheet_sheet(struct spreadsheet *spreadsheet, struct text name, struct text title,
	struct text note, const struct text *heads, size_t columns)
{
	forget_sheet(spreadsheet);
	if (columns > MOST_COLUMNS)
		fail(STATUS_DATA, _("sheet %s: found %zu columns, expected at most 16384"),
			quote(name).string, columns);
	spreadsheet->name = arena_copy(&spreadsheet->arena, name);
	spreadsheet->above = arena_copy(&spreadsheet->arena, title);
	spreadsheet->note = arena_copy(&spreadsheet->arena, note);
	spreadsheet->columns = columns;
	spreadsheet->part = 0;
	spreadsheet->heads = memory_get(columns, sizeof *heads);
	spreadsheet->widths = memory_get(columns, sizeof *spreadsheet->widths);
	spreadsheet->letters = memory_get(columns, sizeof *spreadsheet->letters);
	for (size_t i = 0; i < columns; i++) {
		spreadsheet->heads[i] = arena_copy(&spreadsheet->arena, heads[i]);
		write_letters(spreadsheet->letters[i], i);
	}
	open_sheet(spreadsheet);
}

/* A number as Excel reads it: digits, and at most as many as it keeps. */
static bool is_number(struct text text)
{
	size_t digits = 0, points = 0, i = text.length && text.at[0] == '-';
	size_t start = i;
	for (; i < text.length; i++) {
		bool digit = text.at[i] >= '0' && text.at[i] <= '9';
		if (!digit && (text.at[i] != '.' || i == start || points++))
			return false;
		if (digit && (digits || text.at[i] != '0'))
			digits++;
	}
	return text.length > start && text.at[text.length - 1] != '.' && digits <= MOST_DIGITS;
}

static void put_number(struct spreadsheet *spreadsheet, size_t column, struct text number)
{
	char *start = bundle_reserve(spreadsheet->bundle, NUMBERS_ROOM + number.length);
	enum cell_style style = memchr(number.at, '.', number.length) ? STYLE_DECIMAL : STYLE_WHOLE;
	char *at = put_cell_start(spreadsheet, start, column, style);
	at = put_string(at, "><v>");
	at = put(at, number_is_zero(number) ? text_of("0") : number);
	at = put_string(at, "</v></c>");
	bundle_commit(spreadsheet->bundle, (size_t)(at - start));
}

static void put_cell(
	struct spreadsheet *spreadsheet, size_t column, const struct document_cell *cell)
{
	static const enum cell_style toned[] = {
		[TONE_NONE] = STYLE_TEXT,
		[TONE_BAD] = STYLE_BAD,
		[TONE_DOUBTFUL] = STYLE_DOUBTFUL,
		[TONE_GOOD] = STYLE_GOOD,
	};
	size_t widest = spreadsheet->widths[column];
	if (!cell->text.length)
		return;
	/* No text is wider than it has bytes. */
	if (cell->text.length > widest && widest < WIDEST) {
		size_t width = display_width(cell->text);
		spreadsheet->widths[column] = width > widest ? width : widest;
	}
	if (cell->meaning == MEANS_NUMBER && is_number(cell->text))
		put_number(spreadsheet, column, cell->text);
	else
		put_text(spreadsheet, column, cell->text,
			cell->meaning == MEANS_TEXT ? toned[cell->tone] : STYLE_CODE);
}

/* How many lines a text takes. Only texts wider than the widest column are wrapped. */
static size_t lines_of(struct text text)
{
	struct text line;
	size_t lines = 0;
	while (text_next_part(&text, '\n', &line)) {
		size_t width = display_width(line);
		lines += width + 3 > WIDEST ? (width + LINE_WIDTH - 1) / LINE_WIDTH : 1;
	}
	return lines < MOST_LINES ? lines : MOST_LINES;
}

/* Not every program makes rows as high as their wrapped texts by itself. */
static size_t lines_of_row(const struct spreadsheet *spreadsheet, const struct document_cell *cells)
{
	size_t lines = 1;
	for (size_t i = 0; i < spreadsheet->columns; i++)
		if (cells[i].text.length >= WIDEST ||
			(cells[i].text.length &&
				memchr(cells[i].text.at, '\n', cells[i].text.length))) {
			size_t needed = lines_of(cells[i].text);
			lines = needed > lines ? needed : lines;
		}
	return lines;
}

void spreadsheet_row(struct spreadsheet *spreadsheet, const struct document_cell *cells)
{
	if (spreadsheet->row > MOST_ROWS) {
		close_sheet(spreadsheet);
		open_sheet(spreadsheet);
		message(_("sheet %s: more than 1048576 rows, the most that Excel holds; they go on "
			  "in the next sheet"),
			quote(spreadsheet->name).string);
	}
	start_row(spreadsheet, lines_of_row(spreadsheet, cells));
	for (size_t i = 0; i < spreadsheet->columns; i++)
		put_cell(spreadsheet, i, &cells[i]);
	end_row(spreadsheet);
}

uint64_t spreadsheet_close(struct spreadsheet *spreadsheet, struct sink *out)
{
	uint64_t cut = spreadsheet->cut;
	forget_sheet(spreadsheet);
	spreadsheet_sheets_close(&spreadsheet->sheets, spreadsheet->bundle, spreadsheet->digits);
	bundle_close(spreadsheet->bundle, out);
	free(spreadsheet);
	return cut;
}
