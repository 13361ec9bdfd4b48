/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quadrant_verdicts: the rule of two indices as shnor-classify runs it, from its options over the
 * indices that it reads to the lines of classes.
 */
#ifndef SHNOR_QUADRANT_VERDICTS_H
#define SHNOR_QUADRANT_VERDICTS_H

#include "filter.h"
#include "quadrant.h"
#include "scope.h"

/* The texts of the options of these names. */
struct quadrant_options {
	const char *results, *social, *within, *grey, *replicates, *seed;
	struct option_list cuts;
};

struct quadrant_verdicts {
	struct quadrant_rule rule;
	struct scopes scopes;
	struct readings readings;
};

/* Reads the options, and asks the registry (`has_registry` false: there will be none) for the
 * columns they name; a wrong option ends the program with status 2. */
void quadrant_verdicts_read(struct quadrant_verdicts *verdicts,
	const struct quadrant_options *options, struct registry *registry, bool has_registry);

/* Is it one of the indices, or what stands behind one: its components, its years? */
bool quadrant_verdicts_want(const struct quadrant_verdicts *verdicts, struct text indicator);

/* Writes the verdict on every school in every year that has readings, in each scope, by year,
 * municipality, school and scope. */
void quadrant_verdicts_write(
	struct quadrant_verdicts *verdicts, const struct registry *registry, struct filter *filter);

void quadrant_verdicts_free(struct quadrant_verdicts *verdicts);

#endif
