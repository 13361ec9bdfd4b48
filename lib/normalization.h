/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * normalization: one school's value among those of all schools, so that values of different
 * procedures can be added up. With m, SD (the population's), min and max over the N schools:
 *
 *   t_score                 50 + 10 z
 *   z_score                 z = (x - m) / SD
 *   min_max                 (x - min) / (max - min)
 *   min_max:LOW:HIGH        (x - LOW) / (HIGH - LOW), whatever the schools have
 *   share_of_maximum        x / max
 *   percentile_rank         100 (B + E / 2) / N: B schools lie below x, E at x, itself among them
 *   share_of_score          x, which the caller has divided by the largest score possible
 *   share_of_score:COLUMN   the same, the scale being that of the column
 *
 * Normalised values are turned round where less is better: 100 - T, -z, 100 - percentile, else
 * 1 - x. Source: OECD and JRC (2008), Handbook on constructing composite indicators, step 5; the
 * names and the choice are our decision, for the orders are silent.
 *
 * Values come as whole numbers of units of 10^-RAW_PLACES, up to RAW_LARGEST: means and differences
 * of such are exact, so nothing depends on the order of the schools beyond the rounding of a sum of
 * squares. The caller gives the schools in byte order.
 */
#ifndef SHNOR_NORMALIZATION_H
#define SHNOR_NORMALIZATION_H

#include "number.h"

enum { RAW_PLACES = 15, RAW_LARGEST = 12 }; /* at most 10^RAW_LARGEST, so that sums fit */

enum normalization_kind {
	NORMALIZE_T_SCORE,
	NORMALIZE_Z_SCORE,
	NORMALIZE_MIN_MAX,
	NORMALIZE_SHARE_OF_MAXIMUM,
	NORMALIZE_PERCENTILE_RANK,
	NORMALIZE_SHARE_OF_SCORE,
	NORMALIZE_NOT, /* the cell says none */
};

struct normalization {
	enum normalization_kind kind;
	bool down;          /* less is better */
	bool fixed;         /* min_max with bounds of its own */
	wide low, high;     /* those, in units of 10^-RAW_PLACES */
	struct text column; /* of share_of_score; may be empty */
};

/* Reads a table's cell, all but `down`; texts point into it. False, with the kind
 * NORMALIZE_NOT, if it is none. */
bool normalization_read(struct normalization *normalization, struct text cell);

/* What is wrong with the schools' values, so that there is no normalised one. */
enum normalization_fault {
	NORMALIZATION_WELL,
	NORMALIZATION_ONE,        /* there is but one school, so there is no spread */
	NORMALIZATION_CONSTANT,   /* all have the same value */
	NORMALIZATION_NO_MAXIMUM, /* the largest value is not above 0 */
};

/* A normalization together with what it takes from the schools. */
struct ruler {
	struct normalization normalization;
	wide zero;
	double unit;  /* never 0 */
	wide *ranked; /* the values ascending, for percentile ranks; else NULL */
	size_t count;
};

/* Makes a ruler of the values of `count` > 0 schools; after a fault there is none to be freed. */
enum normalization_fault ruler_make(struct ruler *ruler, const struct normalization *normalization,
	const wide *values, size_t count);

/* The normalised value of a raw one, turned round where less is better. It never falls as raw
 * values rise (or, turned round, never rises), so bounds of intervals may be put through it. */
double ruler_read(const struct ruler *ruler, wide raw);

void ruler_free(struct ruler *ruler);

#endif
