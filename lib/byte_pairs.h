/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * byte_pairs: how often each byte stands behind another in a text, counted once for all that is to be asked of it.
 */
#ifndef SHNOR_BYTE_PAIRS_H
#define SHNOR_BYTE_PAIRS_H

#include "text.h"

#include <stdint.h>

struct byte_pairs {
	/* [byte][the byte behind it]; before the first there is a line feed. */
	uint32_t counts[256][256];
	unsigned char bytes[256]; /* those that stand in the text, or before it */
	size_t byte_count;
};

/* Counts the pairs of the text; the caller frees what is returned. */
struct byte_pairs *byte_pairs_count(struct text text);

#endif
