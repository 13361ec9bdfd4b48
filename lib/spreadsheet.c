/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreadsheet.h"
#include "cell_text.h"
#include "display.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "sheet_name.h"
#include "xlsx_library.h"
#include "zip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	MOST_ROWS = 1048576,
	MOST_COLUMNS = 16384,
	MOST_DIGITS = 15, /* of a number that Excel keeps whole */
	WIDEST = 60,      /* of a column, in letters */
	PAPER_A4 = 9,
	LINE_WIDTH = WIDEST, /* letters that fill a line of it, as words are not broken */
	MOST_LINES = 27,     /* that a row can be high */
	LAST_BYTES = 32,     /* of a sheet, where its end stands */
};

/* 2000-01-01: a file must have a day, and the day of the run would make each file another one. */
static const time_t fixed_day = 946684800;

struct spreadsheet {
	int file;
	char path[32], *folder;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *title, *head, *text, *code, *whole, *decimal, *toned[4];
	/* The sheet at hand. */
	struct arena arena;
	struct text name, above, note;
	struct text *heads;
	size_t columns, part, *widths;
	lxw_row_t first, row; /* the row of the heads, and the next one to be written */
	char *copy;           /* the last text, cleaned */
	size_t copy_room;
	uint64_t cut;
};

/* Of a cell or a sheet: the library's words tell what it did not like. */
static void check(lxw_error error)
{
	if (error)
		fail(STATUS_SYSTEM, _("cannot write the workbook: %s"),
			xlsx_library()->lxw_strerror(error));
}

/* Puts the file together. What the library prints of a full disk is not for people, so it is kept from
 * standard error, and said otherwise. */
static void close_book(struct spreadsheet *spreadsheet)
{
	int said = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (said >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	errno = 0;
	lxw_error error = xlsx_library()->workbook_close(spreadsheet->book);
	int reason = errno;
	if (said >= 0)
		dup2(said, STDERR_FILENO);
	close(said);
	close(nowhere);
	/* The faults of files and of the archive come first among the library's. */
	if (!error || error > LXW_ERROR_ZIP_CLOSE || !reason) {
		check(error);
		return;
	}
	errno = reason;
	fail(STATUS_SYSTEM, _("%s: cannot put the workbook together there:"), spreadsheet->folder);
}

/* A file without a name: a run that is killed leaves nothing behind. */
static int open_unnamed(const char *folder)
{
	char path[4096];
	int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0)
		return file;
	int length = snprintf(path, sizeof path, "%s/shnor-report-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof path || (file = mkostemp(path, O_CLOEXEC)) < 0)
		fail(STATUS_SYSTEM, _("%s: cannot create a temporary file:"), folder);
	unlink(path);
	return file;
}

static lxw_format *add_format(struct spreadsheet *spreadsheet, const char *number)
{
	lxw_format *format = xlsx_library()->workbook_add_format(spreadsheet->book);
	xlsx_library()->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (number)
		xlsx_library()->format_set_num_format(format, number);
	else
		xlsx_library()->format_set_text_wrap(format);
	return format;
}

static void add_formats(struct spreadsheet *spreadsheet, unsigned digits)
{
	static const lxw_color_t behind[] = {0, 0xFFC7CE, 0xFFEB9C, 0xC6EFCE};
	static const lxw_color_t letters[] = {0, 0x9C0006, 0x7F6000, 0x006100};
	char decimals[16] = "0";
	for (unsigned i = 0; digits && i <= digits; i++)
		decimals[i + 1] = i ? '0' : '.';
	spreadsheet->title = xlsx_library()->workbook_add_format(spreadsheet->book);
	xlsx_library()->format_set_bold(spreadsheet->title);
	spreadsheet->head = add_format(spreadsheet, NULL);
	xlsx_library()->format_set_bold(spreadsheet->head);
	xlsx_library()->format_set_bottom(spreadsheet->head, LXW_BORDER_THIN);
	xlsx_library()->format_set_bg_color(spreadsheet->head, 0xE7E6E6);
	spreadsheet->text = add_format(spreadsheet, NULL);
	spreadsheet->code = add_format(spreadsheet, "@");
	spreadsheet->whole = add_format(spreadsheet, "0");
	spreadsheet->decimal = add_format(spreadsheet, decimals);
	for (enum tone tone = TONE_BAD; tone <= TONE_GOOD; tone++) {
		spreadsheet->toned[tone] = add_format(spreadsheet, NULL);
		xlsx_library()->format_set_bg_color(spreadsheet->toned[tone], behind[tone]);
		xlsx_library()->format_set_font_color(spreadsheet->toned[tone], letters[tone]);
	}
}

struct spreadsheet *spreadsheet_new(unsigned digits)
{
	struct spreadsheet *spreadsheet = memory_get(1, sizeof *spreadsheet);
	const char *given = getenv("TMPDIR");
	char *folder = spreadsheet->folder = strdup(given && *given ? given : "/tmp");
	spreadsheet->file = open_unnamed(folder);
	snprintf(
		spreadsheet->path, sizeof spreadsheet->path, "/proc/self/fd/%d", spreadsheet->file);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = folder};
	spreadsheet->book = xlsx_library()->workbook_new_opt(spreadsheet->path, &options);
	if (!spreadsheet->book)
		fail(STATUS_SYSTEM, _("out of memory for the workbook"));
	lxw_doc_properties properties = {.created = fixed_day};
	check(xlsx_library()->workbook_set_properties(spreadsheet->book, &properties));
	add_formats(spreadsheet, digits);
	return spreadsheet;
}

