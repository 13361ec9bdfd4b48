/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * repeats: which rows stood before, byte for byte.
 *
 * Starts as {0}. Memory: 16 bytes of the SHA-256 (FIPS 180-4) of every row and its place in a
 * dictionary; that two rows differ and their digests do not is out of the question.
 */
#ifndef SHNOR_REPEATS_H
#define SHNOR_REPEATS_H

#include "dictionary.h"

struct repeats {
	struct dictionary digests;
};

/* Takes note of the row; true if there was the same before. */
bool repeats_see(struct repeats *repeats, struct text row);

void repeats_free(struct repeats *repeats);

#endif
