/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * headcount: of how many schools of a group something was found, each school counted once.
 */
#ifndef SHNOR_HEADCOUNT_H
#define SHNOR_HEADCOUNT_H

#include "dictionary.h"
#include "wording.h"

struct headcount_group {
	size_t line; /* what the count is for */
	struct text name;
	struct dictionary schools;
	bool *hits; /* by number of the school */
	size_t hit_room;
	uint64_t hit_count;
};

struct headcount {
	struct dictionary names; /* line and name */
	struct headcount_group *groups;
	size_t room;
};

/* Counts the school for the line's group of that name; `hit` if the thing was found in it, in this row or in
 * another one. */
void headcount_add(
	struct headcount *headcount, size_t line, struct text name, struct text school, bool hit);

/* Adds "2 of 5 schools: 030070, 030094" to the text: those found, in byte order. */
void headcount_tell(const struct headcount_group *group, struct wording *into);

void headcount_free(struct headcount *headcount);

#endif