/* The text as a C string that a cell can hold; it lives until the next call. */
static const char *clean(struct spreadsheet *spreadsheet, struct text text)
{
	bool cut;
	spreadsheet->copy = memory_grow(
		spreadsheet->copy, &spreadsheet->copy_room, cell_text_room(text) + 1, 1);
	*cell_text_put(spreadsheet->copy, text, &cut) = '\0';
	if (cut && ++spreadsheet->cut <= 10)
		message(_("sheet %s, row %u: a text of more than 32767 characters is cut; Excel "
			  "holds no more in a cell"),
			quote(spreadsheet->name).string, (unsigned)spreadsheet->row + 1);
	return spreadsheet->copy;
}

static void put_string(
	struct spreadsheet *spreadsheet, size_t column, struct text text, lxw_format *format)
{
	check(xlsx_library()->worksheet_write_string(spreadsheet->sheet, spreadsheet->row,
		(lxw_col_t)column, clean(spreadsheet, text), format));
}

/* The heads, with what stands above them. */
static void put_heads(struct spreadsheet *spreadsheet)
{
	struct text above[] = {spreadsheet->above, spreadsheet->note};
	for (size_t i = 0; i < 2; i++) {
		if (!above[i].length)
			continue;
		put_string(spreadsheet, 0, above[i], i ? NULL : spreadsheet->title);
		spreadsheet->row++;
	}
	spreadsheet->first = spreadsheet->row;
	for (size_t i = 0; i < spreadsheet->columns; i++) {
		put_string(spreadsheet, i, spreadsheet->heads[i], spreadsheet->head);
		size_t width = display_width(spreadsheet->heads[i]);
		spreadsheet->widths[i] = width < 16 ? width : 16;
	}
	spreadsheet->row++;
}

/* The sheet of the name, or a further part of it. */
static void open_sheet(struct spreadsheet *spreadsheet)
{
	char behind[24] = "", whole[4 * SHEET_NAME_LONGEST + sizeof behind];
	if (++spreadsheet->part > 1)
		snprintf(behind, sizeof behind, " (%zu)", spreadsheet->part);
	struct text name = sheet_name_start(spreadsheet->name, SHEET_NAME_LONGEST - strlen(behind));
	snprintf(whole, sizeof whole, "%.*s%s", (int)name.length, name.at, behind);
	spreadsheet->sheet = xlsx_library()->workbook_add_worksheet(spreadsheet->book, whole);
	if (!spreadsheet->sheet)
		fail(STATUS_SYSTEM, _("cannot write the sheet %s of the workbook"),
			quote(text_of(whole)).string);
	spreadsheet->row = 0;
	put_heads(spreadsheet);
}

