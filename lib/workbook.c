/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"
#include "message.h"
#include "xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* More sheets, or formats, or styles than these has no workbook (Excel: 65490 styles). The texts are
 * the only thing that memory grows with. */
enum { MOST_ENTRIES = 16384, MOST_STYLES = 65536, MOST_STRING_BYTES = 1 << 30 };

/* A number format of the workbook's own. */
struct format {
	long number;
	struct number_format shows;
};

struct reading {
	struct xml xml; /* first, as the handlers get it */
	struct workbook *workbook;
	struct xml_text text; /* of the shared string at hand */
	uint64_t string_bytes;
	bool in_string, in_text, in_phonetic, in_cell_formats;
	size_t format_count, format_room;
	struct format *formats;
	size_t relation_count, relation_room;
	struct workbook_sheet *relations; /* relation and path */
};

static struct text keep(struct reading *reading, const char *string)
{
	return arena_copy(&reading->workbook->arena, text_of(string ? string : ""));
}

static void check_count(const struct reading *reading, size_t count, size_t most)
{
	if (count >= most)
		xml_damaged(&reading->xml, _("more entries than a workbook can have"));
}

/* ECMA-376 part 1, ST_SheetState: hidden, or veryHidden, which only a program can undo. */
static bool is_hidden(const char *state)
{
	return state && (strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0);
}

/* Sheets of other kinds (chartsheet, dialogsheet, macrosheets) are told by the last word of their type. */
static bool has_rows(const char *type)
{
	const char *word = type ? strrchr(type, '/') : NULL;
	size_t length = word ? strlen(word) : 0;
	bool sheet = length >= 5 && strcasecmp(word + length - 5, "sheet") == 0;
	return !sheet || strcasecmp(word, "/worksheet") == 0;
}

static void on_workbook(void *data, const char *element, const char **attributes)
{
	struct reading *reading = data;
	struct workbook *workbook = reading->workbook;
	const char *name = xml_name(element);
	if (strcmp(name, "workbookPr") == 0) {
		const char *value = xml_attribute(attributes, "date1904");
		workbook->from_1904 = value && (*value == '1' || *value == 't');
	}
	if (strcmp(name, "sheet") != 0)
		return;
	const char *relation = NULL;
	for (size_t i = 0; attributes[i]; i += 2)
		if (strstr(attributes[i], "relationships|id"))
			relation = attributes[i + 1];
	check_count(reading, workbook->sheet_count, MOST_ENTRIES);
	workbook->sheets = memory_grow(workbook->sheets, &workbook->sheet_room,
		workbook->sheet_count + 1, sizeof *workbook->sheets);
	workbook->sheets[workbook->sheet_count++] = (struct workbook_sheet){
		.name = keep(reading, xml_attribute(attributes, "name")),
		.relation = keep(reading, relation),
		.path = {"", 0},
		.hidden = is_hidden(xml_attribute(attributes, "state")),
	};
}

/* Targets are relative to xl/, or whole from the root. */
static void on_relation(void *data, const char *element, const char **attributes)
{
	struct reading *reading = data;
	const char *target = xml_attribute(attributes, "Target");
	char path[1024];
	if (strcmp(xml_name(element), "Relationship") != 0 || !target)
		return;
	snprintf(path, sizeof path, "%s%s", *target == '/' ? "" : "xl/", target + (*target == '/'));
	check_count(reading, reading->relation_count, MOST_ENTRIES);
	reading->relations = memory_grow(reading->relations, &reading->relation_room,
		reading->relation_count + 1, sizeof *reading->relations);
	reading->relations[reading->relation_count++] = (struct workbook_sheet){
		.relation = keep(reading, xml_attribute(attributes, "Id")),
		.path = keep(reading, path),
		.no_table = !has_rows(xml_attribute(attributes, "Type")),
	};
}

static void add_format(struct reading *reading, const char **attributes)
{
	const char *number = xml_attribute(attributes, "numFmtId");
	const char *code = xml_attribute(attributes, "formatCode");
	check_count(reading, reading->format_count, MOST_ENTRIES);
	reading->formats = memory_grow(reading->formats, &reading->format_room,
		reading->format_count + 1, sizeof *reading->formats);
	reading->formats[reading->format_count++] = (struct format){
		number ? strtol(number, NULL, 10) : -1, number_format_of(code ? code : "")};
}

static void add_style(struct reading *reading, const char **attributes)
{
	struct workbook *workbook = reading->workbook;
	const char *given = xml_attribute(attributes, "numFmtId");
	long number = given ? strtol(given, NULL, 10) : 0;
	struct number_format shows = number_format_built_in(number);
	for (size_t i = 0; i < reading->format_count; i++)
		if (reading->formats[i].number == number)
			shows = reading->formats[i].shows;
	check_count(reading, workbook->style_count, MOST_STYLES);
	workbook->styles = memory_grow(workbook->styles, &workbook->style_room,
		workbook->style_count + 1, sizeof *workbook->styles);
	workbook->styles[workbook->style_count++] = shows;
}

