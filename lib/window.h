/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window: a school's results over years running, and their sums by procedure.
 *
 * A window of the span k that ends in year Y holds the sums of Y-k+1 … Y and, for a rule that looks
 * back, those of the window that ends in Y-1. A span of one year is that year as it is. It refers
 * to the results, which must outlive it. A zeroed window is an empty one.
 */
#ifndef SHNOR_WINDOW_H
#define SHNOR_WINDOW_H

#include "results.h"

enum { WINDOW_LONGEST = 9 };

struct window {
	uint64_t last;                                       /* Y */
	size_t span;                                         /* 1 to WINDOW_LONGEST */
	const struct school_year *years[WINDOW_LONGEST + 1]; /* Y, Y-1 … Y-k; NULL: no results */
	struct school_year now, before;                      /* procedures in byte order */
};

/* Moves the window to the school's years up to `last`. */
void window_set(struct window *window, const struct results *results, uint32_t school,
	uint64_t last, size_t span);

void window_free(struct window *window);

#endif
