/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "beta.h"
#include "message.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* How near a quantile is found, and in how many steps at most; it takes some six. */
static const double NEAR = 1e-12;
enum { MOST_STEPS = 200 };

/* With both shapes above it the expansion is as good as the quantile itself. */
static const double ALMOST_NORMAL = 5e4;

struct target {
	double a, b, probability;
};

static double miss(double x, void *context)
{
	const struct target *target = context;
	return gsl_cdf_beta_P(x, target->a, target->b) - target->probability;
}

/* Cornish and Fisher's expansion of the quantile about the normal one (Abramowitz and Stegun,
 * 26.2.49), in standard deviations from the mean, with the skewness and the excess. */
static double expand(const struct target *target)
{
	double a = target->a, b = target->b, all = a + b, product = a * b;
	double skewness = 2 * (b - a) * sqrt((all + 1) / product) / (all + 2);
	double excess =
		6 * ((a - b) / product * (a - b) * (all + 1) - (all + 2)) / ((all + 2) * (all + 3));
	double z = gsl_cdf_ugaussian_Pinv(target->probability);
	return z + skewness * (z * z - 1) / 6 + excess * z * (z * z - 3) / 24 -
		skewness * skewness * z * (2 * z * z - 5) / 36;
}

/* The root of miss() between the bounds. False if it does not lie there. */
static bool solve(struct target *target, double low, double high, double *root)
{
	gsl_function function = {miss, target};
	gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
	if (!solver)
		fail(STATUS_SYSTEM, _("out of memory"));
	int state = gsl_root_fsolver_set(solver, &function, fmax(0, low), fmin(1, high));
	for (int i = 0; i < MOST_STEPS && state == GSL_SUCCESS; i++) {
		state = gsl_root_fsolver_iterate(solver);
		if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
			    gsl_root_fsolver_x_upper(solver), NEAR, 0) == GSL_SUCCESS)
			break;
	}
	*root = gsl_root_fsolver_root(solver);
	gsl_root_fsolver_free(solver);
	return state == GSL_SUCCESS;
}

/* The library's own inverse does not converge for many a lopsided distribution, nor its distribution
 * function for shapes of a million. So the latter is bracketed, and where it would fail the
 * expansion is exact enough. */
static double find_quantile(double probability, double a, double b)
{
	struct target target = {a, b, probability};
	double mean = a / (a + b), deviation = sqrt(a * b / (a + b + 1)) / (a + b);
	double guess, root;
	if (deviation < NEAR)
		return mean;
	guess = mean + expand(&target) * deviation;
	if (fmin(a, b) > ALMOST_NORMAL)
		return guess;
	if (solve(&target, guess - 0.2 * deviation, guess + 0.2 * deviation, &root))
		return root;
	/* By Cantelli's inequality the quantile is within 6.245 standard deviations of the mean. */
	if (!solve(&target, mean - 6.3 * deviation, mean + 6.3 * deviation, &root))
		fail(STATUS_DATA, _("Beta(%g, %g) has no quantile; the numbers cannot be right"), a,
			b);
	return root;
}

struct bounds beta_bounds(double a, double b)
{
	/* What the library does not find is looked at here; it must not end the program. */
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	struct bounds bounds = {find_quantile(0.025, a, b), find_quantile(0.975, a, b)};
	gsl_set_error_handler(handler);
	return bounds;
}
