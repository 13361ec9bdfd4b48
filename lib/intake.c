/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake.h"
#include "bytes.h"
#include "memory.h"
#include "message.h"
#include "personal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* So many records of a file are looked at for garbled text. */
enum { SAMPLE_RECORDS = 200 };

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

struct parts intake_parts(const struct intake_options *options, struct pattern *members)
{
	return (struct parts){
		.encoding = strcmp(options->encoding, "auto") ? options->encoding : NULL,
		.delimiter = delimiter_byte(options->delimiter),
		.sheet = options->sheet,
		.members = members,
	};
}

struct pattern *intake_members(const struct intake_options *options)
{
	char error[200];
	struct pattern *members = pattern_compile(text_of(options->members), error, sizeof error);
	if (!members)
		fail(STATUS_USAGE, _("--members: no pattern: %s"), error);
	return members;
}

/* The key, if the map has a column to hash: without one it would have to be guessed or left out. */
static struct pseudonym *load_key(const struct intake *intake)
{
	if (!layout_hashes(&intake->layout))
		return NULL;
	if (!intake->options->hash_key)
		fail(STATUS_USAGE,
			_("the map has a column of the type hash; --hash-key FILE is required"));
	return pseudonym_load(intake->options->hash_key);
}

void intake_load(struct intake *intake, const struct intake_options *options)
{
	*intake = (struct intake){.options = options};
	intake->members = intake_members(options);
	layout_load(&intake->layout, options->map);
}

void intake_open(
	struct intake *intake, struct account *account, const char *const *files, size_t file_count)
{
	intake->account = account;
	intake->files = files;
	intake->file_count = file_count;
	intake->cells.layout = &intake->layout;
	intake->cells.pseudonym = load_key(intake);
}

void intake_arrange(struct intake *intake, const size_t *columns, size_t count)
{
	cells_arrange(&intake->cells, columns, count);
}

static struct text show(struct intake *intake, struct text raw)
{
	intake->shown = memory_grow(
		intake->shown, &intake->shown_room, raw.length * ENCODING_GROWTH + 1, 1);
	size_t length = encoding_show(intake->parts.rows.encoding, raw, intake->shown);
	return (struct text){intake->shown, length};
}

/* The school that the line names, if it does; else an empty text.
 * It lives until the next show(). */
static struct text find_school(struct intake *intake)
{
	const struct rows *rows = &intake->parts.rows;
	size_t field = layout_school(&intake->layout);
	if (field == SIZE_MAX || intake->body.count != rows->columns)
		return text_of("");
	return show(intake, encoding_trim(rows->encoding, intake->body.fields[field]));
}

static void reject(struct intake *intake, const char *reason, const char *expected)
{
	struct text found = find_school(intake);
	char *school = memory_get(found.length + 1, 1);
	memcpy(school, found.at, found.length);
	account_reject(intake->account,
		&(struct reject){
			.origin = intake_origin(intake),
			.school = {school, found.length},
			.reason = reason,
			.expected = expected,
			.record = intake->personal ? text_of("(withheld: personal data)")
						   : show(intake, body_raw(&intake->body)),
		});
	free(school);
}

static void reject_bytes(struct intake *intake)
{
	char expected[200];
	snprintf(expected, sizeof expected, "%s, not byte 0x%02X in field %zu",
		encoding_name(intake->parts.rows.encoding), intake->cells.bad_byte,
		intake->cells.bad_field + 1);
	reject(intake, "bytes that do not decode", expected);
}

/* The same line twice may be one given twice, or two alike: it counts, and is told. What stands in it may
 * be personal and is not shown. */
static void tell_repeated(struct intake *intake)
{
	if (!intake->options->repeats || !repeats_see(&intake->repeats, body_raw(&intake->body)))
		return;
	account_warn(intake->account,
		&(struct finding){SEVERITY_WARNING, "repeated record", intake_origin(intake),
			find_school(intake), text_of(""), text_of(""),
			text_of("a line that does not stand there already, word for word"), NULL});
}

