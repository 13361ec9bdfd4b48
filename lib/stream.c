/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream.h"
#include "dictionary.h"
#include "escape.h"
#include "listing.h"
#include "memory.h"
#include "message.h"
#include "sink.h"
#include "split.h"

#include <stdio.h>
#include <stdlib.h>

struct stream_want {
	const char *name;
	bool required;
};

static size_t find_name(const struct stream *stream, const char *name)
{
	for (size_t i = 0; i < stream->name_count; i++)
		if (text_is(stream->names[i], name))
			return i;
	return stream->name_count;
}

/* What the columns come from, for messages. */
static const char *source_of(const struct stream *stream)
{
	return stream->feed ? stream->paths[0] : source_name(stream->reader.source);
}

static void resolve(struct stream *stream, size_t number)
{
	const struct stream_want *want = &stream->wants[number];
	size_t place = stream->places[number] = find_name(stream, want->name);
	stream->wants_origin |= stream->feed && place + 1 == stream->name_count;
	if (place < stream->name_count || !want->required)
		return;
	struct listing names = {0};
	for (size_t i = 0; i < stream->name_count; i++)
		listing_add(&names, stream->names[i]);
	fail(STATUS_USAGE, _("%s:1: unknown column \"%s\"; the header has: %s"), source_of(stream),
		want->name, names.string);
}

static void check_header(const struct stream *stream, const char *file)
{
	struct dictionary names = {0};
	for (size_t i = 0; i < stream->name_count; i++)
		if (dictionary_add(&names, stream->names[i]) != i)
			fail(STATUS_USAGE, _("%s:1: column %s stands twice"), file,
				quote(stream->names[i]).string);
	dictionary_empty(&names);
}

static void open_file(struct stream *stream)
{
	const char *file = stream->paths[stream->path];
	struct text line;
	size_t taken;
	reader_open(&stream->reader, file);
	stream->open = true;
	if (reader_peek(&stream->reader, 3) >= 3 &&
		memcmp(stream->reader.block, "\xEF\xBB\xBF", 3) == 0)
		reader_take(&stream->reader, 3, 0);
	enum reader_result result = reader_find_line(&stream->reader, 0, &line, &taken);
	if (result == READER_END || (result == READER_LINE && !line.length))
		fail(STATUS_DATA,
			_("%s: no header line: the input is empty; did the program before fail?"),
			file);
	if (result == READER_LONG || line.at[line.length - 1] == '\r')
		fail(STATUS_DATA,
			_("%s:1: this is no stream of ours (LF, tabs, a header); shnor-import "
			  "makes one"),
			file);
	stream->name_count = split(line, '\t', NULL, 0);
	stream->fields = memory_grow(stream->fields, &stream->field_room, stream->name_count + 1,
		sizeof *stream->fields);
	split(line, '\t', stream->fields, stream->name_count);
	stream->names = memory_resize(stream->names, stream->name_count, sizeof *stream->names);
	for (size_t i = 0; i < stream->name_count; i++)
		stream->names[i] = arena_copy(&stream->arena, stream->fields[i]);
	reader_take(&stream->reader, taken, 1);
	check_header(stream, file);
	for (size_t i = 0; i < stream->want_count; i++)
		resolve(stream, i);
}

void stream_open_feed(
	struct stream *stream, const struct stream_feed *feed, const char *const *paths)
{
	*stream = (struct stream){.feed = feed, .paths = paths, .path_count = 1};
	stream->name_count = feed->name_count;
	stream->names = memory_get(feed->name_count, sizeof *stream->names);
	for (size_t i = 0; i < feed->name_count; i++)
		stream->names[i] = feed->names[i];
}

void stream_open(struct stream *stream, const char *const *paths, size_t path_count)
{
	*stream = (struct stream){.paths = paths, .path_count = path_count};
	open_file(stream);
}

size_t stream_want(struct stream *stream, const char *name, bool required)
{
	size_t room = stream->want_room;
	for (size_t i = 0; i < stream->want_count; i++)
		if (strcmp(stream->wants[i].name, name) == 0) {
			stream->wants[i].required |= required;
			if (!stream->arranged)
				resolve(stream, i);
			return i;
		}
	if (stream->arranged)
		fail(STATUS_SYSTEM, _("%s: column \"%s\" was asked for behind the first row"),
			source_of(stream), name);
	stream->wants = memory_grow(
		stream->wants, &stream->want_room, stream->want_count + 1, sizeof *stream->wants);
	if (stream->want_room != room) {
		stream->own_values = memory_resize(
			stream->own_values, stream->want_room, sizeof *stream->own_values);
		stream->values = stream->own_values;
		stream->places =
			memory_resize(stream->places, stream->want_room, sizeof *stream->places);
	}
	stream->wants[stream->want_count] =
		(struct stream_want){.name = name, .required = required};
	stream->own_values[stream->want_count] = (struct text){"", 0};
	resolve(stream, stream->want_count);
	return stream->want_count++;
}

struct text stream_name(const struct stream *stream, size_t number)
{
	return text_of(stream->wants[number].name);
}

bool stream_has(const struct stream *stream, const char *name)
{
	return find_name(stream, name) < stream->name_count;
}

/* The values of a row with escapes. */
static void undo_escapes(struct stream *stream)
{
	size_t used = 0, room = 0;
	for (size_t i = 0; i < stream->want_count; i++)
		room += stream->own_values[i].length;
	stream->scratch = memory_grow(stream->scratch, &stream->scratch_room, room + 1, 1);
	for (size_t i = 0; i < stream->want_count; i++) {
		char *at = stream->scratch + used;
		stream->own_values[i] = (struct text){at, escape_undo(at, stream->own_values[i])};
		used += stream->own_values[i].length;
	}
}

