/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bounds of beta distributions: closed forms, symmetry, and shapes from a billionth to a billion.
 */
#include "beta.h"
#include "check.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static bool near(double one, double other)
{
	return fabs(one - other) < 1e-10;
}

/* Beta(a, 1) has the distribution function x^a, Beta(1, b) has 1 - (1 - x)^b. */
static void check_closed_forms(void)
{
	for (double shape = 0.001; shape < 1e5; shape *= 1.1) {
		struct bounds power = beta_bounds(shape, 1), turned = beta_bounds(1, shape);
		CHECK(near(power.low, pow(0.025, 1 / shape)));
		CHECK(near(power.high, pow(0.975, 1 / shape)));
		CHECK(near(turned.low, -expm1(log(0.975) / shape)));
		CHECK(near(turned.high, -expm1(log(0.025) / shape)));
	}
}

static double random_shape(double least, double most)
{
	return least * pow(most / least, check_random(1000000) / 1e6);
}

/* Where the distribution function is sure of itself, it gives the probabilities back. */
static void check_back(void)
{
	for (int i = 0; i < 20000; i++) {
		double a = random_shape(0.5, 4e4), b = random_shape(0.5, 1e6);
		struct bounds bounds = beta_bounds(a, b);
		CHECK(fabs(gsl_cdf_beta_P(bounds.low, a, b) - 0.025) <
			1e-11 * (1 + gsl_ran_beta_pdf(bounds.low, a, b)));
		CHECK(fabs(gsl_cdf_beta_Q(bounds.high, a, b) - 0.025) <
			1e-11 * (1 + gsl_ran_beta_pdf(bounds.high, a, b)));
	}
}

/* Whatever the shapes: two bounds in order, the same from either side. */
static void check_all_shapes(void)
{
	for (int i = 0; i < 50000; i++) {
		double a = random_shape(1e-9, 1e9), b = random_shape(1e-9, 1e9);
		struct bounds bounds = beta_bounds(a, b), turned = beta_bounds(b, a);
		CHECK(bounds.low >= 0 && bounds.low <= bounds.high + 1e-11 && bounds.high <= 1);
		CHECK(near(bounds.low, 1 - turned.high) && near(bounds.high, 1 - turned.low));
	}
}

/* The expansion takes over without a step. */
static void check_expansion(void)
{
	for (double b = 60000; b < 1e9; b *= 1.3) {
		struct bounds below = beta_bounds(49999.9, b), above = beta_bounds(50000.1, b);
		struct bounds before = beta_bounds(49999.7, b);
		CHECK(fabs(above.low - 2 * below.low + before.low) < 2e-10);
		CHECK(fabs(above.high - 2 * below.high + before.high) < 2e-10);
	}
}

int main(void)
{
	gsl_set_error_handler_off();
	check_closed_forms();
	check_back();
	check_all_shapes();
	check_expansion();
	return check_end();
}
