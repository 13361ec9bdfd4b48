/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * omission: what composites had to do without, told on standard error.
 */
#ifndef SHNOR_OMISSION_H
#define SHNOR_OMISSION_H

#include "composite.h"

/* How often a component was left out. */
struct omission {
	uint64_t small;    /* of a school and year, for too few participants */
	uint64_t unknown;  /* of a school and year, for results that are not known */
	uint64_t alone;    /* of a pool and year, for only one school has it */
	uint64_t constant; /* of a pool and year, for its values have no spread or are all 0 */
};

/* Says, in one line for the composite and year, which windows are not whole. Bit k of years[i]: the
 * i-th component has data of the k-th year before. */
void omission_tell_windows(const struct composite *composite, uint64_t year, const uint64_t *years);

/* Says how many schools and years were left out as they have nothing of the year itself, and how often
 * each component was, in a line for each reason. */
void omission_tell(
	const struct composite *composite, uint64_t gone, const struct omission *by_component);

#endif
