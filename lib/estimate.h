/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * estimate: what a component of a composite is for each school: its observations of a window of
 * years added up, their mean or share, and how sure that is. Nothing is normalised here.
 *
 * Values and bounds are whole numbers of units of 10^-RAW_PLACES.
 */
#ifndef SHNOR_ESTIMATE_H
#define SHNOR_ESTIMATE_H

#include "composite.h"
#include "panel.h"
#include "presence.h"

struct estimate {
	struct observation seen; /* in the window */
	uint64_t years;          /* bit k: there was something in the k-th year before */
	wide sum;                /* share_of_score: of the scores by their maxima */
	double squares;          /* the same, of their squares; no units */
	bool known;              /* the school has the component: value is set */
	wide value;
	bool bounded;
	wide low, high; /* 95 % */
};

/* What one year's estimates have left out, and what they rest on. */
struct estimate_account {
	uint64_t years;   /* bit k: any school had something in the k-th year before */
	uint64_t small;   /* schools with fewer participants than the component asks for */
	uint64_t unknown; /* schools of which some sum or count is missing */
};

/* Estimates the component in the year for every school of the panel that is there now, without
 * bounds, into `by_school`. Other schools, and those without observations, stay all zero. `scales` are
 * for share_of_score. A sum that does not fit, or a score above its maximum, ends the program with
 * status 1. */
struct estimate_account estimate_schools(struct estimate *by_school, const struct panel *panel,
	const enum presence *presence, const struct component *component, uint64_t year,
	const struct dated *scales);

/* Sets the bounds of those schools, which are compared with one another: Wilson's for a share; for
 * a mean
 *
 *   value -/+ 1.959963984540054 s / sqrt(n),  s^2 = sum (sumsq - sum^2 / n) / sum (n - 1)
 *
 * over the schools, the variance within groups of a one-way analysis of variance (NIST/SEMATECH
 * e-handbook of statistical methods, 7.4.3.3, mean square of error). A school of three says little
 * of how its own scores spread, and one pupil nothing. Schools whose squares are not known do not
 * contribute; if none do, there are no bounds. */
void estimate_bounds(struct estimate *by_school, const uint32_t *schools, size_t count,
	const struct component *component);

#endif
