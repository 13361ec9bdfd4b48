/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * comparison: what a stream says itself of a value against the one before it.
 *
 * The value of a programme is of all schools counted in its year, and these are others every year; the
 * change beside it is of those counted in both (see shnor-programme). Such a change is taken as it
 * stands: the difference of two values would be of the schools that came and went.
 */
#ifndef SHNOR_COMPARISON_H
#define SHNOR_COMPARISON_H

#include "change.h"
#include "dictionary.h"

struct comparison {
	bool twice; /* there are two values of the year: which one is right nobody knows */
	bool told;  /* the stream has a change; else it is the difference of the values */
	bool has_delta;
	wide delta; /* in units of 10^-VALUE_PLACES */
	enum trend trend;
	struct text compared; /* schools counted in both years; empty: it is the difference */
};

struct comparisons {
	struct dictionary cells; /* series and year */
	struct comparison *items;
	size_t room;
	struct arena arena;
};

/* That of the value of a series in a year, made if there is none; it lives until the next is made. */
struct comparison *comparisons_at(struct comparisons *comparisons, uint32_t series, uint64_t year);

/* The same, or one of which nothing is told. */
struct comparison comparisons_find(
	const struct comparisons *comparisons, uint32_t series, uint64_t year);

/* Reads the stream's words, all empty where it has none. False if they are none. */
bool comparison_read(struct comparisons *comparisons, struct comparison *comparison,
	struct text delta, struct text trend, struct text compared);

/* Does the change rest on other schools than the value? */
bool comparison_is_matched(const struct comparison *comparison);

void comparisons_free(struct comparisons *comparisons);

#endif
