/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * complement: what must be hidden beside the small figures of a population, so that no total gives
 * them away.
 *
 * The total of a municipality is the sum of its schools, that of the region the sum of the
 * municipalities. What a reader can compute is bounds, by taking from a total all that is known; in
 * a tree of sums nothing more can be had.
 */
#ifndef SHNOR_COMPLEMENT_H
#define SHNOR_COMPLEMENT_H

#include "suppression.h"

/* The sum of a measure (its number in the series) over the schools of one municipality (its number);
 * where `whose` is NULL, over those of all municipalities, or only of those whose total is hidden.
 * *has_hits: are hits known of any? */
struct disclosure_sum complement_sum(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure, const uint32_t *whose,
	bool only_hidden_totals, bool *has_hits);

/* Hides schools and totals of the series. Where hiding further municipalities' totals does not
 * make the region's safe, it is hidden itself, and they are not. */
void complement_settle(const struct suppression *suppression, struct suppression_series *series);

#endif
