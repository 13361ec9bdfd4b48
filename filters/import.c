/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-import: CSV, TSV and Excel files, also in ZIP files, to records, by a map table.
 *
 * Reads files in the layout of whoever made them; writes the columns the map names, and `origin`.
 * Memory: one block of the input, one record, and up to fifty lines that may be notes under the table.
 */
#include "body.h"
#include "figure.h"
#include "filter.h"
#include "header.h"
#include "layout.h"
#include "memory.h"
#include "message.h"
#include "parts.h"
#include "personal.h"
#include "pseudonym.h"
#include "recoding.h"
#include "repeats.h"
#include "sample.h"
#include "suggest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	const char *map, *encoding, *delimiter, *sheet, *members, *hash_key;
	bool allow_personal, check, suggest, repeats;
} options = {
	.encoding = "auto",
	.delimiter = "auto",
	.members = "(?i)\\.(csv|tsv|txt|xlsx)(\\.gz)?$",
};

static const struct option option_rows[] = {
	{'m', "map", OPTION_TEXT, &options.map, "FILE", "the map table (required)"},
	{'e', "encoding", OPTION_TEXT, &options.encoding, "NAME", "UTF-8, windows-1251, … or auto"},
	{'d', "delimiter", OPTION_TEXT, &options.delimiter, "CHAR", "; , tab … or auto"},
	{0, "sheet", OPTION_TEXT, &options.sheet, "NAME",
		"the worksheet of .xlsx files, if not the first one seen"},
	{0, "members", OPTION_TEXT, &options.members, "PATTERN",
		"which members of ZIP files to read"},
	{0, "hash-key", OPTION_TEXT, &options.hash_key, "FILE",
		"the key for columns of the type hash (pupils' codes)"},
	{0, "suggest", OPTION_FLAG, &options.suggest, NULL,
		"write a draft of a map for the file, and no records"},
	{0, "check", OPTION_FLAG, &options.check, NULL,
		"try the map on the files' headers and write no records"},
	{0, "repeats", OPTION_FLAG, &options.repeats, NULL,
		"tell of records that stand twice, word for word, in --quality"},
	{0, "allow-personal", OPTION_FLAG, &options.allow_personal, NULL,
		"let the map name columns with personal data"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-import",
	.summary = "CSV, TSV and Excel files to records",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-import --map gia.map gia9-2024.csv gia11-2024.csv.gz >records.tsv",
};

/* So many records of a file are looked at for garbled text. */
enum { SAMPLE_RECORDS = 200 };

/* One source file on its way through. */
struct import {
	struct filter *filter;
	struct layout *layout;
	struct rows *rows;
	struct body body; /* what stands below the header */
	const char *file;
	struct recoding *recodings;  /* by cell */
	struct repeats *repeats;     /* NULL: not asked for */
	struct pseudonym *pseudonym; /* NULL: the map has no column to hash */
	struct text origin;          /* the file's name with the streams' escapes */
	bool personal; /* the file has columns with personal data, so broken lines are not shown */
	char *shown;   /* scratch for text that people read */
	size_t shown_room;
	struct sample sample; /* of the header, then of the first records */
	uint64_t sampled;
	bool told_garbled;
};

static char delimiter_byte(const char *word)
{
	if (strcmp(word, "auto") == 0)
		return 0;
	if (strcmp(word, "tab") == 0 || strcmp(word, "\\t") == 0)
		return '\t';
	if (strlen(word) != 1 || (unsigned char)*word >= 0x80 || *word == '"' || *word == '\n')
		fail(STATUS_USAGE, _("--delimiter: found %s, expected auto, tab or one character"),
			quote(text_of(word)).string);
	return *word;
}

static struct text show(struct import *import, struct text raw)
{
	import->shown = memory_grow(
		import->shown, &import->shown_room, raw.length * ENCODING_GROWTH + 1, 1);
	size_t length = encoding_show(import->rows->encoding, raw, import->shown);
	return (struct text){import->shown, length};
}

/* The school that the line names, if it does; else an empty text.
 * It lives until the next show(). */
static struct text find_school(struct import *import)
{
	size_t field = layout_school(import->layout);
	if (field == SIZE_MAX || import->body.count != import->rows->columns)
		return text_of("");
	return show(import, encoding_trim(import->rows->encoding, import->body.fields[field]));
}

static void reject(struct import *import, const char *reason, const char *expected)
{
	struct text found = find_school(import);
	char *school = memory_get(found.length + 1, 1);
	memcpy(school, found.at, found.length);
	char *origin = memory_get(strlen(import->file) + 32, 1);
	sprintf(origin, "%s:%" PRIu64, import->file, import->body.line);
	account_reject(&import->filter->account,
		&(struct reject){
			.origin = text_of(origin),
			.school = {school, found.length},
			.reason = reason,
			.expected = expected,
			.record = import->personal ? text_of("(withheld: personal data)")
						   : show(import, body_raw(&import->body)),
		});
	free(origin);
	free(school);
}

/* A file that has no records to give is told; the others are read all the same. */
static bool skip_file(struct import *import, uint64_t line, const char *why)
{
	message("%s:%" PRIu64 ": %s", import->file, line, why);
	import->filter->account.faulty = true;
	return false;
}

/* Text that was read in a wrong encoding before it came here is told by name, once a file; what to do
 * about it is for a person to say. */
static void tell_garbled(struct import *import, const char *where)
{
	const char *what = import->told_garbled ? NULL : sample_garbled(&import->sample);
	if (!what)
		return;
	import->told_garbled = true;
	message(_("%s: %s is garbled: %s; export the file anew, or name the --encoding"),
		import->file, where, what);
}

/* Reads the header; false if the file has none. Title lines above it are skipped. */
static bool read_header(struct import *import, struct header *header)
{
	struct layout *layout = import->layout;
	const char *fault;
	if (!header_find(header, import->rows, layout, &fault))
		return skip_file(import, header->fault_line, fault);
	for (size_t i = 0; i < header->count; i++)
		sample_add(&import->sample, header->names[i]);
	tell_garbled(import, _("the header"));
	if (header->broken)
		message("%s:%" PRIu64 ": %s", import->file, header->fault_line, header->broken);
	layout_resolve(layout, import->file, header->titles, header->names, header->count);
	/* A rejected line would show the codes that the records hide. */
	import->personal = import->pseudonym != NULL;
	for (size_t i = 0; i < header->count; i++)
		import->personal = import->personal || personal_header(header->names[i]);
	struct text personal = layout_personal(layout, header->names, personal_header);
	if (personal.length && !options.allow_personal)
		fail(STATUS_USAGE,
			_("%s: the map takes the column %s, which holds personal data; "
			  "take it off the map, or say --allow-personal"),
			import->file, quote(personal).string);
	import->filter->account.read += header->title_rows;
	for (uint64_t i = 0; i < header->title_rows; i++)
		account_pass(&import->filter->account, text_of("title line"));
	return true;
}

/* A byte that means nothing in the file's encoding, and the field it stands in. */
struct bad {
	size_t field;
	unsigned byte;
};

/* What the type of the cell makes of the text between the two places; returns its new end. */
static char *finish_cell(struct import *import, enum cell_type type, char *start, char *end)
{
	if (type == CELL_NUMBER)
		return figure_set_point(start, end);
	if (type == CELL_COUNT)
		return figure_join_thousands(start, end);
	if (type == CELL_YEAR)
		return figure_set_year(start, end);
	if (type != CELL_HASH || end == start)
		return end;
	pseudonym_put(import->pseudonym, (struct text){start, (size_t)(end - start)}, start);
	return start + PSEUDONYM_LENGTH;
}

/* Writes one record at `at`; NULL if a field does not decode. */
static char *put_record(struct import *import, const struct cell *cells, char *at, struct bad *bad)
{
	const struct encoding *encoding = import->rows->encoding;
	size_t columns = import->layout->columns.count;
	struct recoding *recodings = import->recodings + (cells - import->layout->cells);
	unsigned char byte = 0;
	for (size_t i = 0; i < columns; i++) {
		const struct cell *cell = &cells[i];
		if (cell->kind == CELL_CONSTANT) {
			memcpy(at, cell->constant.at, cell->constant.length);
			at += cell->constant.length;
			*at++ = '\t';
			continue;
		}
		struct text raw = import->body.fields[cell->field];
		bool anything = cell->type == CELL_HASH || cell->type == CELL_YEAR;
		char *end = anything ? NULL : recoding_digits(raw, at);
		if (!end) {
			end = recoding_put(&recodings[i], encoding, raw, at, &byte);
			if (!end) {
				*bad = (struct bad){cell->field, byte};
				return NULL;
			}
			if (cell->type != CELL_TEXT)
				end = finish_cell(import, cell->type, at, end);
		}
		at = end;
		*at++ = '\t';
	}
	return at;
}

static char *put_origin(const struct import *import, char *at)
{
	memcpy(at, import->origin.at, import->origin.length);
	at += import->origin.length;
	*at++ = ':';
	at += sink_digits(at, import->body.line);
	*at++ = '\n';
	return at;
}

static void reject_bytes(struct import *import, struct bad bad)
{
	char expected[200];
	snprintf(expected, sizeof expected, "%s, not byte 0x%02X in field %zu",
		encoding_name(import->rows->encoding), bad.byte, bad.field + 1);
	reject(import, "bytes that do not decode", expected);
}

/* The same line twice may be one given twice, or two alike: it counts, and is told. What stands in it may
 * be personal and is not shown. */
static void tell_repeated(struct import *import)
{
	char origin[600];
	if (!import->repeats || !repeats_see(import->repeats, body_raw(&import->body)))
		return;
	snprintf(origin, sizeof origin, "%s:%" PRIu64, import->file, import->body.line);
	account_warn(&import->filter->account,
		&(struct finding){SEVERITY_WARNING, "repeated record", text_of(origin),
			find_school(import), text_of(""), text_of(""),
			text_of("a line that does not stand there already, word for word"), NULL});
}

/* All records that the line makes, or none of them. */
static void write_records(struct import *import, size_t room)
{
	struct filter *filter = import->filter;
	const struct layout *layout = import->layout;
	char *start = sink_reserve(&filter->out, room), *at = start;
	struct bad bad = {0};
	for (size_t i = 0; i < layout->records.count; i++) {
		at = put_record(import, layout->cells + i * layout->columns.count, at, &bad);
		if (!at) {
			reject_bytes(import, bad);
			return;
		}
		at = put_origin(import, at);
	}
	sink_commit(&filter->out, (size_t)(at - start));
	filter->account.written++;
	filter->account.output += layout->records.count;
	tell_repeated(import);
	if (import->sampled++ < SAMPLE_RECORDS)
		sample_add(&import->sample, (struct text){start, (size_t)(at - start)});
}

/* The most bytes the records of a line of length 0 can take. */
static size_t constant_room(const struct import *import)
{
	const struct layout *layout = import->layout;
	size_t cells = layout->columns.count * layout->records.count;
	size_t room = cells * (1 + ENCODING_SPARE + RECODING_SPARE + PSEUDONYM_LENGTH) +
		layout->records.count * (import->origin.length + 32);
	for (size_t i = 0; i < cells; i++)
		room += layout->cells[i].constant.length;
	return room;
}

static void take_records(struct import *import, const struct header *header)
{
	const struct layout *layout = import->layout;
	struct body *body = &import->body;
	size_t room = constant_room(import);
	size_t growth = ENCODING_GROWTH * layout->records.count * layout->columns.count;
	enum body_result result;
	import->sample.length = 0;
	import->recodings = memory_get(
		layout->records.count * layout->columns.count, sizeof *import->recodings);
	body_open(body, import->rows, header, layout);
	while ((result = body_next(body)) != BODY_END) {
		import->filter->account.read++;
		if (result == BODY_RECORD)
			write_records(import, room + growth * body->bytes);
		else if (result == BODY_SKIPPED)
			account_pass(&import->filter->account, text_of(body->reason));
		else
			reject(import, body->reason, body->expected);
	}
	body_close(body);
	free(import->recodings);
	tell_garbled(import, _("its text"));
}

/* With --check: the map fits. */
static void tell_fit(struct import *import)
{
	message(_("%s: the map fits; the header ends in line %" PRIu64), import->file,
		import->rows->line);
}

static void import_table(const struct import *common, struct parts *parts)
{
	struct import import = *common;
	import.rows = &parts->rows;
	import.file = parts->name;
	import.origin = layout_escaped(import.layout, text_of(parts->name));
	struct header header = {0};
	if (!parts->readable)
		skip_file(&import, parts->rows.line, parts->rows.fault);
	else if (!read_header(&import, &header))
		; /* told already */
	else if (options.check)
		tell_fit(&import);
	else
		take_records(&import, &header);
	header_free(&header);
	free(import.shown);
}

static struct parts parts_form(struct pattern *members)
{
	return (struct parts){
		.encoding = strcmp(options.encoding, "auto") ? options.encoding : NULL,
		.delimiter = delimiter_byte(options.delimiter),
		.sheet = options.sheet,
		.members = members,
	};
}

static void import_file(const struct import *common, struct pattern *members, const char *file)
{
	struct parts parts = parts_form(members);
	parts_open(&parts, file);
	while (parts_next(&parts))
		import_table(common, &parts);
	parts_close(&parts);
}

/* A draft for the first table of the file that can be read. */
static void suggest_file(struct filter *filter, struct pattern *members)
{
	const char *fault, *file = filter->files[0];
	struct parts parts = parts_form(members);
	if (filter->file_count != 1)
		fail(STATUS_USAGE, _("--suggest takes one file"));
	parts_open(&parts, file);
	if (!parts_next(&parts))
		fail(STATUS_DATA, _("%s: there is no table in it"), file);
	if (!parts.readable)
		fail(STATUS_DATA, "%s: %s", parts.name, parts.rows.fault);
	if (!suggest_map(&filter->out, &parts, suggest_headers_path(), &fault))
		fail(STATUS_DATA, "%s: %s", parts.name, fault);
	parts_close(&parts);
}

/* The key, if the map has a column to hash: without one it would have to be guessed or left out. */
static struct pseudonym *load_key(const struct layout *layout)
{
	if (!layout_hashes(layout))
		return NULL;
	if (!options.hash_key)
		fail(STATUS_USAGE,
			_("the map has a column of the type hash; --hash-key FILE is required"));
	return pseudonym_load(options.hash_key);
}

int main(int argc, char **argv)
{
	struct filter filter;
	struct layout layout;
	char error[200];
	filter_start(&filter, &usage, argc, argv);
	if (!options.map && !options.suggest)
		fail(STATUS_USAGE,
			_("--map FILE is required; it says what column comes from where"));
	struct pattern *members = pattern_compile(text_of(options.members), error, sizeof error);
	if (!members)
		fail(STATUS_USAGE, _("--members: no pattern: %s"), error);
	if (options.suggest) {
		suggest_file(&filter, members);
		pattern_free(members);
		return filter_end(&filter);
	}
	layout_load(&layout, options.map);
	table_check();
	struct repeats repeats = {0};
	struct import common = {.filter = &filter,
		.layout = &layout,
		.repeats = options.repeats ? &repeats : NULL,
		.pseudonym = load_key(&layout)};
	for (size_t i = 0; i < layout.columns.count; i++) {
		sink_text(&filter.out, layout.columns.texts[i]);
		sink_byte(&filter.out, '\t');
	}
	filter_header(&filter, "origin");
	for (size_t i = 0; i < filter.file_count; i++)
		import_file(&common, members, filter.files[i]);
	pseudonym_free(common.pseudonym);
	repeats_free(&repeats);
	layout_free(&layout);
	pattern_free(members);
	return filter_end(&filter);
}
