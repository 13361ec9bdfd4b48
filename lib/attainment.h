/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attainment: what indicators schools have in some years, and where a school stands among all that have
 * them. Schools are given by their number in the registry.
 */
#ifndef SHNOR_ATTAINMENT_H
#define SHNOR_ATTAINMENT_H

#include "cut.h"
#include "filter.h"
#include "registry.h"

struct attainment {
	bool known;
	uint64_t n;
	wide value; /* units of 10^-VALUE_PLACES */
};

struct attainments {
	const struct registry *registry;
	uint64_t first, last; /* the years that are kept */
	struct dictionary names;
	struct attainment **by_name; /* [school][year]; NULL: an indicator nobody asked for */
	size_t room;
};

/* Is the indicator of that name of use? Asked once a name. */
typedef bool attainments_wanted(const void *context, struct text name);

/* Loads the indicators of the years; registry, first and last are set. Lines count in the filter's
 * account; the second one of a school, year and indicator ends the program with status 1. */
void attainments_load(struct attainments *attainments, struct filter *filter, const char *path,
	attainments_wanted *wanted, const void *context);

/* What the school has of the indicator of that number (of `names`; DICTIONARY_NONE: nothing) in the year, or
 * NULL. */
const struct attainment *attainments_find(
	const struct attainments *attainments, uint32_t name, uint32_t school, uint64_t year);

/* The cut of all schools that have the indicator in the year. */
struct cut_point attainments_cut(
	const struct attainments *attainments, uint32_t name, uint64_t year, const struct cut *cut);

/* Is the value at the cut, or on its good side? */
bool attainments_good(const struct cut_point *point, wide value, bool up);

/* Writes the value to 3 decimals, or `no data` for NULL. */
void attainments_put(const struct attainment *attainment, struct sink *out);

void attainments_free(struct attainments *attainments);

#endif
