/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * threshold_verdicts: the lines of classes by the threshold rule.
 */
#ifndef SHNOR_THRESHOLD_VERDICTS_H
#define SHNOR_THRESHOLD_VERDICTS_H

#include "filter.h"
#include "threshold.h"

/* What is judged besides single years: a small school's windows of several years. */
struct threshold_pooling {
	bool spans[WINDOW_LONGEST + 1]; /* which spans, from 2 on */
	uint64_t small; /* a school is small when a procedure of Y has fewer participants */
};

/* Writes the verdict on every school in every year that any school has results of, by year,
 * municipality and school; behind it those on its windows, by span, in years that it has results
 * in. The registry (which may be empty) tells why a school has none. */
void threshold_verdicts_write(const struct threshold_rule *rule,
	const struct threshold_pooling *pooling, const struct results *results,
	const struct registry *registry, struct filter *filter);

#endif
