/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * split: the fields of a line, parted by one byte.
 */
#ifndef SHNOR_SPLIT_H
#define SHNOR_SPLIT_H

#include "text.h"

/* Writes the first `room` fields of the line to `fields` and returns how many there are in all
 * (a line always has at least one). READER_PADDING bytes behind the line must be readable. */
size_t split(struct text line, char delimiter, struct text *fields, size_t room);

/* A line and its fields in one pass. */
struct split_line {
	size_t count;  /* of all fields; at most `room` are written */
	size_t length; /* of the line, without its line feed */
	bool escaped;  /* there is a backslash in it */
};

/* Finds the line feed and, in front of it, the fields. False if there is none before `end`; READER_PADDING
 * bytes behind `end` must be readable. */
bool split_to_feed(const char *at, const char *end, char delimiter, struct text *fields,
	size_t room, struct split_line *line);

/* The same, byte by byte, for machines without SSE2; the tests hold the two equal. */
size_t split_plainly(struct text line, char delimiter, struct text *fields, size_t room);

#endif
