/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "posting.h"
#include "memory.h"

#include <stdlib.h>

struct posting_slot {
	const void *school; /* NULL: free */
	uint64_t year;
	size_t place; /* in the sums, counted in schools and years */
};

enum { FIRST_SLOTS = 1024 };

static struct posting_slot *slot_of(
	const struct postings *postings, const void *school, uint64_t year)
{
	uint64_t hash = ((uintptr_t)school ^ year << 48) * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = postings->slot_count - 1;
	for (size_t i = (size_t)(hash >> 32) & mask;; i = (i + 1) & mask) {
		struct posting_slot *slot = &postings->slots[i];
		if (!slot->school || (slot->school == school && slot->year == year))
			return slot;
	}
}

/* Twice the slots; at most half of them are ever taken. */
static void grow(struct postings *postings)
{
	struct posting_slot *old = postings->slots;
	size_t count = postings->slot_count;
	postings->slot_count = count ? count * 2 : FIRST_SLOTS;
	postings->slots = memory_get(postings->slot_count, sizeof *postings->slots);
	for (size_t i = 0; i < count; i++)
		if (old[i].school)
			*slot_of(postings, old[i].school, old[i].year) = old[i];
	free(old);
}

static uint32_t *find_sums(struct postings *postings, const void *school, uint64_t year)
{
	size_t measures = postings->measures;
	if (postings->used >= postings->slot_count / 2)
		grow(postings);
	struct posting_slot *slot = slot_of(postings, school, year);
	if (slot->school)
		return postings->sums + slot->place * measures;
	*slot = (struct posting_slot){school, year, postings->used++};
	postings->sums = memory_grow(
		postings->sums, &postings->room, postings->used * measures, sizeof *postings->sums);
	uint32_t *sums = postings->sums + slot->place * measures;
	for (size_t i = 0; i < measures; i++)
		sums[i] = POSTING_NONE;
	return sums;
}

static void forget(struct postings *postings)
{
	free(postings->slots);
	postings->slots = NULL;
	postings->slot_count = postings->used = 0;
	postings->last_sums = NULL;
}

uint32_t *postings_find(struct postings *postings, uint64_t turn, const void *school, uint64_t year)
{
	if (postings->turn != turn)
		forget(postings);
	postings->turn = turn;
	if (postings->last_sums && postings->last_school == school && postings->last_year == year)
		return postings->last_sums;
	postings->last_sums = find_sums(postings, school, year);
	postings->last_school = school;
	postings->last_year = year;
	return postings->last_sums;
}

void postings_free(struct postings *postings)
{
	free(postings->slots);
	free(postings->sums);
}
