/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-report: any stream as a table that people read.
 *
 * in:  a stream of any columns
 * out: a table for the terminal, CSV for Excel in Russia, Markdown, HTML, or TSV
 * Memory: one row; all rows for the terminal's table; the registry.
 */
#include "document.h"
#include "filter.h"
#include "label.h"
#include "memory.h"
#include "message.h"
#include "page.h"
#include "registry.h"
#include "stream.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
	const char *format, *columns, *schools, *title, *note, *digits, *decimal, *width, *part;
	const char *language, *improved;
	struct option_list labels, where, rules, checked;
} options = {.format = "table", .width = "auto", .part = "whole", .language = "ru"};

static const struct option option_rows[] = {
	{'f', "format", OPTION_TEXT, &options.format, "FORMAT", "table, csv, md, html or tsv"},
	{'c', "columns", OPTION_TEXT, &options.columns, "LIST", "these columns, in this order"},
	{'w', "where", OPTION_LIST, &options.where, "COLUMN=VALUE",
		"only rows with it; V|W: either"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry; adds the column name behind school_id"},
	{'l', "labels", OPTION_LIST, &options.labels, "FILE",
		"what to show for the streams' words"},
	{'t', "title", OPTION_TEXT, &options.title, "TEXT", "a title above the table"},
	{'n', "note", OPTION_TEXT, &options.note, "TEXT", "a paragraph below the title"},
	{0, "part", OPTION_TEXT, &options.part, "whole|first|next|last",
		"of a page made in several calls, for html and md"},
	{0, "language", OPTION_TEXT, &options.language, "ru|en", "of the page of a result folder"},
	{0, "rule", OPTION_LIST, &options.rules, "FILE",
		"settings of the rule, told on the page: option, value, source"},
	{0, "improved", OPTION_TEXT, &options.improved, "INDICATOR",
		"the page lists the schools where it is better"},
	{0, "checked", OPTION_LIST, &options.checked, "FILE",
		"tables whose unverified lines the page tells"},
	{0, "digits", OPTION_TEXT, &options.digits, "N",
		"decimals of numbers that have some; 3, but for tsv all there are"},
	{0, "decimal", OPTION_TEXT, &options.decimal, "MARK",
		"the decimal mark: . or , (csv has ,)"},
	{0, "width", OPTION_TEXT, &options.width, "N|auto",
		"wrap the table's last column at N; 0: never; auto: at the terminal's width"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-report",
	.summary = "any stream as a table that people read",
	.operands = "[FILE … | FOLDER]",
	.options = option_rows,
	.example = "  shnor-report --where class=low --schools schools.tsv classes.tsv\n"
		   "  shnor-report --format csv indicators.tsv >indicators.csv",
};

/* Excel keeps so many digits of a number. */
enum { MOST_DIGITS = 15 };

struct condition {
	size_t value;       /* number in the stream */
	struct text wanted; /* alternatives parted by | */
};

struct report {
	struct filter filter;
	struct stream stream;
	struct registry registry;
	struct labels labels;
	struct document document;
	struct dictionary columns; /* shown, in order */
	size_t *values;            /* numbers in the stream; SIZE_MAX: the school's name */
	size_t school;
	struct condition *conditions;
	struct document_cell *cells;
	struct arena row;  /* texts of the row at hand that had to be made */
	bool as_it_stands; /* numbers keep their decimals */
	unsigned digits;
	char decimal;
};

static void add_columns(struct report *work)
{
	const char *named = options.columns;
	if (!named) {
		for (size_t i = 0; i < work->stream.name_count; i++) {
			dictionary_add(&work->columns, work->stream.names[i]);
			if (options.schools && text_is(work->stream.names[i], "school_id"))
				dictionary_add(&work->columns, text_of("name"));
		}
		return;
	}
	char *list = strdup(named), *rest = list;
	for (char *name; (name = strsep(&rest, ","));)
		dictionary_add(&work->columns, text_trim(text_of(name)));
	free(list);
}

static void bind_columns(struct report *work)
{
	add_columns(work);
	work->school = stream_want(&work->stream, "school_id", options.schools != NULL);
	work->values = memory_get(work->columns.count, sizeof *work->values);
	work->cells = memory_get(work->columns.count, sizeof *work->cells);
	for (uint32_t i = 0; i < work->columns.count; i++) {
		const char *name = work->columns.texts[i].at;
		bool of_registry = options.schools && strcmp(name, "name") == 0;
		work->values[i] = of_registry && !stream_has(&work->stream, "name")
			? SIZE_MAX
			: stream_want(&work->stream, name, true);
	}
	work->conditions = memory_get(options.where.count, sizeof *work->conditions);
	for (size_t i = 0; i < options.where.count; i++) {
		const char *given = options.where.items[i], *equals = strchr(given, '=');
		if (!equals)
			fail(STATUS_USAGE, _("--where: found %s, expected COLUMN=VALUE"),
				quote(text_of(given)).string);
		struct text name = arena_copy(
			&work->columns.arena, (struct text){given, (size_t)(equals - given)});
		work->conditions[i].value = stream_want(&work->stream, name.at, true);
		work->conditions[i].wanted = text_of(equals + 1);
	}
}

static bool fits(const struct report *work, const struct condition *condition)
{
	struct text rest = condition->wanted, part;
	while (text_next_part(&rest, '|', &part))
		if (text_equal(part, work->stream.values[condition->value]))
			return true;
	return false;
}

static bool wanted(const struct report *work)
{
	for (size_t i = 0; i < options.where.count; i++)
		if (!fits(work, &work->conditions[i]))
			return false;
	return true;
}

static bool is_code(struct text column)
{
	static const char end[] = "_id";
	return column.length > 3 && memcmp(column.at + column.length - 3, end, 3) == 0;
}

/* A code such as 0123, or one too long for a number of Excel, is no number. */
static bool is_number(struct text value, wide *units)
{
	size_t sign = value.length && value.at[0] == '-';
	if (value.length > sign + 1 && value.at[sign] == '0' && value.at[sign + 1] != '.')
		return false;
	if (value.length > MOST_DIGITS && !memchr(value.at, '.', value.length))
		return false;
	return number_decimal(value, VALUE_PLACES, units);
}

/* A decimal point between two digits becomes the decimal mark, as in 7/22 = 0.318. */
static void set_mark(char *at, size_t length, char mark)
{
	for (size_t i = 1; i + 1 < length; i++)
		if (at[i] == '.' && at[i - 1] >= '0' && at[i - 1] <= '9' && at[i + 1] >= '0' &&
			at[i + 1] <= '9')
			at[i] = mark;
}

/* A school's name over two lines of the source is one line for people. */
static struct text readable(struct report *work, struct text text)
{
	char *copy = memory_get(text.length, 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool control = (unsigned char)text.at[i] < 0x20;
		if (!control)
			copy[length++] = text.at[i];
		else if (length && copy[length - 1] != ' ')
			copy[length++] = ' ';
	}
	struct text kept = arena_copy(&work->row, (struct text){copy, length});
	free(copy);
	return kept;
}

static struct text text_cell(struct report *work, struct text column, struct text value)
{
	struct text shown = labels_value(&work->labels, column, value);
	bool name = text_is(column, "name") && work->document.kind != DOCUMENT_TSV;
	shown = name ? readable(work, shown) : arena_copy(&work->row, shown);
	/* The arena's copy is ours to write to. */
	if (work->decimal != '.' && (text_is(column, "reason") || text_is(column, "evidence")))
		set_mark((char *)(uintptr_t)shown.at, shown.length, work->decimal);
	return shown;
}

/* Numbers with decimals are rounded to --digits and get the decimal mark; whole ones stay. */
static struct document_cell make_cell(struct report *work, struct text column, struct text value)
{
	char printed[NUMBER_ROOM];
	wide units;
	if (is_code(column) || !is_number(value, &units))
		return (struct document_cell){
			text_cell(work, column, value), is_code(column) ? MEANS_CODE : MEANS_TEXT};
	if (work->as_it_stands || !number_decimals(value))
		return (struct document_cell){value, MEANS_NUMBER};
	size_t length = number_print(printed,
		number_divide(units, number_power(VALUE_PLACES - work->digits)), work->digits,
		false);
	for (size_t i = 0; i < length; i++)
		if (printed[i] == '.')
			printed[i] = work->decimal;
	return (struct document_cell){
		arena_copy(&work->row, (struct text){printed, length}), MEANS_NUMBER};
}

static struct text school_name(const struct report *work)
{
	const struct school *school =
		registry_find(&work->registry, BY_CODE, work->stream.values[work->school]);
	return school ? school->name : text_of("");
}

static void write_row(struct report *work)
{
	for (uint32_t i = 0; i < work->columns.count; i++) {
		struct text column = work->columns.texts[i];
		if (work->values[i] == SIZE_MAX)
			work->cells[i] = (struct document_cell){
				text_cell(work, column, school_name(work)), MEANS_TEXT};
		else
			work->cells[i] =
				make_cell(work, column, work->stream.values[work->values[i]]);
	}
	document_row(&work->document, work->cells);
	arena_empty(&work->row);
	work->filter.account.written++;
	work->filter.account.output++;
}

static void take_stream(struct report *work)
{
	while (filter_next(&work->filter, &work->stream))
		if (wanted(work))
			write_row(work);
		else
			account_skip(&work->filter.account, text_of("not asked for"));
}

static void start_document(struct report *work)
{
	struct text *heads = memory_get(work->columns.count, sizeof *heads);
	for (uint32_t i = 0; i < work->columns.count; i++)
		heads[i] = labels_column(&work->labels, work->columns.texts[i]);
	work->document.out = &work->filter.out;
	work->document.title = text_of(options.title ? options.title : "");
	work->document.note = text_of(options.note ? options.note : "");
	work->document.columns = work->columns.count;
	document_start(&work->document, heads);
	free(heads);
}

/* Columns of the terminal; 0 where the output goes elsewhere. */
static size_t read_width(void)
{
	uint64_t width = 0;
	struct winsize size;
	if (strcmp(options.width, "auto") == 0)
		return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
	if (!number_count(text_of(options.width), &width))
		fail(STATUS_USAGE, _("--width: found %s, expected auto or a whole number"),
			quote(text_of(options.width)).string);
	return (size_t)width;
}

static void read_options(struct report *work)
{
	uint64_t digits;
	work->document.width = read_width();
	work->document.kind = (enum document_kind)option_choice(
		"format", options.format, "table csv md html tsv");
	size_t part = option_choice("part", options.part, "whole first next last");
	if (part && work->document.kind != DOCUMENT_HTML &&
		work->document.kind != DOCUMENT_MARKDOWN)
		fail(STATUS_USAGE, _("--part is for the formats html and md"));
	work->document.goes_on = part >= 2;
	work->document.is_followed = part == 1 || part == 2;
	work->as_it_stands = work->document.kind == DOCUMENT_TSV && !options.digits;
	if (!options.digits)
		options.digits = "3";
	if (!number_count(text_of(options.digits), &digits) || digits > VALUE_PLACES)
		fail(STATUS_USAGE, _("--digits: found %s, expected 0 to 9"),
			quote(text_of(options.digits)).string);
	work->digits = (unsigned)digits;
	work->decimal = work->document.kind == DOCUMENT_CSV ? ',' : '.';
	if (options.decimal)
		work->decimal = option_choice("decimal", options.decimal, ". ,") ? ',' : '.';
	labels_load(&work->labels, options.labels.items, options.labels.count);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, NULL);
}

/* The page of a result folder: --where says the municipality and the classes of low results. */
static void write_page(struct report *work)
{
	struct page_request request = {.folder = work->filter.files[0],
		.title = options.title,
		.note = options.note,
		.listed = "low|failing|deprived|below",
		.improved = options.improved,
		.english = option_choice("language", options.language, "ru en"),
		.decimal = options.decimal ? work->decimal : 0,
		.rules = options.rules,
		.checked = options.checked};
	if (work->filter.file_count > 1)
		fail(STATUS_USAGE, _("%s: a result folder stands alone, found %s behind it"),
			work->filter.files[0], work->filter.files[1]);
	if (options.columns || options.schools || strcmp(options.part, "whole") != 0)
		fail(STATUS_USAGE,
			_("--columns, --schools and --part are not for a result folder"));
	for (size_t i = 0; i < options.where.count; i++) {
		const char *given = options.where.items[i];
		if (strncmp(given, "municipality=", 13) == 0)
			request.municipality = given + 13;
		else if (strncmp(given, "class=", 6) == 0)
			request.listed = given + 6;
		else
			fail(STATUS_USAGE,
				_("--where: found %s, expected municipality=NAME or class=CLASS "
				  "for a "
				  "result folder"),
				quote(text_of(given)).string);
	}
	page_write(&work->filter, &work->filter.out, &request, &work->labels);
}

int main(int argc, char **argv)
{
	static struct report work;
	filter_start(&work.filter, &usage, argc, argv);
	read_options(&work);
	if (work.document.kind == DOCUMENT_HTML && page_is_folder(work.filter.files[0])) {
		write_page(&work);
		labels_free(&work.labels);
		return filter_end(&work.filter);
	}
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	bind_columns(&work);
	start_document(&work);
	take_stream(&work);
	document_end(&work.document);
	stream_close(&work.stream);
	registry_free(&work.registry);
	labels_free(&work.labels);
	dictionary_empty(&work.columns);
	free(work.values);
	free(work.cells);
	free(work.conditions);
	return filter_end(&work.filter);
}
