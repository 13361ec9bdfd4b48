/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster: the schools and the years that verdicts are given for.
 *
 * Schools are numbered in the order they were first seen, and so are cells: a school in a year. The
 * caller keeps what belongs to a cell in an array under its number. A zeroed roster is an empty one.
 */
#ifndef SHNOR_ROSTER_H
#define SHNOR_ROSTER_H

#include "registry.h"

struct roster {
	struct dictionary schools;
	struct text *municipalities; /* by school */
	size_t municipality_room;
	struct dictionary cells;
	uint64_t *years; /* those that have a cell; ascending after roster_complete() */
	size_t year_count, year_room;
	struct arena arena;
};

/* The school's number; its municipality is the first in byte order of those it was seen with. */
uint32_t roster_school(struct roster *roster, struct text school, struct text municipality);

/* The number of the school's cell of the year, which is cells.count as it was before if it is new. */
uint32_t roster_cell(struct roster *roster, uint32_t school, uint64_t year);

/* The number of the school's cell of the year, or DICTIONARY_NONE. */
uint32_t roster_find(const struct roster *roster, uint32_t school, uint64_t year);

/* Adds the schools of the registry and puts the years in order; call once when all is added. */
void roster_complete(struct roster *roster, const struct registry *registry);

/* The schools' numbers in the byte order of municipality, then school; free() releases it. */
uint32_t *roster_order(const struct roster *roster);

void roster_free(struct roster *roster);

#endif
