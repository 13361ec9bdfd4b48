/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle.h"
#include "memory.h"
#include "message.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

enum {
	LEVEL = 3, /* twice as fast as the usual 6, for files a fifth larger */
	WINDOW = -15,
	MEMORY = 8,
	PLAIN_BYTES = 64 * 1024,
	HELD_BYTES = 256 * 1024,
	VERSION = 20, /* that is needed to unpack: deflate */
	DEFLATED = 8,
	UTF8_NAME = 0x0800, /* flag 11 */
	DAY = 1 << 5 | 1,   /* 1980-01-01, as MS-DOS counts */
};

struct member {
	struct text name, front;       /* the front is compressed */
	uint64_t front_length, length; /* as they were */
	uint64_t start, packed;        /* of what stands behind the front, among all that is held */
	uint32_t sum;
	uint32_t offset; /* in the file */
	bool early;
};

struct bundle {
	z_stream deflater;
	char *plain;
	size_t used, room;
	char *held; /* what is not in the temporary file yet */
	size_t held_used;
	uint64_t in_file;
	int file;
	const char *folder;
	struct member *members;
	size_t count, members_room;
	struct member now;
	struct arena arena;
};

static void start_deflater(z_stream *deflater)
{
	if (deflateInit2(deflater, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		fail(STATUS_SYSTEM, _("cannot start compressing"));
}

struct bundle *bundle_new(void)
{
	struct bundle *bundle = memory_get(1, sizeof *bundle);
	const char *given = getenv("TMPDIR");
	bundle->folder = given && *given ? given : "/tmp";
	bundle->file = -1;
	bundle->held = memory_get(HELD_BYTES, 1);
	start_deflater(&bundle->deflater);
	return bundle;
}

/* A file without a name: a program that is killed leaves nothing behind. */
static int open_unnamed(const char *folder)
{
	char path[4096];
	int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0)
		return file;
	int length = snprintf(path, sizeof path, "%s/shnor-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof path || (file = mkostemp(path, O_CLOEXEC)) < 0)
		fail(STATUS_SYSTEM, _("%s: cannot create a temporary file:"), folder);
	unlink(path);
	return file;
}

/* What is held goes to the temporary file. */
static void spill(struct bundle *bundle)
{
	size_t done = 0;
	if (bundle->file < 0)
		bundle->file = open_unnamed(bundle->folder);
	while (done < bundle->held_used) {
		ssize_t written =
			write(bundle->file, bundle->held + done, bundle->held_used - done);
		if (written <= 0)
			fail(STATUS_SYSTEM, _("%s: cannot write a temporary file:"),
				bundle->folder);
		done += (size_t)written;
	}
	bundle->in_file += bundle->held_used;
	bundle->held_used = 0;
}

/* Compresses what was committed. */
static void pack(struct bundle *bundle, int flush)
{
	z_stream *deflater = &bundle->deflater;
	bundle->now.sum = (uint32_t)crc32_z(
		bundle->now.sum, (const unsigned char *)bundle->plain, bundle->used);
	bundle->now.length += bundle->used;
	deflater->next_in = (unsigned char *)bundle->plain;
	deflater->avail_in = (unsigned)bundle->used;
	int result;
	do {
		if (bundle->held_used == HELD_BYTES)
			spill(bundle);
		deflater->next_out = (unsigned char *)bundle->held + bundle->held_used;
		deflater->avail_out = (unsigned)(HELD_BYTES - bundle->held_used);
		result = deflate(deflater, flush);
		bundle->held_used = HELD_BYTES - deflater->avail_out;
	} while (deflater->avail_in || (flush == Z_FINISH && result != Z_STREAM_END));
	bundle->used = 0;
}

char *bundle_reserve(struct bundle *bundle, size_t bytes)
{
	if (bundle->used >= PLAIN_BYTES)
		pack(bundle, Z_NO_FLUSH);
	bundle->plain = memory_grow(bundle->plain, &bundle->room, bundle->used + bytes, 1);
	return bundle->plain + bundle->used;
}

void bundle_commit(struct bundle *bundle, size_t bytes)
{
	bundle->used += bytes;
}

/* The text compressed, so that another compressed text may follow: RFC 1951, 3.2.4 ends it at a whole byte. */
static struct text pack_front(struct arena *arena, struct text front)
{
	z_stream deflater = {0};
	if (!front.length)
		return front;
	start_deflater(&deflater);
	size_t room = deflateBound(&deflater, front.length) + 16;
	char *packed = memory_get(room, 1);
	deflater.next_in = (unsigned char *)(uintptr_t)front.at;
	deflater.avail_in = (unsigned)front.length;
	deflater.next_out = (unsigned char *)packed;
	deflater.avail_out = (unsigned)room;
	deflate(&deflater, Z_FULL_FLUSH);
	struct text kept = arena_copy(arena, (struct text){packed, room - deflater.avail_out});
	deflateEnd(&deflater);
	free(packed);
	return kept;
}

void bundle_end(struct bundle *bundle, const char *name, struct text front, bool early)
{
	struct member *member = &bundle->now;
	pack(bundle, Z_FINISH);
	deflateReset(&bundle->deflater);
	member->packed = bundle->in_file + bundle->held_used - member->start;
	member->name = arena_copy(&bundle->arena, text_of(name));
	member->front = pack_front(&bundle->arena, front);
	member->front_length = front.length;
	member->early = early;
	uint32_t sum = (uint32_t)crc32_z(0, (const unsigned char *)front.at, front.length);
	member->sum = (uint32_t)crc32_combine(sum, member->sum, (z_off_t)member->length);
	bundle->members = memory_grow(
		bundle->members, &bundle->members_room, bundle->count + 1, sizeof *member);
	bundle->members[bundle->count++] = *member;
	bundle->now = (struct member){.start = bundle->in_file + bundle->held_used};
}

static char *put(char *at, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++) {
		*at++ = (char)value;
		value >>= 8;
	}
	return at;
}

/* From "version needed" to the length of the name, as 4.3.7 and 4.3.12 both have it. */
static char *put_facts(char *at, const struct member *member)
{
	at = put(at, VERSION, 2);
	at = put(at, UTF8_NAME, 2);
	at = put(at, DEFLATED, 2);
	at = put(at, 0, 2);
	at = put(at, DAY, 2);
	at = put(at, member->sum, 4);
	at = put(at, member->front.length + member->packed, 4);
	at = put(at, member->front_length + member->length, 4);
	at = put(at, member->name.length, 2);
	return put(at, 0, 2);
}

/* The part of what is held, from the temporary file and from memory. */
static void copy_held(const struct bundle *bundle, struct sink *out, uint64_t from, uint64_t length)
{
	enum { BLOCK = 65536 };
	while (length && from < bundle->in_file) {
		uint64_t left = bundle->in_file - from;
		size_t most = length < BLOCK ? (size_t)length : BLOCK;
		most = left < most ? (size_t)left : most;
		ssize_t got = pread(bundle->file, sink_reserve(out, most), most, (off_t)from);
		if (got <= 0)
			fail(STATUS_SYSTEM, _("%s: cannot read a temporary file:"), bundle->folder);
		sink_commit(out, (size_t)got);
		from += (uint64_t)got;
		length -= (uint64_t)got;
	}
	if (length)
		sink_text(out,
			(struct text){bundle->held + (from - bundle->in_file), (size_t)length});
}

/* The members that are early, or the others; returns where they end. */
static uint64_t write_members(struct bundle *bundle, struct sink *out, bool early, uint64_t at)
{
	enum { HEADER_BYTES = 30 };
	for (size_t i = 0; i < bundle->count; i++) {
		struct member *member = &bundle->members[i];
		char header[HEADER_BYTES];
		if (member->early != early)
			continue;
		member->offset = (uint32_t)at;
		put_facts(put(header, 0x04034B50, 4), member);
		sink_text(out, (struct text){header, sizeof header});
		sink_text(out, member->name);
		sink_text(out, member->front);
		copy_held(bundle, out, member->start, member->packed);
		at += sizeof header + member->name.length + member->front.length + member->packed;
	}
	return at;
}

static void write_directory(const struct bundle *bundle, struct sink *out, uint64_t start)
{
	uint64_t bytes = 0;
	char header[46], end[22];
	for (int early = 1; early >= 0; early--) {
		for (size_t i = 0; i < bundle->count; i++) {
			const struct member *member = &bundle->members[i];
			if (member->early != early)
				continue;
			char *at = put(put(header, 0x02014B50, 4), VERSION, 2);
			at = put(put_facts(at, member), 0, 2 + 2 + 2 + 4); /* no comment, plain */
			put(at, member->offset, 4);
			sink_text(out, (struct text){header, sizeof header});
			sink_text(out, member->name);
			bytes += sizeof header + member->name.length;
		}
	}
	char *at = put(put(end, 0x06054B50, 4), 0, 2 + 2);
	at = put(put(at, bundle->count, 2), bundle->count, 2);
	at = put(put(at, bytes, 4), start, 4);
	put(at, 0, 2);
	sink_text(out, (struct text){end, sizeof end});
}

static void check_sizes(const struct bundle *bundle)
{
	uint64_t all = bundle->in_file + bundle->held_used;
	bool fits = all < UINT32_MAX - (1 << 28) && bundle->count < UINT16_MAX;
	for (size_t i = 0; i < bundle->count; i++)
		fits = fits &&
			bundle->members[i].front_length + bundle->members[i].length < UINT32_MAX;
	if (!fits)
		fail(STATUS_DATA, _("the file would hold more than the 4 GiB that fit into it"));
}

void bundle_close(struct bundle *bundle, struct sink *out)
{
	check_sizes(bundle);
	uint64_t end = write_members(bundle, out, true, 0);
	end = write_members(bundle, out, false, end);
	write_directory(bundle, out, end);
	deflateEnd(&bundle->deflater);
	if (bundle->file >= 0)
		close(bundle->file);
	arena_empty(&bundle->arena);
	free(bundle->members);
	free(bundle->plain);
	free(bundle->held);
	free(bundle);
}
