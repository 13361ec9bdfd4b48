/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * span: of how many years the value of a composite is made, as the indicators say it: the n of
 * NAME:years holds for NAME and for its components NAME:MEASURE.
 */
#ifndef SHNOR_SPAN_H
#define SHNOR_SPAN_H

#include "dictionary.h"

struct spans {
	struct dictionary composites;
	uint64_t *years; /* by composite */
	size_t room;
};

/* Is it a NAME:years? */
bool spans_names(struct text indicator);

/* Takes note of the window of a NAME:years; of several the longest holds, for values that may share a
 * year are not independent. */
void spans_add(struct spans *spans, struct text indicator, uint64_t years);

/* Are values of the indicator that lie so many years apart made of some of the same years? They are
 * not independent then, and nobody knows the interval of their difference from their own. */
bool spans_overlap(const struct spans *spans, struct text indicator, uint64_t years);

void spans_free(struct spans *spans);

#endif
