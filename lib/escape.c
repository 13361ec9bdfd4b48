/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "escape.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>

/* Copies what has no byte to escape, sixteen bytes at a time; returns how many. */
static size_t copy_clean(char *at, struct text text)
{
	size_t i = 0;
	for (; i + 16 <= text.length; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.at + i));
		__m128i found =
			_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')),
					     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))),
				_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')),
					_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
		if (_mm_movemask_epi8(found))
			break;
		_mm_storeu_si128((__m128i *)(void *)(at + i), bytes);
	}
	return i;
}
#else
static size_t copy_clean(char *at, struct text text)
{
	(void)at;
	(void)text;
	return 0;
}
#endif

/* Has one of eight bytes that value? (Hacker's Delight, 2nd ed., section 6-1) */
static bool has_byte(uint64_t word, char byte)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t same = word ^ ones * (unsigned char)byte;
	return (same - ones) & ~same & ones << 7;
}

/* The same, eight bytes at a time. */
static size_t copy_clean_words(char *at, struct text text, size_t from)
{
	size_t i = from;
	for (uint64_t word; i + 8 <= text.length; i += 8) {
		memcpy(&word, text.at + i, 8);
		if (has_byte(word, '\t') || has_byte(word, '\n') || has_byte(word, '\r') ||
			has_byte(word, '\\'))
			break;
		memcpy(at + i, &word, 8);
	}
	return i;
}

size_t escape_put(char *at, struct text text)
{
	static const char letters[256] = {['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\'};
	char *start = at;
	size_t clean = copy_clean_words(at, text, copy_clean(at, text));
	at += clean;
	for (size_t i = clean; i < text.length; i++) {
		char letter = letters[(unsigned char)text.at[i]];
		if (letter)
			*at++ = '\\';
		*at++ = letter ? letter : text.at[i];
	}
	return (size_t)(at - start);
}

size_t escape_undo(char *at, struct text text)
{
	static const char bytes[256] = {['t'] = '\t', ['n'] = '\n', ['r'] = '\r', ['\\'] = '\\'};
	char *start = at;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.at[i];
		if (byte == '\\' && i + 1 < text.length && bytes[(unsigned char)text.at[i + 1]])
			byte = bytes[(unsigned char)text.at[++i]];
		*at++ = byte;
	}
	return (size_t)(at - start);
}
