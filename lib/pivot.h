/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pivot: does one pupil decide the verdict by the threshold rule?
 *
 * A result is pivotal if with one low result more, or one fewer, of the same n the class would be
 * the other one. Whole numbers only, like the rule itself.
 */
#ifndef SHNOR_PIVOT_H
#define SHNOR_PIVOT_H

#include "threshold.h"

struct pivot {
	size_t count;  /* how many results are pivotal; 0: no single pupil decides */
	uint64_t year; /* the first of them: the latest year, then the procedure in byte order */
	struct text procedure;
};

/* Looks at every result of the window's years. The window is as it was when it returns. */
struct pivot pivot_find(const struct threshold_rule *rule, struct window *window);

/* Writes `; one pupil decides: oge-mat 2024 and 2 others`, or nothing. */
void pivot_explain(const struct pivot *pivot, struct sink *out);

#endif
