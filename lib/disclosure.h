/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * disclosure: what one published figure tells: k of n as a share, hidden, coarse or whole; and what
 * a reader can compute from a total.
 *
 * The limits are those that Tennessee publishes its schools by (fewer than 10 pupils; below 5 % and
 * above 95 %), as the United States' 20 U.S.C. 6311(i) asks for.
 */
#ifndef SHNOR_DISCLOSURE_H
#define SHNOR_DISCLOSURE_H

#include "number.h"

struct disclosure_limits {
	uint64_t least;   /* a figure on fewer is hidden */
	uint64_t percent; /* shares below it, and above 100 less it, are shown as such only; of few
			     pupils the band is wider */
};

/* Numbers of hits that a reader has to think possible. */
struct disclosure_range {
	uint64_t lo, hi;
};

/* What is possible by both. */
struct disclosure_range disclosure_within(
	struct disclosure_range one, struct disclosure_range other);

/* What is left of `whole` where `others` are taken from it. */
struct disclosure_range disclosure_less(
	struct disclosure_range whole, struct disclosure_range others);

/* What is left of `whole` for one part, of which `part` is known itself, where all parts together have `all`. */
struct disclosure_range disclosure_left(
	struct disclosure_range whole, struct disclosure_range all, struct disclosure_range part);

/* How wide the bands of coarse shares of n pupils are at either end, in per cent: of up to 20 four
 * times the limit, of up to 40 twice, below 50. Else a coarse share of 10 would be 0 of 10. Source:
 * NCES 2011-603. */
uint64_t disclosure_band(const struct disclosure_limits *limits, uint64_t n);

/* Is the share below the lower limit, or above the upper one? Either? `n` is not 0. */
bool disclosure_is_below(const struct disclosure_limits *limits, uint64_t hits, uint64_t n);
bool disclosure_is_above(const struct disclosure_limits *limits, uint64_t hits, uint64_t n);
bool disclosure_is_coarse(const struct disclosure_limits *limits, uint64_t hits, uint64_t n);

/* What a school's published share tells: the hits, or those of a coarse share. */
struct disclosure_range disclosure_of_school(
	const struct disclosure_limits *limits, uint64_t hits, uint64_t n);

/* A total's share is published in whole percents. */
uint64_t disclosure_percent(uint64_t hits, uint64_t n);

/* What a total's published share tells. */
struct disclosure_range disclosure_of_total(
	const struct disclosure_limits *limits, uint64_t hits, uint64_t n);

/* A sum of schools under a total. */
struct disclosure_sum {
	uint64_t n, hits;
	uint64_t schools_hidden, n_hidden, hits_hidden;
	struct disclosure_range known; /* what the published shares of the others tell */
};

/* What a reader knows of the hits of the hidden schools, where the sum of all has `total` hits. */
struct disclosure_range disclosure_of_hidden(
	const struct disclosure_sum *sum, struct disclosure_range total);

/* Does a reader who has so many hits of n for possible know more than a coarse share of n tells? So
 * it is where some of them would make the share coarse, and they are fewer than those of the band: of 11,
 * where <20 % is 0 to 2, neither "0 or 1" nor "2 or 3" may be known, but "4 or 5" may, for 4 of 11
 * would be published as they are. Our decision. */
bool disclosure_is_narrow(
	const struct disclosure_limits *limits, struct disclosure_range range, uint64_t n);

/* May so much be known of the hidden schools' hits? Not if it is certainly none or all of them,
 * or narrow. Where no school is hidden, it may. */
bool disclosure_hides_hits(const struct disclosure_limits *limits, const struct disclosure_sum *sum,
	struct disclosure_range total);

/* May the total be published? Not if it stands for too few, or leaves for the hidden schools a
 * single one, fewer than the least number of pupils, or hits that may not be known. */
bool disclosure_is_safe(
	const struct disclosure_limits *limits, const struct disclosure_sum *sum, bool has_hits);

/* The mean of the marks or scores of n pupils, and what else is known of them. */
struct disclosure_mean {
	uint64_t n, hits; /* hits: how many are below `passing`, where has_hits */
	bool has_hits;
	wide value;                        /* in units of 10^-VALUE_PLACES */
	uint64_t lowest, passing, highest; /* of the scale */
};

/* May the mean be published? A mean at an end of its scale is the result of everybody, and near an end
 * of nearly everybody: so it is to keep off the ends as far as a share from none and all of n. The same
 * holds of what the mean and the hits tell of those who passed: neither all with the least that
 * passes nor all with the greatest, and, where it is their exact mean, at least the least number. */
bool disclosure_mean_is_safe(
	const struct disclosure_limits *limits, const struct disclosure_mean *mean);

#endif
