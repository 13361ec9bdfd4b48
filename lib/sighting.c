/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sighting.h"
#include "memory.h"
#include "share.h"

#include <stdlib.h>

/* An indicator of a school in a year, as bytes. */
struct cell_bytes {
	char bytes[2 * sizeof(uint32_t) + sizeof(uint64_t)];
};

static struct text cell_of(
	struct cell_bytes *name, uint32_t indicator, uint32_t school, uint64_t year)
{
	memcpy(name->bytes, &indicator, sizeof indicator);
	memcpy(name->bytes + sizeof indicator, &school, sizeof school);
	memcpy(name->bytes + sizeof indicator + sizeof school, &year, sizeof year);
	return (struct text){name->bytes, sizeof name->bytes};
}

uint32_t sightings_want(struct sightings *sightings, struct text indicator)
{
	return dictionary_add(&sightings->wanted, indicator);
}

uint32_t sightings_number(const struct sightings *sightings, struct text indicator)
{
	return dictionary_find(&sightings->wanted, indicator);
}

static bool read_bound(const char *column, struct text text, wide *bound, struct defect *defect)
{
	return number_decimal(text, VALUE_PLACES, bound) ||
		defect_set(defect, "no number", column, text, "a number of at most nine decimals");
}

bool sighting_read(
	const struct indicator *indicator, struct sighting *sighting, struct defect *defect)
{
	*sighting = (struct sighting){
		.n = indicator->n, .bounded = indicator->low.length && indicator->high.length};
	if (share_measure(indicator->name).length &&
		!share_count(indicator, &sighting->hits, defect))
		return false;
	return read_bound("value", indicator->value, &sighting->value, defect) &&
		(!sighting->bounded ||
			(read_bound("lo", indicator->low, &sighting->bounds.low, defect) &&
				read_bound("hi", indicator->high, &sighting->bounds.high, defect)));
}

bool sightings_add(struct sightings *sightings, uint32_t number, uint32_t school, uint64_t year,
	const struct sighting *sighting)
{
	struct cell_bytes name;
	uint32_t known = sightings->cells.count;
	uint32_t cell = dictionary_add(&sightings->cells, cell_of(&name, number, school, year));
	if (cell != known)
		return false;
	sightings->items = memory_grow(
		sightings->items, &sightings->room, known + 1, sizeof *sightings->items);
	sightings->items[cell] = *sighting;
	return true;
}

const struct sighting *sightings_find(
	const struct sightings *sightings, struct text indicator, uint32_t school, uint64_t year)
{
	struct cell_bytes name;
	uint32_t number = sightings_number(sightings, indicator);
	uint32_t cell = number == DICTIONARY_NONE
		? DICTIONARY_NONE
		: dictionary_find(&sightings->cells, cell_of(&name, number, school, year));
	return cell == DICTIONARY_NONE ? NULL : &sightings->items[cell];
}

void sightings_free(struct sightings *sightings)
{
	dictionary_empty(&sightings->wanted);
	dictionary_empty(&sightings->cells);
	free(sightings->items);
}
