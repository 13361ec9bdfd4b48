/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "home.h"

#include <stdlib.h>

void homes_see(struct homes *homes, struct text school, uint64_t year, struct text municipality)
{
	uint32_t known = homes->schools.count;
	uint32_t number = dictionary_add(&homes->schools, school);
	homes->municipalities = memory_grow(homes->municipalities, &homes->municipality_room,
		homes->schools.count, sizeof *homes->municipalities);
	homes->years = memory_grow(
		homes->years, &homes->year_room, homes->schools.count, sizeof *homes->years);
	if (number != known &&
		(year < homes->years[number] ||
			(year == homes->years[number] &&
				text_compare(municipality, homes->municipalities[number]) >= 0)))
		return;
	bool moved = number == known || !text_equal(municipality, homes->municipalities[number]);
	homes->years[number] = year;
	if (moved)
		homes->municipalities[number] = arena_copy(&homes->arena, municipality);
}

struct text homes_find(const struct homes *homes, struct text school)
{
	uint32_t number = dictionary_find(&homes->schools, school);
	return number == DICTIONARY_NONE ? text_of("") : homes->municipalities[number];
}

void homes_free(struct homes *homes)
{
	dictionary_empty(&homes->schools);
	arena_empty(&homes->arena);
	free(homes->municipalities);
	free(homes->years);
	*homes = (struct homes){0};
}
