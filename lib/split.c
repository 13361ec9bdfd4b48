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
#else
size_t split(struct text line, char delimiter, struct text *fields, size_t room)
{
	return split_plainly(line, delimiter, fields, room);
}
#endif
