/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shrinkage: shares drawn towards the share of all, the more the fewer participants stand behind
 * them: empirical Bayes with the beta-binomial model.
 *
 * The groups of one year and measure are a population; with h_i hits of n_i, k groups, H of N in
 * all, P = H/N. The prior is a beta distribution with mean P and, by the method of moments with the
 * participants as weights (Kleinman, J. C. (1973), Proportions with extraneous variance: single and
 * independent samples, JASA 68, 46-54),
 *
 *   rho = (sum n_i (h_i/n_i - P)^2 - P (1-P) (k-1)) / (P (1-P) (N - sum n_i^2 / N - (k-1)))
 *   M = 1/rho - 1,  a = P M,  b = (1-P) M
 *
 * rho is the correlation of two participants of one group: 0 when groups differ by chance only. The
 * share of a group is then the mean of Beta(a + h_i, b + n_i - h_i), with its 2.5 % and 97.5 %
 * quantiles for bounds. They take the prior as given, so they are somewhat short where it rests on
 * few groups. Where the mean lies beyond one of them, as it may where nearly all groups have no hit,
 * it is the bound: a value never lies outside of its interval.
 *
 * Where rho is not above 0 there is no more spread than chance makes: every group has P itself, with
 * Wilson's interval of H/N. Where it is 1 or more (each group all hits, or none) the others tell
 * nothing of a group: it keeps its own share and Wilson's interval. Both are our decision.
 */
#ifndef SHNOR_SHRINKAGE_H
#define SHNOR_SHRINKAGE_H

#include "interval.h"
#include "sums.h"

enum prior_kind { PRIOR_POINT, PRIOR_BETA, PRIOR_NOTHING };

/* What all groups of a year and measure tell of one more. */
struct prior {
	uint64_t n, hits, groups; /* N, H, k */
	double n_squares;         /* the sum of n_i^2 */
	double spread;            /* the sum of n_i (h_i/n_i - P)^2 */
	enum prior_kind kind;
	double a, b;
};

struct shrinkage {
	struct dictionary populations; /* year and measure */
	struct prior *priors;          /* by population */
	size_t room;
	uint32_t *population; /* by number of the sum */
};

/* Learns the priors from the sums, whose keys hold the year at place `year` and the measure last;
 * `order` is that of dictionary_sorted(). Sums without hits or participants take no part. */
void shrinkage_learn(
	struct shrinkage *shrinkage, const struct sums *sums, const uint32_t *order, size_t year);

/* The shrunk share of the sum of that number, in units of 10^-VALUE_PLACES, and its bounds. It must
 * have hits and participants. */
wide shrinkage_share(const struct shrinkage *shrinkage, const struct sums *sums, uint32_t number,
	struct interval *interval);

void shrinkage_free(struct shrinkage *shrinkage);

#endif
