/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * improvement: which schools' indicator has improved to which year, from a stream of dynamics.
 */
#ifndef SHNOR_IMPROVEMENT_H
#define SHNOR_IMPROVEMENT_H

#include "dictionary.h"
#include "filter.h"

struct improvements {
	struct dictionary found; /* year and school */
	bool seen;               /* the stream has the indicator */
	char *name;
	size_t name_room;
};

/* Loads the changes of the indicator; the lines count in the filter's account. */
void improvements_load(struct improvements *improvements, struct filter *filter, const char *path,
	const char *indicator);

/* Has the school's indicator improved to that year? */
bool improvements_have(struct improvements *improvements, uint64_t year, struct text school);

void improvements_free(struct improvements *improvements);

#endif
