/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stream: the tab-separated streams between the filters, read.
 *
 * UTF-8, LF, a header, one tab between fields, `\t` `\n` `\r` `\\` for those bytes inside a value.
 * Columns are found by name. Several files are read as one stream, each with a header of its own,
 * its columns in any order. Values die at the next stream_next().
 */
#ifndef SHNOR_STREAM_H
#define SHNOR_STREAM_H

#include "memory.h"
#include "reader.h"

/* The fields of a row, with the streams' escapes. They live until the next one. */
struct stream_fields {
	/* Those wanted, in their order, empty where there is no such column. */
	struct text *fields;
	/* Those of a column with the same mark, other than 0, are the same. */
	const uint64_t *marks;
	bool escaped; /* may any of them have an escape? */
};

/* Rows that no file holds as text, as the records that a filter makes of source files itself. */
struct stream_feed {
	void *context;
	const struct text *names; /* of the columns; the last is `origin` */
	size_t name_count;
	/* Lets the fields stand in the order of these columns, numbers of names; name_count: there is none, so
	 * empty. Called once, before the first row. */
	void (*arrange)(void *context, const size_t *columns, size_t count);
	/* Moves to the next row, with its origin if that is wanted. False at the end. */
	bool (*next)(void *context, bool with_origin, struct stream_fields *fields);
	struct text (*origin)(void *context); /* "file:line" of the row, without escapes */
	struct text (*row)(void *context);    /* the line that it would be */
};

struct stream {
	const struct stream_feed *feed; /* NULL: files */
	const char *const *paths;
	size_t path_count, path;
	struct reader reader;
	bool open;

	size_t name_count; /* the header of the file being read */
	struct text *names;
	struct arena arena;

	size_t want_count, want_room;
	struct stream_want *wants;
	size_t *places; /* of the columns wanted in the file being read; name_count: not there, so empty */
	/* Of the columns wanted, by the number stream_want gave; unescaped; empty after STREAM_BROKEN and
	 * STREAM_END. */
	const struct text *values;
	struct text *own_values; /* room for them */
	bool arranged;           /* the fields of the feed stand as the values do */

	struct text
		row; /* the whole line as it stands; stream_row() makes it where there is a feed */
	uint64_t line; /* its number in the file */
	char *origin;  /* set by stream_origin() */
	size_t origin_room;
	const char *fault;     /* after STREAM_BROKEN: what is wrong, in English for the streams */
	char fault_detail[64]; /* what was expected */

	struct text *fields;
	const uint64_t *marks; /* by field; NULL: none are known */
	bool wants_origin;     /* of a feed */
	size_t field_room;
	char *scratch;
	size_t scratch_room;
};

enum stream_result {
	STREAM_ROW,
	STREAM_BROKEN, /* a line that is no row: row, line and fault are set */
	STREAM_END,
};

/* Opens the first file and reads its header. Input without a header ends the program with status
 * 1, for it mostly means that the program before has failed. */
void stream_open(struct stream *stream, const char *const *paths, size_t path_count);

/* The same for the rows of a feed, which stays the caller's. The names stand in messages for the file. */
void stream_open_feed(
	struct stream *stream, const struct stream_feed *feed, const char *const *paths);

/* Asks for a column, before the first row; returns the number of its value, which is that of all who ask for it
 * alike. If a file lacks it: status 2 when required, else an empty value. */
size_t stream_want(struct stream *stream, const char *name, bool required);

/* The name of the column that was asked for under that number. */
struct text stream_name(const struct stream *stream, size_t number);

/* Does the file being read have the column? */
bool stream_has(const struct stream *stream, const char *name);

enum stream_result stream_next(struct stream *stream);

/* Lets the value of that number be another text until the next row; stream_field() and stream_mark() go on telling
 * of what stands in the row. */
void stream_change(struct stream *stream, size_t number, struct text value);

/* The value of that number as it stands in the row, escapes and all, to be passed on. */
struct text stream_field(const struct stream *stream, size_t number);

/* The value of the column of that name, if it was asked for; else an empty text. */
struct text stream_value(const struct stream *stream, const char *name);

/* The mark of what stands in the row for that value: two of a column that have the same, other than 0, are the
 * same text. Without a feed there are none. */
static inline uint64_t stream_mark(const struct stream *stream, size_t number)
{
	return stream->marks ? stream->marks[stream->places[number]] : 0;
}

/* The whole line as it stands; it lives until the next call, or stream_next(). */
struct text stream_row(struct stream *stream);

/* "file:line" of the row, for rejects. */
struct text stream_origin(struct stream *stream);

void stream_close(struct stream *stream);

#endif
