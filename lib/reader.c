/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"
#include "memory.h"
#include "transcode.h"

#include <stdlib.h>

enum { BLOCK_BYTES = 256 * 1024 };

void reader_start(struct reader *reader, struct source *source)
{
	*reader = (struct reader){.source = source, .line = 1};
	reader->room = BLOCK_BYTES;
	reader->block = memory_get(reader->room + READER_PADDING, 1);
}

void reader_open(struct reader *reader, const char *path)
{
	reader_start(reader, source_open(path));
}

void reader_transcode(struct reader *reader, const char *encoding)
{
	struct text there = {reader->block + reader->begin, reader->end - reader->begin};
	reader->source = transcode_source(reader->source, there, encoding);
	reader->begin = reader->end = 0;
	reader->ended = false;
}

void reader_close(struct reader *reader)
{
	source_close(reader->source);
	free(reader->block);
	*reader = (struct reader){0};
}

/* Reads on behind what is there; the record being looked at moves to the front of the block. */
static bool read_more(struct reader *reader)
{
	if (reader->ended)
		return false;
	if (reader->begin) {
		memmove(reader->block, reader->block + reader->begin, reader->end - reader->begin);
		reader->end -= reader->begin;
		reader->begin = 0;
	}
	if (reader->end == reader->room) {
		reader->room *= 2;
		reader->block = memory_resize(reader->block, reader->room + READER_PADDING, 1);
	}
	size_t got = source_read(
		reader->source, reader->block + reader->end, reader->room - reader->end);
	reader->end += got;
	memset(reader->block + reader->end, 0, READER_PADDING);
	reader->ended = got == 0;
	return got > 0;
}

size_t reader_peek(struct reader *reader, size_t bytes)
{
	while (reader->end - reader->begin < bytes && read_more(reader))
		;
	return reader->end - reader->begin;
}

enum reader_result reader_find_line(
	struct reader *reader, size_t offset, struct text *line, size_t *taken)
{
	size_t searched = offset;
	for (;;) {
		const char *start = reader->block + reader->begin;
		size_t there = reader->end - reader->begin;
		const char *feed =
			there > searched ? memchr(start + searched, '\n', there - searched) : NULL;
		if (feed) {
			*line = (struct text){start + offset, (size_t)(feed - start) - offset};
			*taken = (size_t)(feed - start) + 1;
			return *taken > READER_LONGEST ? READER_LONG : READER_LINE;
		}
		if (there > READER_LONGEST)
			return READER_LONG;
		searched = there;
		if (read_more(reader))
			continue;
		if (there == offset)
			return READER_END;
		*line = (struct text){reader->block + reader->begin + offset, there - offset};
		*taken = there;
		return READER_LINE;
	}
}

void reader_take(struct reader *reader, size_t bytes, uint64_t lines)
{
	reader->begin += bytes;
	reader->line += lines;
}

void reader_skip_long(struct reader *reader)
{
	for (;;) {
		const char *start = reader->block + reader->begin;
		size_t there = reader->end - reader->begin;
		const char *feed = there ? memchr(start, '\n', there) : NULL;
		if (feed) {
			reader_take(reader, (size_t)(feed - start) + 1, 1);
			return;
		}
		reader->begin = reader->end;
		if (!read_more(reader))
			return;
	}
}
