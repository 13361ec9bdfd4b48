/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * participation: where each school stands in the programme in each year, as shnor-membership writes it: a
 * stream with the columns year, school_id and status.
 */
#ifndef SHNOR_PARTICIPATION_H
#define SHNOR_PARTICIPATION_H

#include "filter.h"
#include "key.h"

struct participations {
	struct dictionary schools; /* year and school */
	struct text *statuses;     /* by those */
	size_t room;
	struct arena arena;
	struct key key;
};

/* Reads the file. Lines without a year, a school or a known status are rejected; a school that stands
 * twice in a year ends the program with status 1. */
void participations_load(
	struct participations *participations, struct filter *filter, const char *path);

/* The status of the school in the year, both as they stand in a stream; empty if there is none. */
struct text participations_find(
	struct participations *participations, struct text year, struct text school);

void participations_free(struct participations *participations);

#endif
