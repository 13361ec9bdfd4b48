/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-report: any stream, or a whole result folder, as what people read.
 *
 * in:  a stream of any columns; or the folder that a run has left
 * out: a table for the terminal, CSV or a workbook for Excel, Markdown, HTML, TSV, JSON lines
 * Memory: one row; all rows for the terminal's table; the registry.
 */
#include "filter.h"
#include "folder.h"
#include "message.h"
#include "page.h"
#include "parcel.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
	const char *format, *columns, *schools, *title, *note, *digits, *decimal, *width, *part;
	const char *color, *by_municipality, *language, *improved;
	struct option_list labels, where, sheets, rules, checked;
} options = {
	.format = "table", .width = "auto", .part = "whole", .color = "auto", .language = "ru"};

static const struct option option_rows[] = {
	{'f', "format", OPTION_TEXT, &options.format, "FORMAT",
		"table, csv, md, html, tsv, xlsx or jsonl"},
	{'c', "columns", OPTION_TEXT, &options.columns, "LIST", "these columns, in this order"},
	{'w', "where", OPTION_LIST, &options.where, "COLUMN=VALUE",
		"only rows with it; V|W: either"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry; adds the column name behind school_id"},
	{'l', "labels", OPTION_LIST, &options.labels, "FILE",
		"what to show for the streams' words"},
	{0, "sheets", OPTION_LIST, &options.sheets, "FILE",
		"which sheets the workbook of a result folder has"},
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
	{0, "by-municipality", OPTION_TEXT, &options.by_municipality, "FOLDER",
		"a file for each municipality, with its own schools only"},
	{0, "digits", OPTION_TEXT, &options.digits, "N",
		"decimals of numbers that have some; 3, but for tsv and jsonl all there are"},
	{0, "decimal", OPTION_TEXT, &options.decimal, "MARK",
		"the decimal mark: . or , (csv has ,)"},
	{0, "width", OPTION_TEXT, &options.width, "N|auto",
		"fit the table to N columns; 0: never; auto: to the terminal"},
	{0, "color", OPTION_TEXT, &options.color, "auto|always|never",
		"colour the table's heads, good and bad; auto: on a terminal"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-report",
	.summary = "any stream, or a whole result, as what people read",
	.operands = "[FILE … | FOLDER]",
	.options = option_rows,
	.example = "  shnor-report --where class=low --schools schools.tsv classes.tsv\n"
		   "  shnor-report --format csv indicators.tsv >indicators.csv\n"
		   "  shnor-report --format xlsx out/orenburg >orenburg.xlsx",
};

struct report {
	struct filter filter;
	struct registry registry;
	struct labels labels;
	struct folder folder; /* where the operand is one */
	bool is_folder;
	struct page_request page; /* of the folder, where the format is html */
	struct document document; /* the settings that all documents start with */
	struct view_request request;
};

/* The rows of the files as a document on the sink. */
static void write_files(
	struct report *work, struct filter *filter, struct text municipality, struct sink *out)
{
	struct stream stream = {0};
	struct view view;
	struct document document = work->document;
	struct view_request request = work->request;
	request.municipality = municipality;
	document.out = out;
	stream_open(&stream, work->filter.files, work->filter.file_count);
	view_open(&view, &stream, &request);
	struct text *heads = view_heads(&view);
	document.columns = view.columns.count;
	if (document.kind == DOCUMENT_XLSX)
		document.workbook = spreadsheet_new(request.digits);
	document_start(&document, document.kind == DOCUMENT_JSON ? view.columns.texts : heads);
	while (view_next(&view, filter))
		document_row(&document, view_row(&view));
	document_end(&document);
	if (document.workbook && spreadsheet_close(document.workbook, out))
		work->filter.account.faulty = true;
	stream_close(&stream);
	free(heads);
	view_close(&view);
}

/* What was asked for, as a whole or of one municipality. Without a filter nothing is counted. */
static void write_report(
	struct report *work, struct filter *filter, struct text municipality, struct sink *out)
{
	struct page_request page = work->page;
	if (municipality.length)
		page.municipality = municipality.at;
	if (!work->is_folder)
		write_files(work, filter, municipality, out);
	else if (work->document.kind == DOCUMENT_HTML)
		page_write(&work->filter, out, &page, &work->labels);
	else if (folder_workbook(&work->folder, filter, municipality, out))
		work->filter.account.faulty = true;
}

/* Each municipality of the files once. */
static void find_municipalities(struct report *work, struct dictionary *found)
{
	if (work->is_folder) {
		for (uint32_t i = 0; i < work->folder.registry.count; i++)
			if (work->folder.registry.schools[i].municipality.length)
				dictionary_add(
					found, work->folder.registry.schools[i].municipality);
		return;
	}
	struct stream stream = {0};
	stream_open(&stream, work->filter.files, work->filter.file_count);
	size_t column = stream_want(&stream, "municipality", true);
	while (filter_next(&work->filter, &stream)) {
		if (stream.values[column].length)
			dictionary_add(found, stream.values[column]);
		else
			account_skip(&work->filter.account, text_of("no municipality"));
		work->filter.account.written += stream.values[column].length > 0;
	}
	stream_close(&stream);
}

/* A file for each municipality; standard output tells which has which. */
static void write_municipalities(struct report *work)
{
	static const char *const endings[] = {"txt", "csv", "md", "html", "tsv", "xlsx", "jsonl"};
	struct dictionary found = {0};
	struct parcels parcels;
	find_municipalities(work, &found);
	uint32_t *order = dictionary_sorted(&found);
	parcels_open(&parcels, options.by_municipality, endings[work->document.kind]);
	filter_header(&work->filter, "municipality file");
	for (uint32_t i = 0; i < found.count; i++) {
		struct text municipality = found.texts[order[i]];
		/* The streams of a folder are read for each file; their rows count, and are rejected, once. */
		struct filter *counting = work->is_folder && i == 0 ? &work->filter : NULL;
		write_report(work, counting, municipality, parcels_start(&parcels, municipality));
		sink_escaped(&work->filter.out, municipality);
		sink_byte(&work->filter.out, '\t');
		sink_escaped(&work->filter.out, text_of(parcels_finish(&parcels)));
		sink_byte(&work->filter.out, '\n');
		work->filter.account.output++;
	}
	parcels_close(&parcels);
	free(order);
	dictionary_empty(&found);
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

/* By the custom of no-color.org, NO_COLOR in the environment asks for none. */
static bool read_color(void)
{
	size_t choice = option_choice("color", options.color, "auto always never");
	const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (choice)
		return choice == 1;
	return isatty(STDOUT_FILENO) && !(unwanted && *unwanted) && !options.by_municipality &&
		terminal && strcmp(terminal, "dumb") != 0;
}

static void read_part(struct document *document)
{
	size_t part = option_choice("part", options.part, "whole first next last");
	if (part && document->kind != DOCUMENT_HTML && document->kind != DOCUMENT_MARKDOWN)
		fail(STATUS_USAGE, _("--part is for the formats html and md"));
	document->goes_on = part >= 2;
	document->is_followed = part == 1 || part == 2;
}

static void read_numbers(struct report *work)
{
	enum document_kind kind = work->document.kind;
	uint64_t digits;
	/* A workbook has the whole number and shows some of its digits. */
	work->request.as_it_stands = kind == DOCUMENT_XLSX ||
		((kind == DOCUMENT_TSV || kind == DOCUMENT_JSON) && !options.digits);
	if (!options.digits)
		options.digits = "3";
	if (!number_count(text_of(options.digits), &digits) || digits > VALUE_PLACES)
		fail(STATUS_USAGE, _("--digits: found %s, expected 0 to 9"),
			quote(text_of(options.digits)).string);
	work->request.digits = (unsigned)digits;
	work->request.decimal = kind == DOCUMENT_CSV ? ',' : '.';
	if (options.decimal)
		work->request.decimal =
			option_choice("decimal", options.decimal, ". ,") ? ',' : '.';
	if (kind == DOCUMENT_JSON && work->request.decimal == ',')
		fail(STATUS_USAGE, _("--decimal: JSON has a point"));
}

static void read_document(struct report *work)
{
	struct document *document = &work->document;
	document->kind = (enum document_kind)option_choice(
		"format", options.format, "table csv md html tsv xlsx jsonl");
	document->width = read_width();
	document->coloured = read_color();
	document->title = text_of(options.title ? options.title : "");
	document->note = text_of(options.note ? options.note : "");
	document->sheet = text_of("Данные");
	read_part(document);
	read_numbers(work);
	work->request.columns = options.columns;
	work->request.where = options.where.items;
	work->request.where_count = options.where.count;
	work->request.labels = &work->labels;
	work->request.lines_in_names = document->kind == DOCUMENT_TSV;
}

/* The page of a result folder: --where says the municipality and the classes of low results. */
static void read_page(struct report *work)
{
	work->page = (struct page_request){.folder = work->filter.files[0],
		.title = options.title,
		.note = options.note,
		.listed = "low|failing|deprived|below",
		.improved = options.improved,
		.english = option_choice("language", options.language, "ru en"),
		.decimal = options.decimal ? work->request.decimal : 0,
		.rules = options.rules,
		.checked = options.checked};
	if (options.columns || options.schools || options.sheets.count ||
		strcmp(options.part, "whole") != 0)
		fail(STATUS_USAGE,
			_("--columns, --schools, --sheets and --part are not for the page of a "
			  "result folder"));
	for (size_t i = 0; i < options.where.count; i++) {
		const char *given = options.where.items[i];
		if (strncmp(given, "municipality=", 13) == 0)
			work->page.municipality = given + 13;
		else if (strncmp(given, "class=", 6) == 0)
			work->page.listed = given + 6;
		else
			fail(STATUS_USAGE,
				_("--where: found %s, expected municipality=NAME or class=CLASS "
				  "for a result folder"),
				quote(text_of(given)).string);
	}
}

/* A result folder says itself what its report holds: the options for one table do not fit. */
static void read_folder(struct report *work)
{
	enum document_kind kind = work->document.kind;
	for (size_t i = 0; i < work->filter.file_count; i++)
		work->is_folder = work->is_folder ||
			((kind == DOCUMENT_XLSX || kind == DOCUMENT_HTML) &&
				folder_is(work->filter.files[i]));
	for (size_t i = 0; i < work->filter.file_count && !work->is_folder; i++)
		if (folder_is(work->filter.files[i]))
			fail(STATUS_USAGE,
				_("%s is a result folder, which goes with --format html or xlsx"),
				work->filter.files[i]);
	if (!work->is_folder && options.sheets.count)
		fail(STATUS_USAGE, _("--sheets is for a result folder"));
	if (!work->is_folder)
		return;
	if (work->filter.file_count > 1)
		fail(STATUS_USAGE, _("expected one result folder, or files"));
	if (kind == DOCUMENT_HTML)
		read_page(work);
	else if (options.columns || options.where.count || options.schools || options.title ||
		options.note)
		fail(STATUS_USAGE,
			_("--columns, --where, --schools, --title and --note are for one table; a "
			  "result folder has them from --sheets"));
	work->folder.labels = &work->labels;
	work->folder.digits = work->request.digits;
	work->folder.decimal = work->request.decimal;
	folder_load(
		&work->folder, work->filter.files[0], options.sheets.items, options.sheets.count);
	if (options.by_municipality && !work->folder.has_registry)
		fail(STATUS_USAGE, _("%s: has no schools.tsv, which says where a school belongs"),
			work->filter.files[0]);
}

static void check_by_municipality(const struct report *work)
{
	for (size_t i = 0; options.by_municipality && i < work->filter.file_count; i++)
		if (strcmp(work->filter.files[i], "-") == 0)
			fail(STATUS_USAGE,
				_("--by-municipality reads its input several times: name a file"));
}

int main(int argc, char **argv)
{
	static struct report work;
	filter_start(&work.filter, &usage, argc, argv);
	check_by_municipality(&work);
	read_document(&work);
	labels_load(&work.labels, options.labels.items, options.labels.count);
	read_folder(&work);
	table_check();
	if (options.schools) {
		registry_load(&work.registry, options.schools, NULL);
		work.request.registry = &work.registry;
	}
	if (options.by_municipality)
		write_municipalities(&work);
	else
		write_report(&work, &work.filter, text_of(""), &work.filter.out);
	if (work.is_folder)
		folder_free(&work.folder);
	registry_free(&work.registry);
	labels_free(&work.labels);
	return filter_end(&work.filter);
}
