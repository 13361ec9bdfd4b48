/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * residual: the rule of what a school's conditions let expect: its results against a regression of
 * the results of all schools of the year on predictors.
 *
 * A school is below (above) when its standardised residual is at least a given number of standard
 * deviations under (over) zero. No order has this rule. That results are told by the make-up of the
 * pupils' families follows Yastrebov, Bessudnov, Pinskaya and Kosaretsky (2013), Voprosy
 * obrazovaniya 4, 188-246; their model has two levels, this one has one. The predictors and the number
 * of deviations are our decision.
 */
#ifndef SHNOR_RESIDUAL_H
#define SHNOR_RESIDUAL_H

#include "predictor.h"
#include "regression.h"

enum residual_class { RESIDUAL_BELOW, RESIDUAL_EXPECTED, RESIDUAL_ABOVE, RESIDUAL_NO_DATA };

struct residual_rule {
	struct text results; /* the indicator that is to be told */
	struct predictors predictors;
	double limit; /* so many standard deviations off are below or above */
};

/* The word for the class in the streams. */
const char *residual_word(enum residual_class class);

/* The class of a row of a regression that is not perfect; RESIDUAL_NO_DATA if the row alone decides a
 * coefficient. */
enum residual_class residual_judge(const struct residual_rule *rule,
	const struct regression *regression, size_t row, double value);

/* The probability that the class is right, if of all that the regression rests on only the results
 * of this school are uncertain: they are normal around their value, with the two sides of the 95 %
 * interval as in the unit bootstrap; the expectation, s and the leverage stay. In units of
 * 10^-VERDICT_PLACES; VERDICT_UNSURE without an interval or class. */
wide residual_probability(const struct residual_rule *rule, const struct regression *regression,
	size_t row, const struct reading *results);

/* Writes the evidence: expected, is, residual, leverage, and the equation; numbers to 3 decimals,
 * coefficients to 6. */
void residual_explain(const struct residual_rule *rule, const struct regression *regression,
	size_t row, double value, struct sink *out);

#endif
