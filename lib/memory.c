/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"
#include "message.h"

#include <stdint.h>
#include <stdlib.h>

/* Many arenas hold a few words, and never have a second block. */
enum { ARENA_FIRST_BYTES = 2048, ARENA_BLOCK_BYTES = 65536 };

struct arena_block {
	struct arena_block *older;
	size_t used;
	size_t room;
	char bytes[];
};

_Noreturn static void out_of_memory(size_t count, size_t size)
{
	fail(STATUS_SYSTEM, _("out of memory (%zu times %zu bytes were asked for)"), count, size);
}

void *memory_get(size_t count, size_t size)
{
	void *got = calloc(count ? count : 1, size ? size : 1);
	if (!got)
		out_of_memory(count, size);
	return got;
}

void *memory_resize(void *old, size_t count, size_t size)
{
	void *got = reallocarray(old, count ? count : 1, size ? size : 1);
	if (!got)
		out_of_memory(count, size);
	return got;
}

void *memory_grow_more(void *array, size_t *room, size_t needed, size_t size)
{
	size_t wanted = *room ? *room : 16;
	while (wanted < needed) {
		if (wanted > SIZE_MAX / 2)
			out_of_memory(needed, size);
		wanted *= 2;
	}
	*room = wanted;
	return memory_resize(array, wanted, size);
}

struct text arena_copy(struct arena *arena, struct text text)
{
	struct arena_block *block = arena->newest;
	if (!block || block->room - block->used <= text.length) {
		size_t room = block ? ARENA_BLOCK_BYTES : ARENA_FIRST_BYTES;
		room = text.length + 1 > room ? text.length + 1 : room;
		block = memory_get(1, sizeof *block + room);
		block->room = room;
		block->older = arena->newest;
		arena->newest = block;
	}
	char *copy = block->bytes + block->used;
	if (text.length)
		memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	block->used += text.length + 1;
	return (struct text){copy, text.length};
}

void arena_empty(struct arena *arena)
{
	while (arena->newest) {
		struct arena_block *older = arena->newest->older;
		free(arena->newest);
		arena->newest = older;
	}
}
