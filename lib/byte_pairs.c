/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "byte_pairs.h"
#include "memory.h"

#include <stdbool.h>

struct byte_pairs *byte_pairs_count(struct text text)
{
	struct byte_pairs *pairs = memory_get(1, sizeof *pairs);
	bool stands[256] = {['\n'] = true};
	unsigned char before = '\n';
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		pairs->counts[before][byte]++;
		stands[byte] = true;
		before = byte;
	}
	for (unsigned byte = 0; byte < 256; byte++)
		if (stands[byte])
			pairs->bytes[pairs->byte_count++] = (unsigned char)byte;
	return pairs;
}
