/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * certainty: how sure it is that a school meets the threshold rule, given how few pupils stand
 * behind its shares.
 *
 * The order counts the pupils who sat the procedure. What it is after is the share of low results
 * that the school would have with any number of pupils like them: the true share. Of that, the count
 * is a sample, and the probability here is that the true shares meet the rule. It does not overrule
 * the verdict.
 *
 * By Bayes' theorem with the prior of Jeffreys, H. (1946), An invariant form for the prior
 * probability in estimation problems, Proc. Royal Society A 186, 453-461: with h low results of n,
 * the true share has the distribution Beta(h + 1/2, n - h + 1/2); that this prior is good for small
 * n: Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133. Procedures and years are taken
 * for independent of each other. As the same pupils sit several procedures, they are not quite.
 */
#ifndef SHNOR_CERTAINTY_H
#define SHNOR_CERTAINTY_H

#include "threshold.h"

enum { CERTAINTY_REMEMBERED = 4096 };

/* The counts seen lately and their probabilities, for schools are of few sizes. Starts as {0}; for one rule. */
struct certainty {
	struct certain {
		uint64_t n, low; /* n 0: none */
		double probability;
	} * known;
};

/* The probability that the true share behind the result reaches the share of the rule, from 0 to 1;
 * 0 for a result that does not count. Above a million participants by the normal distribution, which
 * then is off by less than 0.0002. */
double certainty_of_result(struct certainty *certainty, const struct threshold_rule *rule,
	const struct result *result);

/* The probability that the rule is met, from those that each of `count` procedures is low in Y and
 * in Y-1 (0 where it took no part). Exact: by recursion over the procedures, after Barlow, R. E. and
 * Heidtmann, K. D. (1984), Computing k-out-of-n system reliability, IEEE Transactions on Reliability
 * R-33, 322-323, with a state for whether a procedure repeated. */
double certainty_combine(
	const struct threshold_rule *rule, const double *now, const double *before, size_t count);

/* The probability that the true shares of the window meet the rule. False if there is none: of a
 * window of several years and a rule with a branch B, for both of its windows hold the same years,
 * and are not independent; and of a rule with the share 0 or 1, for a true share lies between them,
 * so the probability would be 0 or 1 whatever the counts are. */
bool certainty_of_window(struct certainty *certainty, const struct threshold_rule *rule,
	const struct window *window, double *probability);

void certainty_free(struct certainty *certainty);

#endif
