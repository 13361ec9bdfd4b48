/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * home: the municipality in which a school lies: that of the last year in which it was seen, of several
 * in that year the first in byte order. The same whatever the order of what is seen.
 */
#ifndef SHNOR_HOME_H
#define SHNOR_HOME_H

#include "dictionary.h"

struct homes {
	struct dictionary schools;
	struct text *municipalities; /* by school */
	uint64_t *years;             /* by school: the last it was seen in */
	size_t municipality_room, year_room;
	struct arena arena;
};

/* Takes note that the school was seen there in the year. */
void homes_see(struct homes *homes, struct text school, uint64_t year, struct text municipality);

/* The municipality of the school; empty if it was not seen. */
struct text homes_find(const struct homes *homes, struct text school);

void homes_free(struct homes *homes);

#endif
