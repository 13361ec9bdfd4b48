/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"
#include "memory.h"
#include "message.h"
#include "pipe.h"
#include "progress.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { COMPRESSED_BYTES = 65536, GZIP_HEADER = 16, START_BYTES = 4 };

struct source {
	const char *name;
	int file; /* -1: made by another unit */
	const struct source_maker *maker;
	void *made;
	bool regular; /* a file whose size tells how far we are */
	bool compressed;
	bool member_open; /* inside a gzip member */
	bool ended;
	z_stream inflater;
	unsigned char *held; /* bytes read but not handed out or decompressed yet */
	size_t held_begin, held_end;
	char ahead[START_BYTES]; /* the first decompressed bytes, which tell ZIP */
	size_t ahead_begin, ahead_end;
};

static size_t read_compressed(struct source *source, char *into, size_t room);

static size_t read_some(struct source *source, void *into, size_t room)
{
	ssize_t got;
	if (source->maker)
		return source->maker->read(source->made, into, room);
	do
		got = read(source->file, into, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), source->name);
	if (source->regular)
		progress_add((size_t)got);
	return (size_t)got;
}

/* Reads until the bytes are there that tell gzip and ZIP from anything else, or the file ends. */
static void look_at_start(struct source *source)
{
	source->held = memory_get(COMPRESSED_BYTES, 1);
	while (source->held_end < START_BYTES) {
		size_t got = read_some(source, source->held + source->held_end,
			COMPRESSED_BYTES - source->held_end);
		if (!got)
			break;
		source->held_end += got;
	}
	source->compressed =
		source->held_end >= 2 && source->held[0] == 0x1F && source->held[1] == 0x8B;
	if (!source->compressed)
		return;
	if (inflateInit2(&source->inflater, MAX_WBITS + GZIP_HEADER) != Z_OK)
		fail(STATUS_SYSTEM, _("%s: cannot start decompressing"), source->name);
	source->member_open = true;
	size_t got = 1;
	while (got && source->ahead_end < START_BYTES) {
		got = read_compressed(
			source, source->ahead + source->ahead_end, START_BYTES - source->ahead_end);
		source->ahead_end += got;
	}
}

struct source *source_open(const char *path)
{
	struct source *source = memory_get(1, sizeof *source);
	bool standard = strcmp(path, "-") == 0;
	source->name = path;
	source->file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (source->file < 0)
		fail(STATUS_SYSTEM, _("%s: cannot open:"), path);
	pipe_enlarge(source->file);
	struct stat facts;
	source->regular = fstat(source->file, &facts) == 0 && S_ISREG(facts.st_mode);
	look_at_start(source);
	return source;
}

struct source *source_make(const char *name, const struct source_maker *maker, void *made)
{
	struct source *source = memory_get(1, sizeof *source);
	source->name = name;
	source->file = -1;
	source->maker = maker;
	source->made = made;
	look_at_start(source);
	return source;
}

bool source_is_zip(const struct source *source)
{
	if (source->compressed)
		return source->ahead_end == START_BYTES && memcmp(source->ahead, "PK\3\4", 4) == 0;
	return source->held_end >= START_BYTES && memcmp(source->held, "PK\3\4", 4) == 0;
}

/* A file without a name, in the folder for such files. */
static int nameless_file(const char *name)
{
	const char *folder = getenv("TMPDIR");
	int file = open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file < 0)
		fail(STATUS_SYSTEM, _("%s: cannot keep a copy in TMPDIR:"), name);
	return file;
}

int source_as_file(struct source *source)
{
	char block[16384];
	size_t got;
	if (source->regular && !source->compressed) {
		int same = fcntl(source->file, F_DUPFD_CLOEXEC, 3);
		if (same < 0)
			fail(STATUS_SYSTEM, _("%s: cannot open again:"), source->name);
		return same;
	}
	int copy = nameless_file(source->name);
	while ((got = source_read(source, block, sizeof block))) {
		for (size_t written = 0; written < got;) {
			ssize_t more = write(copy, block + written, got - written);
			if (more < 0 && errno != EINTR)
				fail(STATUS_SYSTEM, _("%s: cannot keep a copy in TMPDIR:"),
					source->name);
			written += more > 0 ? (size_t)more : 0;
		}
	}
	return copy;
}

const char *source_name(const struct source *source)
{
	return source->name;
}

/* After a gzip member comes the end, zero padding, or the next member of a file joined by cat. */
static void next_member(struct source *source)
{
	source->member_open = false;
	while (source->held_begin < source->held_end && source->held[source->held_begin] == 0)
		source->held_begin++;
	if (source->held_begin == source->held_end)
		return;
	if (source->held[source->held_begin] != 0x1F)
		fail(STATUS_SYSTEM,
			_("%s: there is something else behind the gzip data; it is damaged"),
			source->name);
	inflateReset(&source->inflater);
	source->member_open = true;
}

static size_t read_compressed(struct source *source, char *into, size_t room)
{
	z_stream *inflater = &source->inflater;
	inflater->next_out = (unsigned char *)into;
	inflater->avail_out = (unsigned)(room > 1u << 30 ? 1u << 30 : room);
	size_t wanted = inflater->avail_out;
	while (inflater->avail_out == wanted && !source->ended) {
		if (source->held_begin == source->held_end) {
			source->held_begin = 0;
			source->held_end = read_some(source, source->held, COMPRESSED_BYTES);
			if (!source->held_end && source->member_open)
				fail(STATUS_SYSTEM,
					_("%s: the gzip data end too early; the file is truncated"),
					source->name);
			source->ended = source->held_end == 0;
			if (!source->member_open)
				next_member(source);
			continue;
		}
		inflater->next_in = source->held + source->held_begin;
		inflater->avail_in = (unsigned)(source->held_end - source->held_begin);
		int result = inflate(inflater, Z_NO_FLUSH);
		source->held_begin = source->held_end - inflater->avail_in;
		if (result == Z_STREAM_END)
			next_member(source);
		else if (result != Z_OK && result != Z_BUF_ERROR)
			fail(STATUS_SYSTEM, _("%s: the gzip data are damaged (%s)"), source->name,
				inflater->msg ? inflater->msg : "zlib");
	}
	return wanted - inflater->avail_out;
}

/* Hands out up to `room` of the bytes kept from *begin to end. */
static size_t give(const void *kept, size_t *begin, size_t end, char *into, size_t room)
{
	size_t given = end - *begin < room ? end - *begin : room;
	memcpy(into, (const char *)kept + *begin, given);
	*begin += given;
	return given;
}

size_t source_read(struct source *source, char *into, size_t room)
{
	if (source->ahead_begin < source->ahead_end)
		return give(source->ahead, &source->ahead_begin, source->ahead_end, into, room);
	if (source->compressed)
		return read_compressed(source, into, room);
	if (source->held_begin < source->held_end)
		return give(source->held, &source->held_begin, source->held_end, into, room);
	return read_some(source, into, room);
}

void source_close(struct source *source)
{
	if (source->compressed)
		inflateEnd(&source->inflater);
	if (source->maker)
		source->maker->close(source->made);
	else if (source->file != STDIN_FILENO && close(source->file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot close:"), source->name);
	free(source->held);
	free(source);
}
