/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dictionary.h"
#include "ordering.h"

#include <stdlib.h>

/* Small, for a table of many is read from slow memory. */
struct dictionary_slot {
	uint32_t hash;
	uint32_t number_plus_one; /* 0: free */
};

enum { FIRST_SLOTS = 64 };

static uint64_t word_at(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

/* Sixteen bytes at a time, in two lanes, each mixed by a multiplication whose high half is folded back. */
static uint32_t hash_of(struct text text)
{
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15), other = UINT64_C(0xC2B2AE3D27D4EB4F);
	uint64_t hash = odd ^ text.length, second = other, word = 0;
	size_t i = 0;
	for (; i + 16 <= text.length; i += 16) {
		hash = (hash ^ word_at(text.at + i)) * odd;
		second = (second ^ word_at(text.at + i + 8)) * other;
		hash ^= hash >> 32;
		second ^= second >> 32;
	}
	if (i + 8 <= text.length) {
		hash = (hash ^ word_at(text.at + i)) * odd;
		hash ^= hash >> 32;
		i += 8;
	}
	if (i < text.length && text.length >= 8)
		word = word_at(text.at + text.length - 8);
	else
		for (; i < text.length; i++)
			word = word << 8 | (unsigned char)text.at[i];
	hash ^= second ^ word;
	hash = (hash ^ hash >> 29) * odd;
	return (uint32_t)(hash >> 32);
}

static struct dictionary_slot *slot_of(
	const struct dictionary *dictionary, uint32_t hash, struct text text)
{
	uint32_t mask = dictionary->slot_count - 1;
	for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
		struct dictionary_slot *slot = &dictionary->slots[i];
		if (!slot->number_plus_one)
			return slot;
		if (slot->hash == hash &&
			text_equal(dictionary->texts[slot->number_plus_one - 1], text))
			return slot;
	}
}

/* Twice the slots; at most half of them are ever taken. */
static void grow(struct dictionary *dictionary)
{
	struct dictionary_slot *old = dictionary->slots;
	uint32_t old_count = dictionary->slot_count;
	dictionary->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
	dictionary->slots = memory_get(dictionary->slot_count, sizeof *dictionary->slots);
	for (uint32_t i = 0; i < old_count; i++)
		if (old[i].number_plus_one)
			*slot_of(dictionary, old[i].hash,
				dictionary->texts[old[i].number_plus_one - 1]) = old[i];
	free(old);
}

uint32_t dictionary_find(const struct dictionary *dictionary, struct text text)
{
	if (!dictionary->slot_count)
		return DICTIONARY_NONE;
	return slot_of(dictionary, hash_of(text), text)->number_plus_one - 1;
}

uint32_t dictionary_add(struct dictionary *dictionary, struct text text)
{
	if (dictionary->count >= dictionary->slot_count / 2)
		grow(dictionary);
	uint32_t hash = hash_of(text);
	struct dictionary_slot *slot = slot_of(dictionary, hash, text);
	if (slot->number_plus_one)
		return slot->number_plus_one - 1;
	dictionary->texts = memory_grow(dictionary->texts, &dictionary->text_room,
		dictionary->count + 1, sizeof *dictionary->texts);
	dictionary->texts[dictionary->count] = arena_copy(&dictionary->arena, text);
	slot->hash = hash;
	slot->number_plus_one = ++dictionary->count;
	return dictionary->count - 1;
}

void dictionary_empty(struct dictionary *dictionary)
{
	free(dictionary->slots);
	free(dictionary->texts);
	arena_empty(&dictionary->arena);
	*dictionary = (struct dictionary){0};
}

uint32_t *dictionary_sorted(const struct dictionary *dictionary)
{
	uint32_t *numbers = memory_get(dictionary->count, sizeof *numbers);
	for (uint32_t i = 0; i < dictionary->count; i++)
		numbers[i] = i;
	ordering_sort(numbers, dictionary->count, dictionary->texts);
	return numbers;
}
