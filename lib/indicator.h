/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * indicator: lines of the stream of indicators, written at once or gathered to be put among others
 * in byte order.
 *
 * Values and bounds are in units of 10^-VALUE_PLACES.
 */
#ifndef SHNOR_INDICATOR_H
#define SHNOR_INDICATOR_H

#include "interval.h"
#include "memory.h"
#include "sink.h"

struct indicator {
	struct text name; /* the keys and the indicator, each with a tab behind it */
	uint64_t n;
	wide value;
	bool bounded;
	struct interval bounds;
};

struct indicators {
	size_t count, room;
	struct indicator *items;
	struct arena arena; /* of the names */
};

/* Writes what stands behind the name and its tab: n value lo hi. No bounds: NULL. */
void indicator_put(struct sink *sink, uint64_t n, wide value, const struct interval *bounds);

/* Gathers a line; the name is copied. */
void indicators_add(struct indicators *indicators, struct text name, uint64_t n, wide value,
	const struct interval *bounds);

/* Puts the lines gathered in the byte order of their names. */
void indicators_sort(struct indicators *indicators);

void indicators_free(struct indicators *indicators);

#endif