/* A file that has no records to give is told; the others are read all the same. */
static bool skip_table(struct intake *intake, uint64_t line, const char *why)
{
	message("%s:%" PRIu64 ": %s", intake->parts.name, line, why);
	intake->account->faulty = true;
	return false;
}

/* Text that was read in a wrong encoding before it came here is told by name, once a table; what to do
 * about it is for a person to say. */
static void tell_garbled(struct intake *intake, const char *where)
{
	const char *what = intake->told_garbled ? NULL : sample_garbled(&intake->sample);
	if (!what)
		return;
	intake->told_garbled = true;
	message(_("%s: %s is garbled: %s; export the file anew, or name the --encoding"),
		intake->parts.name, where, what);
}

static void check_personal(struct intake *intake)
{
	const struct header *header = &intake->header;
	/* A rejected line would show the codes that the records hide. */
	intake->personal = intake->cells.pseudonym != NULL;
	for (size_t i = 0; i < header->count; i++)
		intake->personal = intake->personal || personal_header(header->names[i]);
	struct text personal = layout_personal(&intake->layout, header->names, personal_header);
	if (personal.length && !intake->options->allow_personal)
		fail(STATUS_USAGE,
			_("%s: the map takes the column %s, which holds personal data; "
			  "take it off the map, or say --allow-personal"),
			intake->parts.name, quote(personal).string);
}

/* Reads the header; false if the table has none. Title lines above it are skipped. */
static bool read_header(struct intake *intake)
{
	struct header *header = &intake->header;
	const char *fault, *name = intake->parts.name;
	if (!header_find(header, &intake->parts.rows, &intake->layout, &fault))
		return skip_table(intake, header->fault_line, fault);
	for (size_t i = 0; i < header->count; i++)
		sample_add(&intake->sample, header->names[i]);
	tell_garbled(intake, _("the header"));
	if (header->broken)
		message("%s:%" PRIu64 ": %s", name, header->fault_line, header->broken);
	layout_resolve(&intake->layout, name, header->titles, header->names, header->count);
	check_personal(intake);
	intake->account->read += header->title_rows;
	for (uint64_t i = 0; i < header->title_rows; i++)
		account_pass(intake->account, text_of("title line"));
	return true;
}

/* With --check: the map fits. */
static void tell_fit(const struct intake *intake)
{
	message(_("%s: the map fits; the header ends in line %" PRIu64), intake->parts.name,
		intake->parts.rows.line);
}

/* Starts with the table, unless there is nothing to be taken from it. */
static void open_table(struct intake *intake)
{
	struct parts *parts = &intake->parts;
	intake->origin = layout_escaped(&intake->layout, text_of(parts->name));
	intake->origin_escaped = memchr(intake->origin.at, '\\', intake->origin.length) != NULL;
	intake->sample.length = 0;
	intake->sampled = 0;
	intake->told_garbled = false;
	intake->header = (struct header){0};
	if (!parts->readable)
		skip_table(intake, parts->rows.line, parts->rows.fault);
	else if (!read_header(intake))
		; /* told already */
	else if (intake->options->check)
		tell_fit(intake);
	else
		intake->in_table = true;
	if (!intake->in_table) {
		header_free(&intake->header);
		return;
	}
	intake->sample.length = 0;
	cells_open(&intake->cells, parts->rows.encoding);
	body_open(&intake->body, &parts->rows, &intake->header, &intake->layout);
	intake->record = intake->layout.records.count;
}

static void close_table(struct intake *intake)
{
	body_close(&intake->body);
	cells_close(&intake->cells);
	header_free(&intake->header);
	tell_garbled(intake, _("its text"));
	intake->in_table = false;
}

/* Moves to the next table. False when there is none. */
static bool next_table(struct intake *intake)
{
	for (;;) {
		if (intake->in_file && parts_next(&intake->parts)) {
			open_table(intake);
			if (intake->in_table)
				return true;
			continue;
		}
		if (intake->in_file)
			parts_close(&intake->parts);
		intake->in_file = intake->file_count > 0;
		if (!intake->in_file)
			return false;
		intake->parts = intake_parts(intake->options, intake->members);
		parts_open(&intake->parts, *intake->files++);
		intake->file_count--;
	}
}

