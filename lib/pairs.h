/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pairs: the supported schools of a year with their curators: pairs that are there are kept, the others are
 * made at the least cost in all, and each is explained. Schools are given by their number in the registry.
 */
#ifndef SHNOR_PAIRS_H
#define SHNOR_PAIRS_H

#include "kept_pair.h"
#include "pair_cost.h"

/* How a supported school fares. */
struct supported {
	uint32_t school, curator, before; /* DICTIONARY_NONE: none */
	bool kept;
	const char *dropped; /* why the pair it had is not kept; NULL: it had none, or it is */
	int32_t cost;
};

struct pairs {
	struct candidates *candidates;
	const struct pair_costs *costs;
	const struct kept_pairs *kept;
	uint64_t
		limit; /* metres that no new pair is farther from each other; DISTANCE_UNKNOWN: none */
	struct supported *supported; /* by code, until they are written */
	uint32_t count;
	enum candidate_state *states; /* by school */
	uint32_t *curators;           /* those that are fit, by code */
	uint32_t curator_count;
	uint32_t *taken; /* by school: how many it has as a curator */
};

/* Takes the supported schools, which get sorted; candidates, costs, kept and limit are set. */
void pairs_start(struct pairs *pairs, uint32_t *schools, uint32_t count);

/* Judges who may be a curator; call when all is loaded. */
void pairs_find_candidates(struct pairs *pairs);

/* Keeps the pairs that are there and can go on: a curator that offers places keeps as many, the cheapest ones.
 * People have made these pairs, so neither the limit nor the curator's results end them. */
void pairs_keep(struct pairs *pairs);

/* Pairs the others: as many as can be, at the least cost; of several ways the first by the codes. */
void pairs_make(struct pairs *pairs);

/* Writes the lines of the stream, by municipality and code. */
void pairs_write(struct pairs *pairs, struct sink *out);

/* Writes the schools that are offered, fit, or curators, with what speaks for or against them. */
void pairs_write_candidates(struct pairs *pairs, const char *path);

void pairs_free(struct pairs *pairs);

#endif
