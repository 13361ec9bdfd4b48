/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "residual.h"
#include "interval.h"
#include "verdict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { REASON_PLACES = 3, COEFFICIENT_PLACES = 6 };

const char *residual_word(enum residual_class class)
{
	static const char *const words[] = {"below", "expected", "above", "no_data"};
	return words[class];
}

enum residual_class residual_judge(const struct residual_rule *rule,
	const struct regression *regression, size_t row, double value)
{
	double deviation = regression_residual_deviation(regression, row);
	if (deviation == 0)
		return RESIDUAL_NO_DATA;
	double standardised = (value - regression->fitted[row]) / deviation;
	return standardised <= -rule->limit   ? RESIDUAL_BELOW
		: standardised >= rule->limit ? RESIDUAL_ABOVE
					      : RESIDUAL_EXPECTED;
}

/* The probability that the results lie under `limit`. */
static double probability_under(const struct reading *results, double limit)
{
	double away = limit * 1e9 - (double)results->value;
	double deviation = interval_deviation(
		away < 0 ? results->value - results->low : results->high - results->value);
	if (deviation <= 0)
		return away >= 0;
	return gsl_cdf_ugaussian_P(away / deviation);
}

wide residual_probability(const struct residual_rule *rule, const struct regression *regression,
	size_t row, const struct reading *results)
{
	double reach = rule->limit * regression_residual_deviation(regression, row);
	double below = 0, above = 0;
	if (!results->bounded)
		return VERDICT_UNSURE;
	below = probability_under(results, regression->fitted[row] - reach);
	above = 1 - probability_under(results, regression->fitted[row] + reach);
	switch (residual_judge(rule, regression, row, reading_number(results->value))) {
	case RESIDUAL_BELOW:
		return number_round(below, VERDICT_PLACES);
	case RESIDUAL_ABOVE:
		return number_round(above, VERDICT_PLACES);
	case RESIDUAL_EXPECTED:
		return number_round(1 - below - above, VERDICT_PLACES);
	case RESIDUAL_NO_DATA:
		break;
	}
	return VERDICT_UNSURE;
}

static void put_number(struct sink *out, const char *before, double number)
{
	sink_string(out, before);
	sink_fixed(out, number_round(number, REASON_PLACES), REASON_PLACES);
}

static void put_equation(
	const struct residual_rule *rule, const struct regression *regression, struct sink *out)
{
	sink_string(out, "; ");
	sink_escaped(out, rule->results);
	sink_string(out, " = ");
	for (size_t i = 0; i < regression->terms; i++) {
		wide coefficient = number_round(regression->coefficients[i], COEFFICIENT_PLACES);
		if (i) {
			sink_string(out, coefficient < 0 ? " - " : " + ");
			coefficient = coefficient < 0 ? -coefficient : coefficient;
		}
		sink_fixed(out, coefficient, COEFFICIENT_PLACES);
		if (i) {
			sink_string(out, " * ");
			sink_escaped(out, rule->predictors.items[i - 1].name);
		}
	}
}

void residual_explain(const struct residual_rule *rule, const struct regression *regression,
	size_t row, double value, struct sink *out)
{
	double residual = value - regression->fitted[row];
	double deviation = regression_residual_deviation(regression, row);
	double high = regression_high_leverage(regression);
	put_number(out, "expected ", regression->fitted[row]);
	put_number(out, ", is ", value);
	put_number(out, ", residual ", residual);
	if (deviation > 0) {
		put_number(out, " = ", residual / deviation);
		sink_string(out, " standard deviations");
	} else {
		sink_string(out, ", for no other school tells what to expect");
	}
	bool is_high = regression->leverage[row] > high;
	put_number(out, is_high ? ", high leverage " : ", leverage ", regression->leverage[row]);
	if (is_high)
		put_number(out, " > ", high);
	sink_string(out, ", ");
	sink_count(out, regression->rows);
	sink_string(out, " schools");
	put_equation(rule, regression, out);
}
