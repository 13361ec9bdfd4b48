/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sighting: what a few indicators that a table names say of each school in each year.
 *
 * Values and bounds are in units of 10^-VALUE_PLACES. Memory: some bytes per indicator, school and year.
 */
#ifndef SHNOR_SIGHTING_H
#define SHNOR_SIGHTING_H

#include "indicator.h"
#include "interval.h"

struct sighting {
	uint64_t n, hits; /* hits of MEASURE:share only */
	wide value;
	bool bounded;
	struct interval bounds;
};

struct sightings {
	struct dictionary wanted; /* the indicators */
	struct dictionary cells;  /* indicator, school and year */
	struct sighting *items;   /* by cell */
	size_t room;
};

/* Asks for an indicator; returns its number. */
uint32_t sightings_want(struct sightings *sightings, struct text indicator);

/* Its number, or DICTIONARY_NONE if nobody asked for it. */
uint32_t sightings_number(const struct sightings *sightings, struct text indicator);

/* Reads what a line says. False with the defect if its numbers are none, or no count gives its share. */
bool sighting_read(
	const struct indicator *indicator, struct sighting *sighting, struct defect *defect);

/* Keeps what the indicator of that number says of a school, by the school's number. False if it has said
 * something of it in that year already. */
bool sightings_add(struct sightings *sightings, uint32_t number, uint32_t school, uint64_t year,
	const struct sighting *sighting);

/* What it says, or NULL; it lives until something is added. */
const struct sighting *sightings_find(
	const struct sightings *sightings, struct text indicator, uint32_t school, uint64_t year);

void sightings_free(struct sightings *sightings);

#endif
