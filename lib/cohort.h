/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cohort: the schools that a sum of a year is made of, so that the sums of two years can be compared over
 * the schools that are in both.
 *
 * A programme takes in the schools with the worst results and lets go of those with the best: a share of
 * all its schools moves when its schools change, even if no school does. Over the same schools it moves
 * only when they do. Sums are exact, and the same whatever the order of what is added.
 * Memory: a sum for every group and school.
 */
#ifndef SHNOR_COHORT_H
#define SHNOR_COHORT_H

#include "key.h"
#include "sums.h"

struct cohorts {
	struct dictionary groups; /* the indicator of a year and place */
	uint32_t *last;           /* by group: the school added last, or DICTIONARY_NONE */
	struct sums schools;      /* by group and school */
	struct text *codes;       /* by those: the school, as it stands in their key */
	uint32_t *before;         /* by those: another one of the group, or DICTIONARY_NONE */
	size_t last_room, code_room, before_room;
	struct key key;
};

/* Adds what was seen of the school to the group, the text of a key. False if a sum no longer fits. */
bool cohorts_add(struct cohorts *cohorts, struct text group, struct text school,
	const struct observation *seen);

/* Sets the sums of the two groups over the schools with n > 0 in both, and returns how many these are; 0
 * too if a sum does not fit. */
uint64_t cohorts_compare(struct cohorts *cohorts, struct text from, struct text to,
	struct observation *was, struct observation *is);

void cohorts_free(struct cohorts *cohorts);

#endif
