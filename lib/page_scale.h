/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_scale: where a value stands on a picture, and the round values to mark on its axis.
 *
 * Values are in units of 10^-VALUE_PLACES; places are in tenths of a unit of the picture, whole numbers, so
 * that a picture is the same on every machine.
 */
#ifndef SHNOR_PAGE_SCALE_H
#define SHNOR_PAGE_SCALE_H

#include "sink.h"

struct page_scale {
	wide least, most; /* least < most after page_scale_widen() or by hand */
	int64_t from, to; /* their places */
	bool any;
};

/* Makes room for the value. */
void page_scale_see(struct page_scale *scale, wide value);

/* Leaves a twentieth free on both sides. */
void page_scale_widen(struct page_scale *scale);

/* The place of the value; beyond the ends it is the end. */
int64_t page_scale_at(const struct page_scale *scale, wide value);

/* The least of 1, 2, 5, 10, 20 … that parts the scale in at most `most_parts`. */
wide page_scale_step(const struct page_scale *scale, unsigned most_parts);

/* The first multiple of the step on the scale. */
wide page_scale_first(const struct page_scale *scale, wide step);

/* Writes the place: 12.5. */
void page_scale_put(struct sink *sink, int64_t place);

#endif
