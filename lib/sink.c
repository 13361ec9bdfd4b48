/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sink.h"
#include "escape.h"
#include "memory.h"
#include "message.h"
#include "pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

/* Half of the enlarged pipe: the reader works on one half while the other is filled. */
enum { BUFFER_BYTES = 128 * 1024, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 8 };

struct sink_gzip {
	z_stream deflater;
	unsigned char packed[BUFFER_BYTES];
};

static void write_all(struct sink *sink, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t written = write(sink->file, at, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && errno == EPIPE) {
			signal(SIGPIPE, SIG_DFL);
			raise(SIGPIPE);
		}
		if (written < 0)
			fail(STATUS_SYSTEM, _("%s: cannot write:"), sink->name);
		at += written;
		length -= (size_t)written;
	}
}

static void deflate_all(struct sink *sink, int flush)
{
	z_stream *deflater = &sink->gzip->deflater;
	deflater->next_in = (unsigned char *)sink->buffer;
	deflater->avail_in = (unsigned)sink->used;
	int result;
	do {
		deflater->next_out = sink->gzip->packed;
		deflater->avail_out = sizeof sink->gzip->packed;
		result = deflate(deflater, flush);
		if (result == Z_STREAM_ERROR)
			fail(STATUS_SYSTEM, _("%s: cannot compress"), sink->name);
		write_all(
			sink, sink->gzip->packed, sizeof sink->gzip->packed - deflater->avail_out);
	} while (deflater->avail_out == 0 || deflater->avail_in);
}

void sink_open(struct sink *sink, const char *path, bool gzip)
{
	bool standard = strcmp(path, "-") == 0;
	*sink = (struct sink){.name = standard ? _("standard output") : path, .room = BUFFER_BYTES};
	sink->file = standard ? STDOUT_FILENO
			      : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (sink->file < 0)
		fail(STATUS_SYSTEM, _("%s: cannot create:"), path);
	pipe_enlarge(sink->file);
	sink->buffer = memory_get(sink->room, 1);
	if (!gzip)
		return;
	sink->gzip = memory_get(1, sizeof *sink->gzip);
	/* No name and no time go into the header, so the same data give the same bytes. */
	if (deflateInit2(&sink->gzip->deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW,
		    GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		fail(STATUS_SYSTEM, _("%s: cannot start compressing"), sink->name);
}

void sink_flush(struct sink *sink)
{
	if (sink->gzip)
		deflate_all(sink, Z_NO_FLUSH);
	else
		write_all(sink, sink->buffer, sink->used);
	sink->used = 0;
}

void sink_close(struct sink *sink)
{
	if (sink->gzip) {
		deflate_all(sink, Z_FINISH);
		deflateEnd(&sink->gzip->deflater);
		free(sink->gzip);
	} else {
		write_all(sink, sink->buffer, sink->used);
	}
	if (close(sink->file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot close:"), sink->name);
	free(sink->buffer);
	*sink = (struct sink){.file = -1};
}

void sink_make_room(struct sink *sink, size_t bytes)
{
	sink_flush(sink);
	if (sink->room < bytes)
		sink->buffer = memory_grow(sink->buffer, &sink->room, bytes, 1);
}

void sink_count(struct sink *sink, uint64_t count)
{
	sink_commit(sink, number_digits(sink_reserve(sink, 20), count));
}

void sink_decimal(struct sink *sink, wide units, unsigned places)
{
	sink_commit(sink, number_print(sink_reserve(sink, NUMBER_ROOM), units, places, true));
}

void sink_fixed(struct sink *sink, wide units, unsigned places)
{
	sink_commit(sink, number_print(sink_reserve(sink, NUMBER_ROOM), units, places, false));
}

void sink_escaped(struct sink *sink, struct text text)
{
	sink_commit(sink, escape_put(sink_reserve(sink, 2 * text.length), text));
}
