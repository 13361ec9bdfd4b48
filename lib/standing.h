/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing: where each school stands in the programme in each year, as shnor-membership writes it: a
 * stream with the columns year, school_id and status.
 */
#ifndef SHNOR_STANDING_H
#define SHNOR_STANDING_H

#include "filter.h"
#include "key.h"

struct standings {
	struct dictionary schools; /* year and school */
	struct text *statuses;     /* by those */
	size_t room;
	struct arena arena;
	struct key key;
};

/* Reads the file. Lines without a year, a school or a known status are rejected; a school that stands
 * twice in a year ends the program with status 1. */
void standings_load(struct standings *standings, struct filter *filter, const char *path);

/* The status of the school in the year, both as they stand in a stream; empty if there is none. */
struct text standings_find(struct standings *standings, struct text year, struct text school);

void standings_free(struct standings *standings);

#endif
