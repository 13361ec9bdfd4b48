/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dictionary: texts numbered 0, 1, 2 … in the order they were first seen.
 *
 * The caller keeps what belongs to a text in an array under its number. The dictionary owns copies
 * of the texts. Nothing in it depends on the order of the hash table.
 */
#ifndef SHNOR_DICTIONARY_H
#define SHNOR_DICTIONARY_H

#include "memory.h"

#include <stdint.h>

enum { DICTIONARY_NONE = UINT32_MAX };

struct dictionary {
	uint32_t count;
	struct dictionary_slot *slots; /* a power of two of them */
	uint32_t slot_count;
	struct text *texts; /* by number */
	size_t text_room;
	struct arena arena;
};

/* The number of the text, or DICTIONARY_NONE. */
uint32_t dictionary_find(const struct dictionary *dictionary, struct text text);

/* The number of the text, which is `count` as it was before if the text is new. */
uint32_t dictionary_add(struct dictionary *dictionary, struct text text);

void dictionary_empty(struct dictionary *dictionary);

/* The numbers of all texts in the byte order of the texts; free() releases it. */
uint32_t *dictionary_sorted(const struct dictionary *dictionary);

#endif
