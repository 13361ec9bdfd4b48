/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * direction: which way an indicator is good, and which changes of it matter, by a table.
 *
 *   indicator  a pattern for the names of indicators; the first line that fits counts
 *   good       up or down; none: neither is, and there are no changes of it
 *   tolerance  a change of at most this much is stable; empty: that of the option
 *   alarm      a change of at least this much, above 0, the bad way is to be marked; empty: none is
 *   source     where the rule comes from; not read
 *   verified   yes, no or empty: was the figure seen in that source
 */
#ifndef SHNOR_DIRECTION_H
#define SHNOR_DIRECTION_H

#include "number.h"
#include "pattern.h"
#include "verification.h"

struct direction {
	struct pattern *pattern;
	bool none;      /* no change of it is good or bad */
	bool up;        /* else down is good */
	wide tolerance; /* units of 10^-VALUE_PLACES, like alarm */
	wide alarm;     /* 0: none */
	struct verification verification;
};

struct directions {
	struct table table;
	struct direction *items; /* by row of the table */
};

/* Loads and checks the table; faults are told, table_check() ends the program. `tolerance` holds where
 * a line has none. */
void directions_load(struct directions *directions, const char *path, wide tolerance);

/* The line for the indicator, or NULL. */
struct direction *directions_find(const struct directions *directions, struct text indicator);

void directions_free(struct directions *directions);

#endif
