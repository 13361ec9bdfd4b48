/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quadrant: the rule of two indices: one of the results and one of the social conditions of a
 * school, both with high for good.
 *
 *                   results low   results high
 *   social high     failing       effective
 *   social low      deprived      resilient
 *
 * Source: Volgograd region, order 616 of 23.07.2021. Where high begins the order does not say: at
 * the median of a group of schools, unless another cut is asked for (our decision).
 */
#ifndef SHNOR_QUADRANT_H
#define SHNOR_QUADRANT_H

#include "cut.h"
#include "readings.h"

enum quadrant_index { QUADRANT_RESULTS, QUADRANT_SOCIAL, QUADRANT_INDICES };

struct quadrant_rule {
	struct text names[QUADRANT_INDICES]; /* of the indicators */
	struct cut cuts[QUADRANT_INDICES];
	wide grey;                 /* nearer to the cut than this is told */
	uint64_t replicates, seed; /* of the bootstrap; no replicates, no probabilities */
};

enum quadrant_class {
	QUADRANT_FAILING,
	QUADRANT_EFFECTIVE,
	QUADRANT_DEPRIVED,
	QUADRANT_RESILIENT,
	QUADRANT_NO_DATA,
};

/* A school in a year. */
struct quadrant_school {
	uint32_t number;
	const struct reading *readings[QUADRANT_INDICES]; /* NULL: it has no such index */
	enum quadrant_class class;
	wide probability; /* as struct verdict has it */
};

/* The schools of a year that share their cuts, in byte order. */
struct quadrant_group {
	size_t count;
	struct quadrant_school **schools;
	struct cut_point points[QUADRANT_INDICES];
};

/* The word for the class in the streams. */
const char *quadrant_word(enum quadrant_class class);

/* The class of a school whose indices are high or not. */
enum quadrant_class quadrant_class_of(bool results_high, bool social_high);

/* Finds the cuts of the group, over the schools that have the index, and the classes. Where only one
 * school has an index there is nobody to compare it with: it has no class, unless the cut is a
 * number. */
void quadrant_judge(const struct quadrant_rule *rule, struct quadrant_group *group);

/* Writes the evidence: each index against its cut, what stands behind it, which is missing or
 * the only one, which is near its cut, the components. Escaped for the streams. */
void quadrant_explain(const struct quadrant_rule *rule, const struct quadrant_group *group,
	const struct quadrant_school *school, const struct readings *readings, uint64_t year,
	struct sink *out);

#endif
