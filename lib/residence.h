/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * residence: the municipality that records name for a school, held against the registry's.
 *
 * Offices spell a municipality in many ways, so names are not compared: what a name stands for is
 * the municipality of the registry in which most of the schools with that name lie. A school that
 * lies elsewhere is doubtful: its code may be another school's. Without a registry a school that
 * comes with two names is.
 * Memory: the schools, once for every name they come with.
 */
#ifndef SHNOR_RESIDENCE_H
#define SHNOR_RESIDENCE_H

#include "dictionary.h"

/* A school as a record has it; `registered` is empty without a registry. */
struct resident {
	struct text school, named, registered, origin;
};

struct residence {
	struct resident *residents;
	size_t room;
	struct dictionary seen; /* school, named and registered: the resident's number */
	struct arena arena;
	char *key;
	size_t key_room;
};

/* Takes note of a record's school; only the first of the same kind is kept. True if this is one: its origin is
 * to be told by residence_found(), and that of `resident` is not read. */
bool residence_see(struct residence *residence, const struct resident *resident);

/* Where the record stands that residence_see() has just kept. */
void residence_found(struct residence *residence, struct text origin);

/* Calls `tell` for every doubtful one, in the byte order of school and name. */
void residence_judge(const struct residence *residence,
	void (*tell)(void *context, const struct resident *resident), void *context);

void residence_free(struct residence *residence);

#endif
