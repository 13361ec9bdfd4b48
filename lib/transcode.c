/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transcode.h"
#include "memory.h"
#include "message.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

enum { RAW_BYTES = 65536, COOKED_BYTES = 16384, UNIT_BYTES = 2 };

static const char not_utf8 = '\xFF';

struct transcoder {
	struct source *source;
	iconv_t converter;
	char *raw; /* bytes that are not converted yet */
	size_t begin, end, room;
	bool ended;
	char cooked[COOKED_BYTES]; /* converted, not handed out yet */
	size_t cooked_begin, cooked_end;
};

/* Moves what is left to the front and reads on behind it. */
static void read_raw(struct transcoder *transcoder)
{
	size_t left = transcoder->end - transcoder->begin;
	memmove(transcoder->raw, transcoder->raw + transcoder->begin, left);
	transcoder->begin = 0;
	transcoder->end = left;
	size_t got =
		source_read(transcoder->source, transcoder->raw + left, transcoder->room - left);
	transcoder->end += got;
	transcoder->ended = got == 0;
}

/* Passes over what does not decode, and says so by a byte that is no UTF-8. */
static void pass_over(struct transcoder *transcoder)
{
	size_t left = transcoder->end - transcoder->begin;
	transcoder->begin += left < UNIT_BYTES ? left : UNIT_BYTES;
	transcoder->cooked[transcoder->cooked_end++] = not_utf8;
}

/* Converts some more; false at the end. There is always room for one letter. */
static bool cook(struct transcoder *transcoder)
{
	transcoder->cooked_begin = transcoder->cooked_end = 0;
	while (!transcoder->cooked_end) {
		if (transcoder->begin == transcoder->end && transcoder->ended)
			return false;
		char *from = transcoder->raw + transcoder->begin, *to = transcoder->cooked;
		size_t left = transcoder->end - transcoder->begin, room = COOKED_BYTES;
		size_t result = iconv(transcoder->converter, &from, &left, &to, &room);
		int why = result == (size_t)-1 ? errno : 0;
		transcoder->begin = transcoder->end - left;
		transcoder->cooked_end = COOKED_BYTES - room;
		if (room && (why == EILSEQ || (why == EINVAL && transcoder->ended)))
			pass_over(transcoder);
		else if (why != E2BIG && why != EILSEQ)
			read_raw(transcoder);
	}
	return true;
}

static size_t read_transcoded(void *made, char *into, size_t room)
{
	struct transcoder *transcoder = made;
	if (transcoder->cooked_begin == transcoder->cooked_end && !cook(transcoder))
		return 0;
	size_t there = transcoder->cooked_end - transcoder->cooked_begin;
	size_t given = there < room ? there : room;
	memcpy(into, transcoder->cooked + transcoder->cooked_begin, given);
	transcoder->cooked_begin += given;
	return given;
}

static void close_transcoded(void *made)
{
	struct transcoder *transcoder = made;
	source_close(transcoder->source);
	iconv_close(transcoder->converter);
	free(transcoder->raw);
	free(transcoder);
}

struct source *transcode_source(struct source *source, struct text before, const char *encoding)
{
	static const struct source_maker maker = {read_transcoded, close_transcoded};
	struct transcoder *transcoder = memory_get(1, sizeof *transcoder);
	transcoder->converter = iconv_open("UTF-8", encoding);
	if (transcoder->converter == (iconv_t)-1)
		fail(STATUS_USAGE, _("unknown encoding %s; iconv -l lists them"),
			quote(text_of(encoding)).string);
	transcoder->source = source;
	transcoder->room = before.length + RAW_BYTES;
	transcoder->raw = memory_get(transcoder->room, 1);
	if (before.length)
		memcpy(transcoder->raw, before.at, before.length);
	transcoder->end = before.length;
	return source_make(source_name(source), &maker, transcoder);
}
