/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * interval: how sure a share or a mean is, as a 95 % interval. Bounds are in units of
 * 10^-VALUE_PLACES, rounded half away from zero.
 */
#ifndef SHNOR_INTERVAL_H
#define SHNOR_INTERVAL_H

#include "observation.h"

struct interval {
	wide low, high;
};

/* Wilson's score interval of hits/n, n > 0: Wilson, E. B. (1927), Probable inference, the law of
 * succession, and statistical inference, JASA 22, 209-212; recommended for small n by Brown, Cai
 * and DasGupta (2001), Statistical Science 16, 101-133. Always within 0 and 1. */
struct interval interval_share(uint64_t hits, uint64_t n);

/* Student's interval of the mean, from n, sum and sum of squares (sample variance). False if it
 * cannot be had: n < 2, an unknown sum, or numbers too large to be exact. */
bool interval_mean(const struct observation *observation, struct interval *interval);

/* The interval of the difference `to - from` of two independent estimates by their own intervals
 * (the method of variance estimates recovery; for shares: Newcombe, R. G. (1998), Interval
 * estimation for the difference between independent proportions, Statistics in Medicine 17,
 * 873-890, method 10). */
struct interval interval_difference(
	wide from, struct interval from_bounds, wide to, struct interval to_bounds);

/* The standard deviation of a normal distribution whose 95 % interval reaches so far to one side, in
 * the units of `reach`. */
double interval_deviation(wide reach);

#endif
