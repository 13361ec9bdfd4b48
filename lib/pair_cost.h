/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pair_cost: what it costs that one school is the curator of another, part by part of the pairing, and the
 * words for it. Schools are given by their number in the registry.
 *
 * A part of which nothing at all is known (an indicator that no school has, no distance, no file of offers for
 * the innovation sites) is left out: it would be the same for all pairs.
 */
#ifndef SHNOR_PAIR_COST_H
#define SHNOR_PAIR_COST_H

#include "distance.h"
#include "need.h"

struct pair_costs {
	const struct pairing *pairing;
	struct candidates *candidates; /* results up to its last year */
	const struct distances *distances;
	struct pair_part *parts; /* by part of the pairing */
};

/* Finds the levels of all schools; call when all streams are loaded. Parts that are left out for want of data
 * are told. */
void pair_costs_start(struct pair_costs *costs);

/* What the pair costs in all; within what pairing_load() allows. */
int32_t pair_costs_of(const struct pair_costs *costs, uint32_t school, uint32_t curator);

/* Writes the parts, `rus: oge-rus 41.200 < 50.010 (median of 60 schools), curator 55.100 = 0; …`. */
void pair_costs_explain(
	const struct pair_costs *costs, uint32_t school, uint32_t curator, struct sink *out);

/* Writes the names of the subjects that the school needs and the curator can help with, parted by commas. */
void pair_costs_subjects(
	const struct pair_costs *costs, uint32_t school, uint32_t curator, struct sink *out);

/* Writes the names of all the subjects that the curator can help with. */
void pair_costs_strengths(const struct pair_costs *costs, uint32_t curator, struct sink *out);

/* Is the indicator one that the pairing reads? For attainments_load(); the context is the pairing. */
bool pair_costs_read(const void *pairing, struct text indicator);

void pair_costs_free(struct pair_costs *costs);

#endif
