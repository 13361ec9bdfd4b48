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

/* The same in floating point, before it is rounded; units 1. */
struct bounds {
	double low, high;
};

/* Wilson's score interval of hits/n, n > 0: Wilson, E. B. (1927), Probable inference, the law of
 * succession, and statistical inference, JASA 22, 209-212; recommended for small n by Brown, Cai
 * and DasGupta (2001), Statistical Science 16, 101-133. Always within 0 and 1. */
struct bounds interval_wilson(uint64_t hits, uint64_t n);
struct interval interval_share(uint64_t hits, uint64_t n);

/* Student's interval of the mean, from n, sum and sum of squares (sample variance). False if it
 * cannot be had: n < 2, an unknown sum, numbers too large to be exact, or no spread at all. Units that
 * are all the same tell nothing of how far others would lie from them: marks and scores are steps of a
 * scale, so this happens by chance in small groups, and an interval of no width would claim to be certain
 * where the least is known. Our decision; a floor by the step of the scale is none, for the scale is not
 * known here, and one step would be as arbitrary. */
bool interval_mean(const struct observation *observation, struct interval *interval);

/* The interval of the difference `to - from` of two independent estimates by their own intervals
 * (the method of variance estimates recovery; for shares: Newcombe, R. G. (1998), Interval
 * estimation for the difference between independent proportions, Statistics in Medicine 17,
 * 873-890, method 10). */
struct interval interval_difference(
	wide from, struct interval from_bounds, wide to, struct interval to_bounds);

/* How far the bounds of a mean lie from it when the variance of the n > 0 units is known: the normal
 * quantile times its standard error. */
double interval_reach(double variance, uint64_t n);

/* The interval of the weighted mean of independent estimates by their own intervals: the method of
 * variance estimates recovery again (Zou, G. Y., Huang, W. and Zhang, X. (2009), A note on confidence
 * interval estimation for a linear function of binomial proportions, Computational Statistics and
 * Data Analysis 53, 1080-1085). Weights are above 0; so is the count. */
struct bounds interval_weighted_mean(
	size_t count, const double *weights, const double *values, const struct bounds *bounds);

/* The standard deviation of a normal distribution whose 95 % interval reaches so far to one side, in
 * the units of `reach`. */
double interval_deviation(wide reach);

#endif
