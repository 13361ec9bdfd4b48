/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept_pair: which curator a school has already, from a list of supported schools or from the pairs of another
 * year. Schools are given by their number in the registry.
 *
 *   school_id   or another identifier of the registry
 *   curator_id  or, where there is no such column, curator: a code, or the name of just one school; empty, a dash or
 *               нет: none
 *   year        of pairs: the newest year that is not later than the programme's counts
 *   year_from, year_to
 *               of a list: the years in which the line holds; year_to empty: it still does
 */
#ifndef SHNOR_KEPT_PAIR_H
#define SHNOR_KEPT_PAIR_H

#include "filter.h"
#include "registry.h"

struct kept_pairs {
	uint32_t *curators; /* by school; DICTIONARY_NONE: none */
	uint64_t year;      /* of pairs: that they are of */
};

/* Loads the file; its lines count in the filter's account. If a school has several curators, the one with the first
 * code in byte order counts. */
void kept_pairs_load(struct kept_pairs *kept, struct filter *filter, const char *path,
	const struct registry *registry, uint64_t year);

void kept_pairs_free(struct kept_pairs *kept);

#endif
