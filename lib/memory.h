/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * memory: allocation that cannot fail, and the arena that owns what is kept across records.
 *
 * Every function ends the program with status 3 and a message when memory runs out, so callers
 * never see NULL. Sizes are counts times bytes, checked for overflow.
 */
#ifndef SHNOR_MEMORY_H
#define SHNOR_MEMORY_H

#include "text.h"

/* Room for `count` items of `size` bytes, all zero; free() releases it. */
void *memory_get(size_t count, size_t size);

/* Resizes what memory_get gave; new bytes are not set. */
void *memory_resize(void *old, size_t count, size_t size);

/* The part of memory_grow for when there is too little room. */
void *memory_grow_more(void *array, size_t *room, size_t needed, size_t size);

/* Makes an array of *room items hold at least `needed`, doubling; returns the (moved) array. */
static inline void *memory_grow(void *array, size_t *room, size_t needed, size_t size)
{
	return needed <= *room ? array : memory_grow_more(array, room, needed, size);
}

/* Bytes that live until the arena is emptied: interned keys, table cells, group names. */
struct arena {
	struct arena_block *newest;
};

/* A copy of the text in the arena, followed by a NUL that its length does not count. */
struct text arena_copy(struct arena *arena, struct text text);

void arena_empty(struct arena *arena);

#endif
