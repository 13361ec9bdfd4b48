/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * threshold_verdicts: the lines of classes by the threshold rule.
 */
#ifndef SHNOR_THRESHOLD_VERDICTS_H
#define SHNOR_THRESHOLD_VERDICTS_H

#include "filter.h"
#include "threshold.h"

/* Writes the verdict on every school in every year that any school has results of, by year,
 * municipality and school. The registry (which may be empty) tells why a school has none. */
void threshold_verdicts_write(const struct threshold_rule *rule, const struct results *results,
	const struct registry *registry, struct filter *filter);

#endif
