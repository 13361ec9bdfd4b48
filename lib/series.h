/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * series: the values of one indicator of one school over the years. Its texts are the caller's.
 */
#ifndef SHNOR_SERIES_H
#define SHNOR_SERIES_H

#include "change.h"

/* One indicator of one school over the years. */
struct series {
	struct direction *direction; /* NULL: nobody knows what is good */
	struct text school, indicator;
	struct text shown; /* municipality, school and indicator as written, of the last year */
	uint64_t shown_year;
	size_t count, room;
	struct point *points;
};

/* Adds a value; its year must be new. */
void series_add(struct series *series, const struct point *point);

/* The value of the year, or NULL. */
const struct point *series_find(const struct series *series, uint64_t year);

/* Puts the years in order. */
void series_sort(struct series *series);

#endif