static void close_sheet(struct spreadsheet *spreadsheet)
{
	lxw_worksheet *sheet = spreadsheet->sheet;
	lxw_row_t first = spreadsheet->first, last = spreadsheet->row - 1;
	lxw_col_t columns = (lxw_col_t)spreadsheet->columns;
	if (!sheet)
		return;
	for (lxw_col_t i = 0; i < columns; i++) {
		size_t width = spreadsheet->widths[i] + 3; /* for the button of the filter */
		check(xlsx_library()->worksheet_set_column(
			sheet, i, i, (double)(width < WIDEST ? width : WIDEST), NULL));
	}
	xlsx_library()->worksheet_freeze_panes(sheet, first + 1, 0);
	check(xlsx_library()->worksheet_autofilter(sheet, first, 0, last, columns - 1));
	check(xlsx_library()->worksheet_repeat_rows(sheet, first, first));
	xlsx_library()->worksheet_ignore_errors(
		sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
	xlsx_library()->worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
	xlsx_library()->worksheet_set_landscape(sheet);
	xlsx_library()->worksheet_set_paper(sheet, PAPER_A4);
	xlsx_library()->worksheet_fit_to_pages(sheet, 1, 0);
}

static void forget_sheet(struct spreadsheet *spreadsheet)
{
	close_sheet(spreadsheet);
	free(spreadsheet->heads);
	free(spreadsheet->widths);
	arena_empty(&spreadsheet->arena);
	spreadsheet->sheet = NULL;
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
	for (size_t i = 0; i < columns; i++)
		spreadsheet->heads[i] = arena_copy(&spreadsheet->arena, heads[i]);
	open_sheet(spreadsheet);
}

/* Would a number of Excel lose digits of it? */
static bool is_too_long(struct text number)
{
	size_t digits = 0;
	for (size_t i = 0; i < number.length; i++)
		if (number.at[i] >= '0' && number.at[i] <= '9' && (digits || number.at[i] != '0'))
			digits++;
	return digits > MOST_DIGITS;
}

static void put_number(struct spreadsheet *spreadsheet, size_t column, struct text number)
{
	bool decimal = memchr(number.at, '.', number.length);
	double value = number_is_zero(number) ? 0 : strtod(clean(spreadsheet, number), NULL);
	check(xlsx_library()->worksheet_write_number(spreadsheet->sheet, spreadsheet->row,
		(lxw_col_t)column, value, decimal ? spreadsheet->decimal : spreadsheet->whole));
}

static void put_cell(
	struct spreadsheet *spreadsheet, size_t column, const struct document_cell *cell)
{
	size_t widest = spreadsheet->widths[column];
	if (!cell->text.length)
		return;
	/* No text is wider than it has bytes. */
	if (cell->text.length > widest && widest < WIDEST) {
		size_t width = display_width(cell->text);
		spreadsheet->widths[column] = width > widest ? width : widest;
	}
	if (cell->meaning == MEANS_NUMBER && !is_too_long(cell->text))
		put_number(spreadsheet, column, cell->text);
	else
		put_string(spreadsheet, column, cell->text,
			cell->meaning == MEANS_TEXT
				? (cell->tone ? spreadsheet->toned[cell->tone] : spreadsheet->text)
				: spreadsheet->code);
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
static void set_height(struct spreadsheet *spreadsheet, const struct document_cell *cells)
{
	size_t lines = 1;
	for (size_t i = 0; i < spreadsheet->columns; i++)
		if (cells[i].text.length >= WIDEST ||
			(cells[i].text.length &&
				memchr(cells[i].text.at, '\n', cells[i].text.length))) {
			size_t needed = lines_of(cells[i].text);
			lines = needed > lines ? needed : lines;
		}
	if (lines > 1)
		check(xlsx_library()->worksheet_set_row(spreadsheet->sheet, spreadsheet->row,
			LXW_DEF_ROW_HEIGHT * (double)lines, NULL));
}

void spreadsheet_row(struct spreadsheet *spreadsheet, const struct document_cell *cells)
{
	if (spreadsheet->row == MOST_ROWS) {
		close_sheet(spreadsheet);
		open_sheet(spreadsheet);
		message(_("sheet %s: more than 1048576 rows, the most that Excel holds; they go on "
			  "in the next sheet"),
			quote(spreadsheet->name).string);
	}
	set_height(spreadsheet, cells);
	for (size_t i = 0; i < spreadsheet->columns; i++)
		put_cell(spreadsheet, i, &cells[i]);
	spreadsheet->row++;
}

/* The library does not tell of every write that failed: each sheet must have its end. */
static void check_sheets(const struct spreadsheet *spreadsheet)
{
	struct zip *zip = zip_open(spreadsheet->file, _("the workbook"));
	char block[65536 + LAST_BYTES] = "";
	const char *name;
	while ((name = zip_next(zip))) {
		size_t got;
		memset(block, 0, LAST_BYTES);
		/* The last bytes of a block stay in front of the next one. */
		while ((got = zip_read(zip, block + LAST_BYTES, sizeof block - LAST_BYTES)))
			memmove(block, block + got, LAST_BYTES);
		if (strncmp(name, "xl/worksheets/", 14) == 0 &&
			!memmem(block, LAST_BYTES, "</worksheet>", 12))
			fail(STATUS_SYSTEM, _("the workbook is not whole: is %s full?"),
				spreadsheet->folder);
	}
	zip_close(zip);
}

static void copy_file(const struct spreadsheet *spreadsheet, struct sink *out)
{
	enum { BLOCK = 65536 };
	ssize_t got;
	if (lseek(spreadsheet->file, 0, SEEK_SET) < 0)
		fail(STATUS_SYSTEM, _("cannot read the temporary file:"));
	while ((got = read(spreadsheet->file, sink_reserve(out, BLOCK), BLOCK)) > 0)
		sink_commit(out, (size_t)got);
	if (got < 0)
		fail(STATUS_SYSTEM, _("cannot read the temporary file:"));
}

uint64_t spreadsheet_close(struct spreadsheet *spreadsheet, struct sink *out)
{
	uint64_t cut = spreadsheet->cut;
	forget_sheet(spreadsheet);
	close_book(spreadsheet);
	check_sheets(spreadsheet);
	copy_file(spreadsheet, out);
	close(spreadsheet->file);
	free(spreadsheet->copy);
	free(spreadsheet->folder);
	free(spreadsheet);
	return cut;
}
