/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "delimited.h"
#include "delimiter.h"
#include "foreign.h"
#include "memory.h"
#include "message.h"
#include "reading.h"
#include "split.h"

#include <csv.h>
#include <stdlib.h>
#include <strings.h>

/* Detection looks at this much of the file, however it arrives. */
enum { SNIFF_BYTES = 65536, MOST_LINES = 100, GROW_BYTES = 65536 };

struct delimited_quoted {
	struct csv_parser parser;
	char *bytes; /* the fields, one behind the other */
	size_t used, room;
	size_t *ends;
	size_t count, end_room;
	unsigned rows;
};

/* UTF-16 by its mark, or without one by the zeros that every ASCII letter brings along. */
static const char *sniff_utf16(struct text start)
{
	size_t zeros[2] = {0};
	if (start.length >= 2 && memcmp(start.at, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (start.length >= 2 && memcmp(start.at, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	for (size_t i = 0; i < start.length; i++)
		zeros[i % 2] += start.at[i] == 0;
	if (zeros[1] > start.length / 16 && zeros[0] <= zeros[1] / 16)
		return "UTF-16LE";
	return zeros[0] > start.length / 16 && zeros[1] <= zeros[0] / 16 ? "UTF-16BE" : NULL;
}

static struct text look_ahead(struct delimited *file)
{
	size_t there = reader_peek(&file->reader, SNIFF_BYTES);
	return (struct text){
		file->reader.block + file->reader.begin, there < SNIFF_BYTES ? there : SNIFF_BYTES};
}

static bool starts_with(struct text text, const char *bytes)
{
	size_t length = strlen(bytes);
	return text.length >= length && memcmp(text.at, bytes, length) == 0;
}

/* Settles the encoding; returns what it is called. What UTF-16 has become is UTF-8. */
static const char *settle_encoding(struct delimited *file, const char *given)
{
	struct text start = look_ahead(file);
	bool wide = given && strncasecmp(given, "UTF-16", 6) == 0;
	const char *utf16 = given && !wide ? NULL : sniff_utf16(start);
	if (wide && !utf16)
		utf16 = given;
	if (utf16) {
		bool marked = starts_with(start, "\xFF\xFE") || starts_with(start, "\xFE\xFF");
		reader_take(&file->reader, marked ? 2 : 0, 0);
		reader_transcode(&file->reader, utf16);
		file->encoding = encoding_find("UTF-8");
		return utf16;
	}
	bool mark = starts_with(start, "\xEF\xBB\xBF");
	if (mark)
		reader_take(&file->reader, 3, 0);
	start = look_ahead(file);
	file->encoding = given ? encoding_find(given)
		: mark         ? encoding_find("UTF-8")
			       : reading_detect(start, start.length == SNIFF_BYTES);
	return encoding_name(file->encoding);
}

static bool settle(struct delimited *file, const char *name, const char *given)
{
	file->fault = foreign_start(look_ahead(file));
	if (file->fault)
		return false;
	const char *encoding = settle_encoding(file, given);
	struct text start = look_ahead(file);
	if (memchr(start.at, '\r', start.length) && !memchr(start.at, '\n', start.length)) {
		file->fault =
			_("its lines end in carriage returns alone (CSV for Macintosh); save it as "
			  "CSV for Windows");
		return false;
	}
	if (!file->delimiter)
		file->delimiter = delimiter_find(start, start.length == SNIFF_BYTES);
	const char *shown = file->delimiter == '\t' ? "tab" : &(char[2]){file->delimiter, 0}[0];
	if (start.length && !given)
		message_note(_("%s: %s, fields parted by %s"), name, encoding, shown);
	return true;
}

bool delimited_start(struct delimited *file, struct source *source, const char *name,
	const char *encoding, char delimiter)
{
	*file = (struct delimited){.delimiter = delimiter};
	reader_start(&file->reader, source);
	file->quoted = memory_get(1, sizeof *file->quoted);
	if (csv_init(&file->quoted->parser, 0) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot start libcsv"), name);
	csv_set_blk_size(&file->quoted->parser, GROW_BYTES);
	file->line = 1;
	if (!settle(file, name, encoding))
		return false;
	csv_set_delim(&file->quoted->parser, (unsigned char)file->delimiter);
	return true;
}

bool delimited_open(struct delimited *file, const char *path, const char *encoding, char delimiter)
{
	return delimited_start(file, source_open(path), path, encoding, delimiter);
}

static void on_field(void *bytes, size_t length, void *data)
{
	struct delimited_quoted *quoted = data;
	quoted->bytes = memory_grow(
		quoted->bytes, &quoted->room, quoted->used + length + READER_PADDING, 1);
	if (length)
		memcpy(quoted->bytes + quoted->used, bytes, length);
	quoted->used += length;
	quoted->ends = memory_grow(
		quoted->ends, &quoted->end_room, quoted->count + 1, sizeof *quoted->ends);
	quoted->ends[quoted->count++] = quoted->used;
}

static void on_row(int terminator, void *data)
{
	(void)terminator;
	((struct delimited_quoted *)data)->rows++;
}

static void feed(struct delimited_quoted *quoted, const char *at, size_t length)
{
	if (csv_parse(&quoted->parser, at, length, on_field, on_row, quoted) != length)
		fail(STATUS_SYSTEM, "libcsv: %s", csv_strerror(csv_error(&quoted->parser)));
}

static void forget_row(struct delimited_quoted *quoted)
{
	(void)csv_fini(&quoted->parser, NULL, NULL, NULL);
	quoted->used = quoted->count = quoted->rows = 0;
}

static void take_fields(struct delimited *file)
{
	struct delimited_quoted *quoted = file->quoted;
	file->fields = file->own_fields = memory_grow(
		file->own_fields, &file->field_room, quoted->count, sizeof *file->fields);
	for (size_t i = 0, begin = 0; i < quoted->count; begin = quoted->ends[i++])
		file->fields[i] = (struct text){quoted->bytes + begin, quoted->ends[i] - begin};
	file->count = quoted->count;
}

/* Without the line end behind it, and otherwise as it stands. */
static struct text without_end(struct text raw)
{
	while (raw.length && (raw.at[raw.length - 1] == '\n' || raw.at[raw.length - 1] == '\r'))
		raw.length--;
	return raw;
}

static enum delimited_result broken(struct delimited *file, const char *fault, size_t taken)
{
	file->fault = fault;
	file->count = 0;
	file->raw = without_end((struct text){file->reader.block + file->reader.begin, taken});
	file->pending = taken;
	file->pending_lines = 1;
	return DELIMITED_BROKEN;
}

/* Does every field that a quote opens end with a quote behind which nothing else stands? Within one
 * line a quote in the middle of a quoted field is taken for text, but over several lines it is the
 * sign of a quote that was never closed and met the next one further down. */
static bool quotes_are_closed(const struct delimited *file, struct text record)
{
	bool field_starts = true, quoted = false;
	for (size_t i = 0; i < record.length; i++) {
		char byte = record.at[i];
		if (quoted && byte == '"') {
			size_t next = i + 1;
			if (next < record.length && record.at[next] == '"') {
				i++;
				continue;
			}
			while (next < record.length && record.at[next] == ' ')
				next++;
			if (next < record.length && record.at[next] != file->delimiter &&
				record.at[next] != '\r' && record.at[next] != '\n')
				return false;
			quoted = false;
		} else if (!quoted && field_starts && byte == '"') {
			quoted = true;
		} else if (!quoted) {
			field_starts = byte == file->delimiter || (field_starts && byte == ' ');
		}
	}
	return !quoted;
}

/* A record with quotes: lines go to libcsv until a row is whole. */
static enum delimited_result next_quoted(struct delimited *file, size_t first_taken)
{
	struct delimited_quoted *quoted = file->quoted;
	struct text line;
	size_t offset = 0, taken = first_taken;
	forget_row(quoted);
	for (uint64_t lines = 1;; lines++) {
		const char *start = file->reader.block + file->reader.begin;
		bool ends = start[taken - 1] == '\n';
		file->unended = !ends;
		feed(quoted, start + offset, taken - offset);
		if (!ends)
			feed(quoted, "\n", 1);
		/* What libcsv still holds behind the row's end would be lost: it makes a second row. */
		if (quoted->rows == 1 && csv_fini(&quoted->parser, on_field, on_row, quoted) != 0)
			fail(STATUS_SYSTEM, "libcsv: %s", csv_strerror(csv_error(&quoted->parser)));
		if (quoted->rows == 1) {
			take_fields(file);
			file->raw = without_end((struct text){start, taken});
			if (lines > 1 &&
				((file->columns && file->count != file->columns) ||
					!quotes_are_closed(file, file->raw)))
				return broken(file, "quote never closed", first_taken);
			file->pending = taken;
			file->pending_lines = lines;
			return DELIMITED_RECORD;
		}
		if (quoted->rows > 1)
			return broken(file, "carriage return in the line", first_taken);
		offset = taken;
		if (lines == MOST_LINES || !ends ||
			reader_find_line(&file->reader, offset, &line, &taken) != READER_LINE)
			return broken(file, "quote never closed", first_taken);
	}
}

static enum delimited_result next_plain(struct delimited *file, struct text line, size_t taken)
{
	file->raw = line;
	file->pending = taken;
	file->pending_lines = 1;
	if (memchr(line.at, '\r', line.length))
		return broken(file, "carriage return in the line", taken);
	file->count = split(line, file->delimiter, file->own_fields, file->field_room);
	if (file->count > file->field_room) {
		file->own_fields = memory_grow(
			file->own_fields, &file->field_room, file->count, sizeof *file->own_fields);
		split(line, file->delimiter, file->own_fields, file->field_room);
	}
	file->fields = file->own_fields;
	return DELIMITED_RECORD;
}

/* Nothing but spaces is no record for libcsv either; nor is the mark that DOS programs put at the
 * end of a file. */
static bool is_blank_line(const struct delimited *file, struct text line)
{
	if (text_is(line, "\x1A"))
		return true;
	for (size_t i = 0; i < line.length; i++)
		if (line.at[i] == file->delimiter || (line.at[i] != ' ' && line.at[i] != '\t'))
			return false;
	return true;
}

/* A record that one pass over its bytes makes, as most are. */
static bool next_simple(struct delimited *file)
{
	const struct reader *reader = &file->reader;
	struct scan *scan = &file->scan;
	if (!scan_record(scan, reader->block + reader->begin, reader->block + reader->end,
		    file->delimiter) ||
		scan->taken > READER_LONGEST)
		return false;
	file->fields = scan->fields;
	file->count = scan->count;
	file->raw = scan->raw;
	file->unended = false;
	file->pending = scan->taken;
	file->pending_lines = 1;
	return true;
}

enum delimited_result delimited_next(struct delimited *file)
{
	for (;;) {
		struct text line;
		size_t taken;
		reader_take(&file->reader, file->pending, file->pending_lines);
		file->pending = file->pending_lines = 0;
		file->line = file->reader.line;
		if (next_simple(file))
			return DELIMITED_RECORD;
		switch (reader_find_line(&file->reader, 0, &line, &taken)) {
		case READER_END:
			return DELIMITED_END;
		case READER_LONG:
			file->fault = N_("line too long");
			file->count = 0;
			file->raw = (struct text){"", 0};
			reader_skip_long(&file->reader);
			return DELIMITED_BROKEN;
		case READER_LINE:
			break;
		}
		file->unended = taken == line.length;
		if (line.length && line.at[line.length - 1] == '\r')
			line.length--;
		/* Of files joined by cat, each has a mark of its own. */
		if (line.length && *line.at == '\xEF' && starts_with(line, "\xEF\xBB\xBF")) {
			reader_take(&file->reader, 3, 0);
			line = (struct text){line.at + 3, line.length - 3};
			taken -= 3;
		}
		if (line.length && memchr(line.at, '"', line.length))
			return next_quoted(file, taken);
		if (!is_blank_line(file, line))
			return next_plain(file, line, taken);
		file->pending = taken;
		file->pending_lines = 1;
	}
}

void delimited_close(struct delimited *file)
{
	csv_free(&file->quoted->parser);
	free(file->quoted->bytes);
	free(file->quoted->ends);
	free(file->quoted);
	free(file->own_fields);
	scan_free(&file->scan);
	reader_close(&file->reader);
}
