/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * composition: composite indicators, worked out from a panel of schools.
 *
 * For every composite, year Y of the panel and school that has participants of any component in Y:
 * each component is estimated from the years Y - window + 1 … Y, normalised among the schools of the pool
 * that have it, and the value is the mean of the components the school has, by their weights. Components it
 * lacks are left out. The interval is put together from those of the components by the method of variance
 * estimates recovery (see interval.h), taking what the normalisation has of the pool (mean, standard
 * deviation, ends, ranks) as given; a component without one leaves the composite without.
 *
 * Nothing is rounded before the value is written, and schools are gone through in the byte order of
 * their codes, so the same observations in any order give the same bytes.
 */
#ifndef SHNOR_COMPOSITION_H
#define SHNOR_COMPOSITION_H

#include "composite.h"
#include "indicator_line.h"
#include "pool.h"

struct composition {
	const struct composites *composites;
	const struct dated *scales; /* for share_of_score; else NULL */
	const struct panel *panel;
	const struct pools *pools;
	bool omit_constant; /* a component that cannot be normalised is no fault */
};

/* Works out all composites and gathers, for each school and year that has any component:
 *
 *   COMPOSITE          n: the number of its components
 *   COMPOSITE:years    n: the window; value: how many of its years they rest on
 *   COMPOSITE:MEASURE  n: the participants; a line for each component, normalised and oriented
 *
 * Says which windows are not whole and what was left out. A component that cannot be normalised is left
 * out of that year and pool, and told by name; returns false if that was a fault, for which the exit
 * status must be STATUS_DATA: always, but with `omit_constant` and where only one school of a named pool
 * has it. Values out of bounds or too large end the program with that status. */
bool composition_make(const struct composition *composition, struct indicator_lines *indicators);

#endif
