/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bytes: short runs of bytes compared and copied in place, where a call would take longer than the work.
 *
 * In words that overlap at the end, so that nothing beyond the run is touched. Nothing here fails.
 */
#ifndef SHNOR_BYTES_H
#define SHNOR_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t bytes_word(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

/* Are the `count` bytes at both places the same? */
static inline bool bytes_equal(const char *one, const char *other, size_t count)
{
	uint64_t differ = 0;
	if (count < 8) {
		for (size_t i = 0; i < count; i++)
			differ |= (uint64_t)(one[i] ^ other[i]);
		return !differ;
	}
	for (size_t i = 0; i + 8 < count; i += 8)
		differ |= bytes_word(one + i) ^ bytes_word(other + i);
	differ |= bytes_word(one + count - 8) ^ bytes_word(other + count - 8);
	return !differ;
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
