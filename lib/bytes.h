/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bytes: short runs of bytes compared and copied in place, where a call would take longer than the work.
 *
 * What is said to be padded has BYTES_PADDING bytes behind its first one, or behind its last, that can be read:
 * a few bytes more or less then make no branch. Nothing here fails.
 */
#ifndef SHNOR_BYTES_H
#define SHNOR_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BYTES_PADDING = 32 };

static inline uint64_t bytes_word(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

/* A word of which the first `count` bytes, at most 8, are ones, and the others zeros. */
static inline uint64_t bytes_mask(size_t count)
{
	static const unsigned char ones[16] = {255, 255, 255, 255, 255, 255, 255, 255};
	return bytes_word((const char *)ones + 8 - count);
}

/* Which of the first BYTES_STEP bytes at both places are the same: a bit for each, the first one lowest. */
enum { BYTES_STEP = 32 };
#ifdef __SSE2__
static inline uint64_t bytes_same(const char *one, const char *other)
{
	const __m128i *a = (const __m128i *)(const void *)one;
	const __m128i *b = (const __m128i *)(const void *)other;
	__m128i low = _mm_cmpeq_epi8(_mm_loadu_si128(a), _mm_loadu_si128(b));
	__m128i high = _mm_cmpeq_epi8(_mm_loadu_si128(a + 1), _mm_loadu_si128(b + 1));
	uint64_t same = (uint32_t)_mm_movemask_epi8(low);
	return same | (uint64_t)(uint32_t)_mm_movemask_epi8(high) << 16;
}
#else
static inline uint64_t bytes_same(const char *one, const char *other)
{
	uint64_t same = 0;
	for (unsigned i = 0; i < BYTES_STEP; i++)
		same |= (uint64_t)(one[i] == other[i]) << i;
	return same;
}
#endif

/* The bits of so many bytes, at most BYTES_STEP, in bytes_same(). */
static inline uint64_t bytes_bits(size_t count)
{
	return (UINT64_C(1) << count) - 1;
}

/* Are the `count` bytes at both places, which are padded, the same? */
static inline bool bytes_equal(const char *one, const char *other, size_t count)
{
	for (; count > BYTES_STEP; count -= BYTES_STEP, one += BYTES_STEP, other += BYTES_STEP)
		if (memcmp(one, other, BYTES_STEP) != 0)
			return false;
	return !(~bytes_same(one, other) & bytes_bits(count));
}

/* Are the `count` bytes, at most 8, which are padded, digits of ASCII? */
static inline bool bytes_are_digits(const char *at, size_t count)
{
	const uint64_t every = UINT64_C(0x0101010101010101);
	uint64_t word = bytes_word(at);
	/* Below '0' the upper half becomes another than 3; above '9' it does so by adding 6. */
	uint64_t upper = every * 0xF0, expected = every * 0x30;
	uint64_t wrong = ((word & upper) ^ expected) | (((word & ~upper) + every * 6) & upper);
	return !(wrong & bytes_mask(count));
}

/* Copies the bytes, which must not overlap their new place; returns its end. */
static inline char *bytes_copy(char *to, const char *from, size_t count)
{
	if (count < 8) {
		for (size_t i = 0; i < count; i++)
			to[i] = from[i];
	} else if (count > 64) {
		memcpy(to, from, count);
	} else {
		for (size_t i = 0; i + 8 < count; i += 8)
			memcpy(to + i, from + i, 8);
		memcpy(to + count - 8, from + count - 8, 8);
	}
	return to + count;
}

#endif
