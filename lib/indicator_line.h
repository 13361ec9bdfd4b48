/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * indicator_line: lines of the stream of indicators, written at once or gathered to be put among others
 * in byte order.
 *
 * Values and bounds are in units of 10^-VALUE_PLACES.
 */
#ifndef SHNOR_INDICATOR_LINE_H
#define SHNOR_INDICATOR_LINE_H

#include "interval.h"
#include "memory.h"
#include "sink.h"

struct indicator_line {
	struct text name; /* the keys and the indicator, each with a tab behind it */
	uint64_t n;
	wide value;
	bool bounded;
	struct interval bounds;
};

struct indicator_lines {
	size_t count, room;
	struct indicator_line *items;
	struct arena arena; /* of the names */
};

/* Writes what stands behind the name and its tab: n value lo hi. No bounds: NULL. */
void indicator_line_put(struct sink *sink, uint64_t n, wide value, const struct interval *bounds);

/* Gathers a line; the name is copied. */
void indicator_lines_add(struct indicator_lines *indicators, struct text name, uint64_t n,
	wide value, const struct interval *bounds);

/* Puts the lines gathered in the byte order of their names. */
void indicator_lines_sort(struct indicator_lines *indicators);

void indicator_lines_free(struct indicator_lines *indicators);

#endif
