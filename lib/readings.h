/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * readings: values of indicators with their n and interval, by school, year and name.
 *
 * Filled in any order; read in the byte order of names.
 */
#ifndef SHNOR_READINGS_H
#define SHNOR_READINGS_H

#include "indicator.h"
#include "roster.h"

struct reading {
	uint32_t name; /* number in the names of the readings */
	uint64_t n;
	wide value;     /* in units of 10^-VALUE_PLACES, as are low and high */
	bool bounded;   /* low and high are known */
	wide low, high; /* the 95 % interval; the value lies in it */
};

/* What is known of one school in one year, by name. */
struct cell_readings {
	size_t count, room;
	struct reading *items;
};

struct readings {
	struct roster roster;
	struct dictionary names;
	struct cell_readings *by_cell;
	size_t cell_room;
};

/* A value of a reading as a number. */
static inline double reading_number(wide value)
{
	return (double)value / 1e9; /* 10^VALUE_PLACES */
}

/* Adds the reading of a line. Its value and interval are a defect if they are no numbers, beyond
 * 10^18, or the value lies outside of its interval. A line of a school that by the registry was not
 * there in the year is skipped, with the reason: what it has must move no comparison. */
enum indicator_use readings_take(struct readings *readings, const struct registry *registry,
	const struct indicator *indicator, struct text *skip, struct defect *defect);

/* Has any school a reading of that name? */
bool readings_have(const struct readings *readings, struct text name);

/* Adds the schools of the registry, puts years and names in order; call once when all is added. */
void readings_complete(struct readings *readings, const struct registry *registry);

/* All that is known of the school in the year, in the byte order of names; NULL: nothing. */
const struct cell_readings *readings_of(
	const struct readings *readings, uint32_t school, uint64_t year);

/* The reading of that name, or NULL. */
const struct reading *readings_find(
	const struct readings *readings, uint32_t school, uint64_t year, struct text name);

void readings_free(struct readings *readings);

#endif