static void point_at(struct intake *intake, size_t record)
{
	size_t start = cells_start(&intake->cells, record);
	intake->record = record;
	intake->texts = intake->cells.texts + start;
	intake->marks = intake->cells.marks + start;
}

/* All records that the line makes, or none of them. */
static bool take_line(struct intake *intake)
{
	const struct body *body = &intake->body;
	if (!cells_make(&intake->cells, body->fields, body->bytes)) {
		reject_bytes(intake);
		return false;
	}
	intake->account->written++;
	intake->account->output += intake->layout.records.count;
	if (intake->options->repeats)
		tell_repeated(intake);
	point_at(intake, 0);
	if (intake->sampled < SAMPLE_RECORDS) {
		intake->sampled++;
		for (size_t i = 0; i < intake->layout.records.count; i++) {
			point_at(intake, i);
			sample_add(&intake->sample, intake_row(intake));
		}
		point_at(intake, 0);
	}
	return true;
}

bool intake_next(struct intake *intake)
{
	if (intake->in_table && intake->record + 1 < intake->layout.records.count) {
		point_at(intake, intake->record + 1);
		return true;
	}
	while (intake->in_table || next_table(intake)) {
		struct body *body = &intake->body;
		enum body_result result = body_next(body);
		if (result == BODY_END) {
			close_table(intake);
			continue;
		}
		intake->account->read++;
		if (result == BODY_SKIPPED)
			account_pass(intake->account, text_of(body->reason));
		else if (result == BODY_REJECTED)
			reject(intake, body->reason, body->expected);
		else if (take_line(intake))
			return true;
	}
	return false;
}

static char *put_origin(const struct intake *intake, char *at)
{
	at = bytes_copy(at, intake->origin.at, intake->origin.length);
	*at++ = ':';
	return at + number_digits(at, intake->body.line);
}

struct text intake_origin(struct intake *intake)
{
	struct text name = text_of(intake->parts.name);
	intake->place = memory_grow(intake->place, &intake->place_room, name.length + 32, 1);
	char *end = bytes_copy(intake->place, name.at, name.length);
	*end++ = ':';
	end += number_digits(end, intake->body.line);
	*end = '\0';
	return (struct text){intake->place, (size_t)(end - intake->place)};
}

void intake_add_origin(struct intake *intake)
{
	size_t room = intake->origin.length + 32;
	intake->escaped = memory_grow(intake->escaped, &intake->escaped_room, room, 1);
	char *end = put_origin(intake, intake->escaped);
	size_t place = cells_place(&intake->cells, intake->layout.columns.count);
	intake->texts[place] = (struct text){intake->escaped, (size_t)(end - intake->escaped)};
	intake->marks[place] = 0;
	intake->cells.escaped = intake->cells.escaped || intake->origin_escaped;
}

size_t intake_room(const struct intake *intake)
{
	size_t room = intake->origin.length + 32;
	for (size_t i = 0; i < intake->layout.columns.count; i++)
		room += intake->texts[cells_place(&intake->cells, i)].length + 1;
	return room;
}

char *intake_put(const struct intake *intake, char *at)
{
	for (size_t i = 0; i < intake->layout.columns.count; i++) {
		const struct text *text = &intake->texts[cells_place(&intake->cells, i)];
		at = bytes_copy(at, text->at, text->length);
		*at++ = '\t';
	}
	return put_origin(intake, at);
}

struct text intake_row(struct intake *intake)
{
	intake->row = memory_grow(intake->row, &intake->row_room, intake_room(intake), 1);
	return (struct text){intake->row, (size_t)(intake_put(intake, intake->row) - intake->row)};
}

void intake_close(struct intake *intake)
{
	cells_free(&intake->cells);
	pseudonym_free(intake->cells.pseudonym);
	repeats_free(&intake->repeats);
	layout_free(&intake->layout);
	pattern_free(intake->members);
	free(intake->shown);
	free(intake->row);
	free(intake->place);
	free(intake->escaped);
}
