/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cut: where the high values of an index begin: at the median or the mean of a group of schools, or
 * at a number.
 *
 * Values are in units of 10^-VALUE_PLACES. The cut is kept as a fraction, so a median between two
 * schools and a mean are exact, and a school at the cut is high.
 */
#ifndef SHNOR_CUT_H
#define SHNOR_CUT_H

#include "sink.h"

enum cut_kind { CUT_MEDIAN, CUT_MEAN, CUT_NUMBER };

struct cut {
	enum cut_kind kind;
	wide number; /* of CUT_NUMBER */
};

/* Where it lies in a group: at total / parts. */
struct cut_point {
	wide total, parts; /* parts 0: nowhere, for no school has a value */
	size_t schools;
};

/* Reads median, mean or a number. False if it is none of them. */
bool cut_read(struct cut *cut, struct text text);

/* The cut of a group by its values, which get sorted. The median of an even number of values is the
 * mean of the two in the middle. */
struct cut_point cut_of(const struct cut *cut, wide *values, size_t count);

bool cut_is_high(const struct cut_point *point, wide value);

/* Is the value less than `width` away from the cut? */
bool cut_is_near(const struct cut_point *point, wide value, wide width);

/* Writes `47.215 < 50.102 (median of 60 schools)`, to 3 decimals, or to 9 if the two would look
 * alike. */
void cut_explain(
	const struct cut *cut, const struct cut_point *point, wide value, struct sink *out);

/* The cut by values that were drawn, in the same units; their order is lost. count > 0. */
double cut_of_draws(const struct cut *cut, double *values, size_t count);

#endif
