/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing: what indicators schools have in some years, and where a school stands among all that have
 * them. Schools are given by their number in the registry.
 */
#ifndef SHNOR_STANDING_H
#define SHNOR_STANDING_H

#include "cut.h"
#include "filter.h"
#include "registry.h"

struct standing {
	bool known;
	uint64_t n;
	wide value; /* units of 10^-VALUE_PLACES */
};

struct standings {
	const struct registry *registry;
	uint64_t first, last; /* the years that are kept */
	struct dictionary names;
	struct standing **by_name; /* [school][year]; NULL: an indicator nobody asked for */
	size_t room;
};

/* Is the indicator of that name of use? Asked once a name. */
typedef bool standings_wanted(const void *context, struct text name);

/* Loads the indicators of the years; registry, first and last are set. Lines count in the filter's
 * account; the second one of a school, year and indicator ends the program with status 1. */
void standings_load(struct standings *standings, struct filter *filter, const char *path,
	standings_wanted *wanted, const void *context);

/* What the school has of the indicator of that number (of `names`; DICTIONARY_NONE: nothing) in the year, or
 * NULL. */
const struct standing *standings_find(
	const struct standings *standings, uint32_t name, uint32_t school, uint64_t year);

/* The cut of all schools that have the indicator in the year. */
struct cut_point standings_cut(
	const struct standings *standings, uint32_t name, uint64_t year, const struct cut *cut);

/* Is the value at the cut, or on its good side? */
bool standings_good(const struct cut_point *point, wide value, bool up);

/* Writes the value to 3 decimals, or `no data` for NULL. */
void standings_put(const struct standing *standing, struct sink *out);

void standings_free(struct standings *standings);

#endif
