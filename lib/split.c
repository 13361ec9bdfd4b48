/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "split.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

size_t split_plainly(struct text line, char delimiter, struct text *fields, size_t room)
{
	const char *start = line.at;
	size_t count = 0;
	for (size_t i = 0; i <= line.length; i++) {
		if (i < line.length && line.at[i] != delimiter)
			continue;
		if (count < room)
			fields[count] = (struct text){start, (size_t)(line.at + i - start)};
		count++;
		start = line.at + i + 1;
	}
	return count;
}

#ifdef __SSE2__
size_t split(struct text line, char delimiter, struct text *fields, size_t room)
{
	const __m128i wanted = _mm_set1_epi8(delimiter);
	const char *start = line.at;
	size_t count = 0;
	for (size_t offset = 0; offset < line.length; offset += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(line.at + offset));
		uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
		if (line.length - offset < 16)
			found &= (1u << (line.length - offset)) - 1;
		for (; found; found &= found - 1) {
			const char *at = line.at + offset + __builtin_ctz(found);
			if (count < room)
				fields[count] = (struct text){start, (size_t)(at - start)};
			count++;
			start = at + 1;
		}
	}
	if (count < room)
		fields[count] = (struct text){start, (size_t)(line.at + line.length - start)};
	return count + 1;
}

bool split_to_feed(const char *at, const char *end, char delimiter, struct text *fields,
	size_t room, struct split_line *line)
{
	const __m128i wanted = _mm_set1_epi8(delimiter), feed = _mm_set1_epi8('\n');
	const __m128i slash = _mm_set1_epi8('\\');
	const char *start = at;
	size_t count = 0;
	uint32_t slashes = 0;
	for (const char *block = at; block < end; block += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
		__m128i feeds = _mm_cmpeq_epi8(bytes, feed);
		uint32_t last = (uint32_t)_mm_movemask_epi8(feeds);
		uint32_t before = last ? (last & -last) - 1 : UINT32_MAX;
		uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
		/* Of the last step, only what stands before the line feed. */
		found &= before;
		slashes |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, slash)) & before;
		for (; found; found &= found - 1) {
			const char *mark = block + __builtin_ctz(found);
			if (count < room)
				fields[count] = (struct text){start, (size_t)(mark - start)};
			count++;
			start = mark + 1;
		}
		if (!last)
			continue;
		const char *mark = block + __builtin_ctz(last);
		if (count < room)
			fields[count] = (struct text){start, (size_t)(mark - start)};
		*line = (struct split_line){count + 1, (size_t)(mark - at), slashes != 0};
		return mark < end;
	}
	return false;
}
#else
size_t split(struct text line, char delimiter, struct text *fields, size_t room)
{
	return split_plainly(line, delimiter, fields, room);
}

bool split_to_feed(const char *at, const char *end, char delimiter, struct text *fields,
	size_t room, struct split_line *line)
{
	const char *feed = memchr(at, '\n', (size_t)(end - at));
	if (!feed)
		return false;
	struct text text = {at, (size_t)(feed - at)};
	*line = (struct split_line){split_plainly(text, delimiter, fields, room), text.length,
		text.length && memchr(at, '\\', text.length)};
	return true;
}
#endif
