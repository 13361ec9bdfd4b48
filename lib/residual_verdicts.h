/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * residual_verdicts: the rule of residuals as shnor-classify runs it, from its options over the
 * indicators that it reads to the lines of classes.
 */
#ifndef SHNOR_RESIDUAL_VERDICTS_H
#define SHNOR_RESIDUAL_VERDICTS_H

#include "filter.h"
#include "residual.h"

/* The texts of the options of these names. */
struct residual_options {
	const char *results, *predictors, *residual;
};

struct residual_verdicts {
	struct residual_rule rule;
	struct readings readings;
};

/* Reads the options, and asks the registry (`has_registry` false: there will be none) for the
 * columns they name; a wrong option ends the program with status 2. */
void residual_verdicts_read(struct residual_verdicts *verdicts,
	const struct residual_options *options, struct registry *registry, bool has_registry);

/* Is it the results, or read by a predictor? */
bool residual_verdicts_want(const struct residual_verdicts *verdicts, struct text indicator);

/* Fits each year that has readings over the schools that have all, and writes the verdict on every
 * school, by year, municipality and school. Predictors of which one tells another end the program
 * with status 2. */
void residual_verdicts_write(
	struct residual_verdicts *verdicts, const struct registry *registry, struct filter *filter);

void residual_verdicts_free(struct residual_verdicts *verdicts);

#endif
