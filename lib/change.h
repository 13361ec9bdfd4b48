/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change: how an indicator of a school has changed: between two years, or over a window of them.
 *
 * Values are in units of 10^-VALUE_PLACES.
 */
#ifndef SHNOR_CHANGE_H
#define SHNOR_CHANGE_H

#include "direction.h"
#include "interval.h"

/* An indicator's value in a year. */
struct point {
	wide value;
	struct interval bounds;
	uint32_t year;
	bool bounded;
};

enum trend { TREND_NO_DATA, TREND_IMPROVED, TREND_DECLINED, TREND_STABLE };

struct change {
	uint64_t year_from, year_to;
	wide from, to, delta;
	bool has_from, has_to;
	bool bounded;
	struct interval interval; /* of delta, 95 % */
	enum trend trend;
	bool alarming; /* it went the bad way by at least the direction's alarm */
};

/* From one point to another. With `only_certain`, a change whose interval holds 0 is stable. */
struct change change_between(const struct point *from, const struct point *to,
	const struct direction *direction, bool only_certain);

/* Over the points of a window, by the line that fits them best (least squares): from and to are the
 * line's values in the first and the last year. Its interval is that of a linear combination of
 * independent estimates by their own intervals: Zou, G. Y. and Donner, A. (2008), Construction of
 * confidence limits about effect measures: a general approach, Statistics in Medicine 27, 1693-1702.
 * count >= 2. */
struct change change_over(const struct point *points, size_t count,
	const struct direction *direction, bool only_certain);

/* Nothing can be said of these two years; NULL for a point that is not there. */
struct change change_unknown(
	uint64_t year_from, uint64_t year_to, const struct point *from, const struct point *to);

/* Writes the columns year_from year_to from to delta lo hi trend streak beyond_chance alarm. */
void change_put(struct sink *out, const struct change *change, const struct direction *direction,
	uint64_t streak);

/* improved, declined, stable or no_data. */
const char *trend_word(enum trend trend);

#endif
