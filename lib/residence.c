/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "residence.h"

#include <stdlib.h>

/* The texts, parted by tabs, which none of them holds. */
static struct text join(struct residence *residence, const struct text *texts, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += texts[i].length + 1;
	residence->key = memory_grow(residence->key, &residence->key_room, length, 1);
	char *at = residence->key;
	for (size_t i = 0; i < count; i++) {
		memcpy(at, texts[i].at, texts[i].length);
		at += texts[i].length;
		*at++ = '\t';
	}
	return (struct text){residence->key, length};
}

static bool same_as_last(const struct residence *residence, const struct resident *resident)
{
	if (!residence->seen.count)
		return false;
	const struct resident *last = &residence->residents[residence->seen.count - 1];
	return text_equal(last->school, resident->school) &&
		text_equal(last->named, resident->named);
}

bool residence_see(struct residence *residence, const struct resident *resident)
{
	const struct text texts[] = {resident->school, resident->named, resident->registered};
	uint32_t known = residence->seen.count;
	if (!resident->named.length || same_as_last(residence, resident) ||
		dictionary_add(&residence->seen, join(residence, texts, 3)) != known)
		return false;
	residence->residents = memory_grow(
		residence->residents, &residence->room, known + 1, sizeof *residence->residents);
	residence->residents[known] = (struct resident){
		arena_copy(&residence->arena, resident->school),
		arena_copy(&residence->arena, resident->named),
		arena_copy(&residence->arena, resident->registered),
		{"", 0},
	};
	return true;
}

void residence_found(struct residence *residence, struct text origin)
{
	residence->residents[residence->seen.count - 1].origin =
		arena_copy(&residence->arena, origin);
}

/* How many residents share a text, by number of the text. */
struct counts {
	struct dictionary texts;
	uint32_t *counts;
	size_t room;
};

static void count(struct counts *counts, struct text text)
{
	uint32_t known = counts->texts.count, number = dictionary_add(&counts->texts, text);
	counts->counts = memory_grow(
		counts->counts, &counts->room, counts->texts.count, sizeof *counts->counts);
	if (number == known)
		counts->counts[number] = 0;
	counts->counts[number]++;
}

static uint32_t counted(const struct counts *counts, struct text text)
{
	return counts->counts[dictionary_find(&counts->texts, text)];
}

static void free_counts(struct counts *counts)
{
	dictionary_empty(&counts->texts);
	free(counts->counts);
}

void residence_judge(const struct residence *residence,
	void (*tell)(void *context, const struct resident *resident), void *context)
{
	struct residence work = {0};
	struct counts names = {0}, meanings = {0}, schools = {0};
	uint32_t *order = dictionary_sorted(&residence->seen);
	for (uint32_t i = 0; i < residence->seen.count; i++) {
		const struct resident *resident = &residence->residents[i];
		const struct text meaning[] = {resident->named, resident->registered};
		count(&schools, resident->school);
		count(&names, resident->named);
		count(&meanings, join(&work, meaning, 2));
	}
	for (uint32_t i = 0; i < residence->seen.count; i++) {
		const struct resident *resident = &residence->residents[order[i]];
		const struct text meaning[] = {resident->named, resident->registered};
		bool doubtful = resident->registered.length
			? 2 * counted(&meanings, join(&work, meaning, 2)) <=
				counted(&names, resident->named)
			: counted(&schools, resident->school) > 1;
		if (doubtful)
			tell(context, resident);
	}
	free_counts(&names);
	free_counts(&meanings);
	free_counts(&schools);
	free(work.key);
	free(order);
}

void residence_free(struct residence *residence)
{
	dictionary_empty(&residence->seen);
	free(residence->residents);
	arena_empty(&residence->arena);
	free(residence->key);
}
