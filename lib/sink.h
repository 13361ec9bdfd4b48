/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sink: buffered output to standard output or a file, optionally gzip, every write checked.
 *
 * A failed write or close ends the program with status 3; a reader that has gone away ends it
 * quietly by SIGPIPE. Until sink_close() returns, the output must not be taken for whole.
 */
#ifndef SHNOR_SINK_H
#define SHNOR_SINK_H

#include "number.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sink {
	const char *name;
	int file;
	char *buffer;
	size_t used, room;
	struct sink_gzip *gzip; /* NULL: plain */
};

/* Opens a file for writing (emptied first), or standard output for "-". */
void sink_open(struct sink *sink, const char *path, bool gzip);

/* Sends on what is buffered, so that the next filter sees it now. */
void sink_flush(struct sink *sink);

void sink_close(struct sink *sink);

/* Room for `bytes` more at the returned place, to be filled and then taken by sink_commit(); what
 * is not committed is as if it was never written. */

/* The part of sink_reserve for when the buffer is too full. */
void sink_make_room(struct sink *sink, size_t bytes);

static inline char *sink_reserve(struct sink *sink, size_t bytes)
{
	if (__builtin_expect(sink->room - sink->used < bytes, 0))
		sink_make_room(sink, bytes);
	return sink->buffer + sink->used;
}

static inline void sink_commit(struct sink *sink, size_t bytes)
{
	sink->used += bytes;
}

static inline void sink_byte(struct sink *sink, char byte)
{
	*sink_reserve(sink, 1) = byte;
	sink->used++;
}

static inline void sink_text(struct sink *sink, struct text text)
{
	char *at = sink_reserve(sink, text.length);
	if (text.length)
		memcpy(at, text.at, text.length);
	sink->used += text.length;
}

static inline void sink_string(struct sink *sink, const char *string)
{
	sink_text(sink, text_of(string));
}

void sink_count(struct sink *sink, uint64_t count);

/* A decimal of `places` places, without trailing zeros: 0.5, -12, 3.141. */
void sink_decimal(struct sink *sink, wide units, unsigned places);

/* A decimal with all its places: 0.500. */
void sink_fixed(struct sink *sink, wide units, unsigned places);

/* The text with tab, line feed, carriage return and backslash written \t \n \r \\. */
void sink_escaped(struct sink *sink, struct text text);

#endif