static void take_values(struct stream *stream, bool escaped)
{
	const size_t *places = stream->places;
	const struct text *fields = stream->fields;
	struct text *values = stream->own_values;
	stream->values = values;
	for (size_t i = 0, count = stream->want_count; i < count; i++)
		values[i] = fields[places[i]];
	if (escaped)
		undo_escapes(stream);
}

static void empty_values(struct stream *stream)
{
	stream->values = stream->own_values;
	for (size_t i = 0; i < stream->want_count; i++)
		stream->own_values[i] = (struct text){"", 0};
}

static enum stream_result broken(struct stream *stream, const char *fault)
{
	stream->fault = fault;
	empty_values(stream);
	return STREAM_BROKEN;
}

/* The next line with its fields. Most lie whole in the reader's block, and need one pass. */
static enum reader_result next_line(struct stream *stream, struct split_line *line)
{
	struct reader *reader = &stream->reader;
	const char *start = reader->block + reader->begin;
	size_t taken;
	if (split_to_feed(start, reader->block + reader->end, '\t', stream->fields,
		    stream->name_count, line) &&
		line->length < READER_LONGEST) {
		stream->row = (struct text){start, line->length};
		stream->line = reader->line;
		reader_take(reader, line->length + 1, 1);
		return READER_LINE;
	}
	enum reader_result result = reader_find_line(reader, 0, &stream->row, &taken);
	stream->line = reader->line;
	if (result != READER_LINE)
		return result;
	reader_take(reader, taken, 1);
	line->count = split(stream->row, '\t', stream->fields, stream->name_count);
	line->escaped = stream->row.length && memchr(stream->row.at, '\\', stream->row.length);
	return READER_LINE;
}

/* The feed's fields are to be the values themselves. */
static void arrange(struct stream *stream)
{
	stream->feed->arrange(stream->feed->context, stream->places, stream->want_count);
	for (size_t i = 0; i < stream->want_count; i++)
		stream->places[i] = i;
	stream->arranged = true;
}

static enum stream_result next_of_feed(struct stream *stream)
{
	const struct stream_feed *feed = stream->feed;
	struct stream_fields row;
	if (!stream->arranged)
		arrange(stream);
	if (!feed->next(feed->context, stream->wants_origin, &row)) {
		/* The feed's fields went with it. */
		empty_values(stream);
		stream->marks = NULL;
		return STREAM_END;
	}
	stream->fields = row.fields;
	stream->marks = row.marks;
	stream->values = row.fields;
	if (row.escaped)
		take_values(stream, true);
	return STREAM_ROW;
}

void stream_change(struct stream *stream, size_t number, struct text value)
{
	if (stream->values != stream->own_values)
		memcpy(stream->own_values, stream->values,
			stream->want_count * sizeof *stream->values);
	stream->values = stream->own_values;
	stream->own_values[number] = value;
}

enum stream_result stream_next(struct stream *stream)
{
	if (stream->feed)
		return next_of_feed(stream);
	struct split_line line = {0};
	enum reader_result result;
	while ((result = next_line(stream, &line)) == READER_END) {
		reader_close(&stream->reader);
		stream->open = false;
		if (++stream->path == stream->path_count)
			return STREAM_END;
		open_file(stream);
	}
	stream->fault_detail[0] = '\0';
	if (result == READER_LONG) {
		stream->row = (struct text){"", 0};
		reader_skip_long(&stream->reader);
		return broken(stream, "line too long");
	}
	stream->fields[stream->name_count] = (struct text){"", 0};
	if (line.count != stream->name_count) {
		snprintf(stream->fault_detail, sizeof stream->fault_detail, "%zu fields, not %zu",
			stream->name_count, line.count);
		return broken(stream,
			line.count < stream->name_count ? N_("too few fields")
							: N_("too many fields"));
	}
	if (stream->row.length && stream->row.at[stream->row.length - 1] == '\r')
		return broken(stream, "carriage return in the line");
	take_values(stream, line.escaped);
	return STREAM_ROW;
}

struct text stream_field(const struct stream *stream, size_t number)
{
	return stream->fields[stream->places[number]];
}

struct text stream_value(const struct stream *stream, const char *name)
{
	for (size_t i = 0; i < stream->want_count; i++)
		if (strcmp(stream->wants[i].name, name) == 0)
			return stream->values[i];
	return (struct text){"", 0};
}

struct text stream_row(struct stream *stream)
{
	if (stream->feed)
		stream->row = stream->feed->row(stream->feed->context);
	return stream->row;
}

struct text stream_origin(struct stream *stream)
{
	if (stream->feed)
		return stream->feed->origin(stream->feed->context);
	const char *file = stream->paths[stream->path];
	stream->origin = memory_grow(stream->origin, &stream->origin_room, strlen(file) + 32, 1);
	size_t length = strlen(file);
	memcpy(stream->origin, file, length);
	stream->origin[length++] = ':';
	length += number_digits(stream->origin + length, stream->line);
	stream->origin[length] = '\0';
	return (struct text){stream->origin, length};
}

void stream_close(struct stream *stream)
{
	if (stream->open)
		reader_close(&stream->reader);
	free(stream->names);
	free(stream->wants);
	free(stream->places);
	free(stream->own_values);
	if (!stream->feed)
		free(stream->fields);
	free(stream->scratch);
	free(stream->origin);
	arena_empty(&stream->arena);
}
