/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reader: lines out of a source, in large blocks, without copying.
 *
 * The reader owns the block; a line or record points into it and dies at the next call that reads
 * on. The block is followed by READER_PADDING readable bytes, so that wide loads may run over the
 * end. It grows for a record longer than itself up to READER_LONGEST bytes and no further.
 */
#ifndef SHNOR_READER_H
#define SHNOR_READER_H

#include "source.h"
#include "text.h"

#include <stdint.h>

enum { READER_PADDING = 64, READER_LONGEST = 1 << 20 };

struct reader {
	struct source *source;
	char *block;
	size_t begin, end, room; /* begin: where the record being looked at starts */
	uint64_t line;           /* its number, from 1 */
	bool ended;              /* nothing is left in the source */
};

enum reader_result {
	READER_LINE, /* a whole line */
	READER_END,  /* nothing left */
	READER_LONG, /* a line longer than READER_LONGEST */
};

void reader_open(struct reader *reader, const char *path);
/* The same over a source that is open already, and becomes the reader's. */
void reader_start(struct reader *reader, struct source *source);

/* Takes what is left, from what is in the block on, for text of that encoding (a name iconv knows)
 * and makes it UTF-8. What does not decode becomes a byte that is no UTF-8. */
void reader_transcode(struct reader *reader, const char *encoding);

void reader_close(struct reader *reader);

/* Makes at least `bytes` bytes of what comes next visible from reader->begin, fewer only at the
 * end; returns how many there are. */
size_t reader_peek(struct reader *reader, size_t bytes);

/* Finds the line that starts `offset` bytes behind reader->begin; *line is without its line feed,
 * *taken counts the bytes from begin to behind the line feed. Nothing is consumed. */
enum reader_result reader_find_line(
	struct reader *reader, size_t offset, struct text *line, size_t *taken);

/* Moves on by `bytes`, which hold `lines` line feeds. What was found stays readable until the
 * next call of reader_find_line or reader_peek. */
void reader_take(struct reader *reader, size_t bytes, uint64_t lines);

/* Moves behind a line that is too long. */
void reader_skip_long(struct reader *reader);

#endif
