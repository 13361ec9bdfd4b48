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

struct stream {
	const char *const *paths;
	size_t path_count, path;
	struct reader reader;
	bool open;

	size_t name_count; /* the header of the file being read */
	struct text *names;
	struct arena arena;

	size_t want_count, want_room;
	struct stream_want *wants;
	struct text *values; /* of the columns wanted, by the number stream_want gave; unescaped;
	                        empty after STREAM_BROKEN */

	struct text row; /* the whole line as it stands */
	uint64_t line;   /* its number in the file */
	char *origin;    /* set by stream_origin() */
	size_t origin_room;
	const char *fault;     /* after STREAM_BROKEN: what is wrong, in English for the streams */
	char fault_detail[64]; /* what was expected */

	struct text *fields;
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

/* Asks for a column; returns the number of its value. If a file lacks it: status 2 when required,
 * else an empty value. */
size_t stream_want(struct stream *stream, const char *name, bool required);

/* The name of the column that was asked for under that number. */
struct text stream_name(const struct stream *stream, size_t number);

/* Does the file being read have the column? */
bool stream_has(const struct stream *stream, const char *name);

enum stream_result stream_next(struct stream *stream);

/* The value of that number as it stands in the row, escapes and all, to be passed on. */
struct text stream_field(const struct stream *stream, size_t number);

/* The value of the column of that name, if it was asked for; else an empty text. */
struct text stream_value(const struct stream *stream, const char *name);

/* "file:line" of the row, for rejects. */
struct text stream_origin(struct stream *stream);

void stream_close(struct stream *stream);

#endif