static void on_style(void *data, const char *element, const char **attributes)
{
	struct reading *reading = data;
	const char *name = xml_name(element);
	if (strcmp(name, "numFmt") == 0)
		add_format(reading, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		reading->in_cell_formats = true;
	else if (strcmp(name, "xf") == 0 && reading->in_cell_formats)
		add_style(reading, attributes);
}

static void on_style_end(void *data, const char *element)
{
	struct reading *reading = data;
	if (strcmp(xml_name(element), "cellXfs") == 0)
		reading->in_cell_formats = false;
}

static void on_string(void *data, const char *element, const char **attributes)
{
	struct reading *reading = data;
	const char *name = xml_name(element);
	(void)attributes;
	if (strcmp(name, "si") == 0) {
		reading->in_string = true;
		reading->text.length = 0;
	} else if (strcmp(name, "rPh") == 0) {
		reading->in_phonetic = true;
	} else if (strcmp(name, "t") == 0) {
		reading->in_text = reading->in_string && !reading->in_phonetic;
	}
}

static void on_string_text(void *data, const char *bytes, int length)
{
	struct reading *reading = data;
	if (reading->in_text)
		xml_collect(&reading->xml, &reading->text, bytes, (size_t)length);
}

static void add_string(struct reading *reading)
{
	struct workbook *workbook = reading->workbook;
	struct text text = {reading->text.at, reading->text.length};
	xml_unescape(&reading->text);
	text.length = reading->text.length;
	reading->string_bytes += text.length + sizeof text;
	if (reading->string_bytes > MOST_STRING_BYTES)
		xml_damaged(
			&reading->xml, _("its texts take more than 1 GiB; save the sheet as CSV"));
	workbook->strings = memory_grow(workbook->strings, &workbook->string_room,
		workbook->string_count + 1, sizeof *workbook->strings);
	workbook->strings[workbook->string_count++] = arena_copy(&workbook->arena, text);
}

static void on_string_end(void *data, const char *element)
{
	struct reading *reading = data;
	const char *name = xml_name(element);
	if (strcmp(name, "t") == 0)
		reading->in_text = false;
	if (strcmp(name, "rPh") == 0)
		reading->in_phonetic = false;
	if (strcmp(name, "si") != 0)
		return;
	reading->in_string = false;
	add_string(reading);
}

static void link_sheets(struct reading *reading)
{
	struct workbook *workbook = reading->workbook;
	for (size_t i = 0; i < workbook->sheet_count; i++)
		for (size_t j = 0; j < reading->relation_count; j++) {
			const struct workbook_sheet *relation = &reading->relations[j];
			if (!text_equal(workbook->sheets[i].relation, relation->relation))
				continue;
			workbook->sheets[i].path = relation->path;
			workbook->sheets[i].no_table = relation->no_table;
		}
}

/* The parts that are read, and by what. Their names are the same in upper and lower case (ECMA-376
 * part 2, "Part name equivalence"): 1C writes SharedStrings.xml. */
static const struct part {
	const char *name;
	struct xml_handlers handlers;
} parts[] = {
	{"xl/workbook.xml", {on_workbook, NULL, NULL}},
	{"xl/_rels/workbook.xml.rels", {on_relation, NULL, NULL}},
	{"xl/styles.xml", {on_style, on_style_end, NULL}},
	{"xl/sharedStrings.xml", {on_string, on_string_end, on_string_text}},
};

enum { PART_COUNT = sizeof parts / sizeof *parts };

/* Reads the part that `zip` is at, if it is one of them. */
static void read_part(struct reading *reading, struct zip *zip, const char *file_name,
	const char *name, bool *seen)
{
	for (size_t i = 0; i < PART_COUNT; i++) {
		if (strcasecmp(name, parts[i].name) != 0)
			continue;
		if (seen[i])
			fail(STATUS_SYSTEM, _("%s: %s stands twice in the file; it is damaged"),
				file_name, name);
		seen[i] = true;
		xml_open(&reading->xml, zip, file_name, name, parts[i].handlers);
		while (xml_parse_on(&reading->xml))
			;
		xml_close(&reading->xml);
	}
}

void workbook_read(struct workbook *workbook, int file, const char *file_name)
{
	struct reading reading = {.workbook = workbook};
	bool seen[PART_COUNT] = {false};
	const char *name;
	*workbook = (struct workbook){0};
	struct zip *zip = zip_open(file, file_name);
	while ((name = zip_next(zip)))
		read_part(&reading, zip, file_name, name, seen);
	zip_close(zip);
	link_sheets(&reading);
	free(reading.formats);
	free(reading.relations);
	free(reading.text.at);
}

/* The first sheet that people see, or else that may hold a table, or else of all. */
static const struct workbook_sheet *find_first(const struct workbook *workbook)
{
	for (int strict = 2; strict >= 0; strict--)
		for (size_t i = 0; i < workbook->sheet_count; i++) {
			const struct workbook_sheet *sheet = &workbook->sheets[i];
			if ((strict < 2 || !sheet->hidden) && (strict < 1 || !sheet->no_table))
				return sheet;
		}
	return NULL;
}

const struct workbook_sheet *workbook_find(const struct workbook *workbook, const char *name)
{
	if (!name)
		return find_first(workbook);
	for (size_t i = 0; i < workbook->sheet_count; i++)
		if (text_is(workbook->sheets[i].name, name))
			return &workbook->sheets[i];
	return NULL;
}

const char *workbook_remark(const struct workbook_sheet *sheet)
{
	return sheet->no_table ? _(" (no table)") : sheet->hidden ? _(" (hidden)") : "";
}

void workbook_list(
	const struct workbook *workbook, const struct workbook_sheet *but, struct listing *names)
{
	for (size_t i = 0; i < workbook->sheet_count; i++) {
		const struct workbook_sheet *sheet = &workbook->sheets[i];
		char name[400];
		snprintf(name, sizeof name, "%s%s", sheet->name.at, workbook_remark(sheet));
		if (sheet != but)
			listing_add(names, text_of(name));
	}
}

void workbook_free(struct workbook *workbook)
{
	free(workbook->sheets);
	free(workbook->strings);
	free(workbook->styles);
	arena_empty(&workbook->arena);
}
