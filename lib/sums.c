/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sums.h"

#include <stdlib.h>

bool sums_add_to(struct sums *sums, uint32_t number, const struct observation *seen)
{
	struct observation *total = &sums->totals[number];
	sums->last = number;
	if (total->has_sum != seen->has_sum)
		sums->partly[number] |= GAP_SCORES;
	if (total->has_hits != seen->has_hits)
		sums->partly[number] |= GAP_HITS;
	return observation_add(total, seen);
}

bool sums_add(struct sums *sums, struct text key, const struct observation *seen)
{
	uint32_t known = sums->keys.count;
	uint32_t number = dictionary_add(&sums->keys, key);
	sums->last = number;
	if (number == known) {
		sums->totals = memory_grow(
			sums->totals, &sums->total_room, known + 1, sizeof *sums->totals);
		sums->partly = memory_grow(
			sums->partly, &sums->partly_room, known + 1, sizeof *sums->partly);
		sums->totals[number] = *seen;
		sums->partly[number] = 0;
		return true;
	}
	return sums_add_to(sums, number, seen);
}

void sums_empty(struct sums *sums)
{
	dictionary_empty(&sums->keys);
	free(sums->totals);
	free(sums->partly);
	*sums = (struct sums){0};
}
