/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * need: a subject of the pairing: which schools are low in it, and which can help. Schools are given by their number
 * in the registry.
 *
 * A school is low in a subject if at least half of the results that it has in it are worse than the level; of who has
 * none, nothing is known.
 */
#ifndef SHNOR_NEED_H
#define SHNOR_NEED_H

#include "candidate.h"

enum need_level { NEED_UNKNOWN, NEED_LOW, NEED_NONE };

struct need {
	const struct candidates *candidates; /* their results, of the last year */
	const struct pairing_part *part;
	uint64_t bit;          /* of the subject in an offer */
	unsigned char *levels; /* enum need_level, by school */
	size_t count, name_room, point_room;
	uint32_t *names;          /* of the indicators that somebody has, in byte order */
	struct cut_point *points; /* where the good ones begin */
};

/* Finds the level of all schools by the part number `at` of the pairing; count 0: no school has any result. */
void need_find(struct need *need, const struct candidates *candidates,
	const struct pairing *pairing, size_t at);

/* Can the curator help? Its results are good and it offers the subject; or it names it, and of its results nothing
 * is known. */
bool need_helped(const struct need *need, uint32_t curator);

/* What the need costs with that curator. */
int32_t need_cost(const struct need *need, uint32_t school, uint32_t curator);

/* Writes ` oge-rus 41.200 < 50.010 (median of 60 schools), curator 55.100 (low 1 of 2)`: the results in which
 * the school is low, each with the curator's. */
void need_explain(const struct need *need, uint32_t school, uint32_t curator, struct sink *out);

void need_free(struct need *need);

#endif
