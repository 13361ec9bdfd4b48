/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cohort.h"

#include <stdlib.h>

static struct text school_key(struct cohorts *cohorts, uint32_t group, struct text school)
{
	key_start(&cohorts->key);
	key_add_field(&cohorts->key, (struct text){(const char *)&group, sizeof group});
	key_add_field(&cohorts->key, school);
	return key_text(&cohorts->key);
}

static uint32_t add_group(struct cohorts *cohorts, struct text group)
{
	uint32_t known = cohorts->groups.count, number = dictionary_add(&cohorts->groups, group);
	cohorts->last = memory_grow(
		cohorts->last, &cohorts->last_room, cohorts->groups.count, sizeof *cohorts->last);
	if (number == known)
		cohorts->last[number] = DICTIONARY_NONE;
	return number;
}

bool cohorts_add(struct cohorts *cohorts, struct text group, struct text school,
	const struct observation *seen)
{
	struct sums *schools = &cohorts->schools;
	uint32_t number = add_group(cohorts, group), known = schools->keys.count;
	if (!sums_add(schools, school_key(cohorts, number, school), seen))
		return false;
	if (schools->keys.count == known)
		return true;
	cohorts->codes =
		memory_grow(cohorts->codes, &cohorts->code_room, known + 1, sizeof *cohorts->codes);
	cohorts->before = memory_grow(
		cohorts->before, &cohorts->before_room, known + 1, sizeof *cohorts->before);
	/* Behind the group and a tab, before a tab. */
	struct text key = schools->keys.texts[known];
	cohorts->codes[known] =
		(struct text){key.at + sizeof number + 1, key.length - sizeof number - 2};
	cohorts->before[known] = cohorts->last[number];
	cohorts->last[number] = known;
	return true;
}

static bool add_to(struct observation *total, const struct observation *seen)
{
	if (total->n)
		return observation_add(total, seen);
	*total = *seen;
	return true;
}

uint64_t cohorts_compare(struct cohorts *cohorts, struct text from, struct text to,
	struct observation *was, struct observation *is)
{
	uint32_t first = dictionary_find(&cohorts->groups, from);
	uint32_t second = dictionary_find(&cohorts->groups, to);
	uint64_t count = 0;
	*was = *is = (struct observation){0};
	if (first == DICTIONARY_NONE || second == DICTIONARY_NONE)
		return 0;
	for (uint32_t i = cohorts->last[second]; i != DICTIONARY_NONE; i = cohorts->before[i]) {
		const struct observation *totals = cohorts->schools.totals;
		uint32_t then = dictionary_find(
			&cohorts->schools.keys, school_key(cohorts, first, cohorts->codes[i]));
		if (then == DICTIONARY_NONE || !totals[then].n || !totals[i].n)
			continue;
		if (!add_to(was, &totals[then]) || !add_to(is, &totals[i]))
			return 0;
		count++;
	}
	return count;
}

void cohorts_free(struct cohorts *cohorts)
{
	dictionary_empty(&cohorts->groups);
	sums_empty(&cohorts->schools);
	key_free(&cohorts->key);
	free(cohorts->last);
	free(cohorts->codes);
	free(cohorts->before);
	*cohorts = (struct cohorts){0};
}
