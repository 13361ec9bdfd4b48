/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * observation: what was seen of a measure: n units, hits of them, the sum of their scores and of
 * the squares. Observations add up, exactly and in any order; what one side does not know, the sum
 * does not know either.
 */
#ifndef SHNOR_OBSERVATION_H
#define SHNOR_OBSERVATION_H

#include "sink.h"

/* Sums are exact to these many decimals; squares need twice as many as the scores. */
enum { SUM_PLACES = 6, SUMSQ_PLACES = 12 };

struct observation {
	uint64_t n, hits;
	wide sum;   /* units of 10^-SUM_PLACES */
	wide sumsq; /* units of 10^-SUMSQ_PLACES */
	bool has_hits, has_sum, has_sumsq;
};

/* Sets the sums of `count` units that each scored `score` (units of 10^-SUM_PLACES), on top of what
 * is there. False if they do not fit. */
bool observation_add_scores(struct observation *observation, wide score, uint64_t count);

/* Adds `more` to `total`. False if a count or a sum does not fit any more; total is then void. */
bool observation_add(struct observation *total, const struct observation *more);

/* Reads the four fields n, hits, sum, sumsq. Returns NULL, or which of them is wrong. */
const char *observation_read(struct observation *observation, const struct text fields[4]);

/* Writes the four fields, parted by tabs. */
void observation_put(struct sink *sink, const struct observation *observation);

#endif
