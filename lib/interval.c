/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The 0.975 quantile of the standard normal distribution. */
static const double normal_quantile = 1.959963984540054;

double interval_deviation(wide reach)
{
	return (double)reach / normal_quantile;
}

/* Bounds beyond it would not fit into units of 10^-VALUE_PLACES. */
static const double LARGEST = 1e24;

enum { REMEMBERED = 1024 };

struct bounds interval_wilson(uint64_t hits, uint64_t n)
{
	const double z = normal_quantile;
	double count = (double)n, share = (double)hits / count;
	double middle = share + z * z / (2 * count);
	double reach = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count));
	double scale = 1 + z * z / count;
	return (struct bounds){
		.low = hits == 0 ? 0 : (middle - reach) / scale,
		.high = hits == n ? 1 : (middle + reach) / scale,
	};
}

struct interval interval_share(uint64_t hits, uint64_t n)
{
	struct bounds bounds = interval_wilson(hits, n);
	return (struct interval){number_units(bounds.low), number_units(bounds.high)};
}

/* The 0.975 quantile of Student's distribution, looked up once per small n. */
static double student_quantile(uint64_t freedom)
{
	static double known[REMEMBERED];
	if (freedom >= REMEMBERED)
		return gsl_cdf_tdist_Pinv(0.975, (double)freedom);
	if (known[freedom] == 0)
		known[freedom] = gsl_cdf_tdist_Pinv(0.975, (double)freedom);
	return known[freedom];
}

bool interval_mean(const struct observation *observation, struct interval *interval)
{
	wide n = (wide)observation->n, scaled, square;
	if (observation->n < 2 || !observation->has_sum || !observation->has_sumsq)
		return false;
	/* n * sumsq - sum^2, exact: both have SUMSQ_PLACES = 2 * SUM_PLACES decimals. */
	if (__builtin_mul_overflow(n, observation->sumsq, &scaled) ||
		__builtin_mul_overflow(observation->sum, observation->sum, &square) ||
		__builtin_sub_overflow(scaled, square, &scaled) || scaled <= 0)
		return false;
	double count = (double)observation->n;
	double variance = (double)scaled / 1e12 / (count * (count - 1));
	double mean = (double)observation->sum / 1e6 / count;
	if (fabs(mean) > LARGEST || variance > LARGEST)
		return false;
	double reach = student_quantile(observation->n - 1) * sqrt(variance / count);
	*interval = (struct interval){number_units(mean - reach), number_units(mean + reach)};
	return true;
}

struct interval interval_difference(
	wide from, struct interval from_bounds, wide to, struct interval to_bounds)
{
	double below = hypot((double)(to - to_bounds.low), (double)(from_bounds.high - from));
	double above = hypot((double)(to_bounds.high - to), (double)(from - from_bounds.low));
	return (struct interval){
		.low = to - from - (wide)(below + 0.5), .high = to - from + (wide)(above + 0.5)};
}

double interval_reach(double variance, uint64_t n)
{
	return normal_quantile * sqrt(variance / (double)n);
}

struct bounds interval_weighted_mean(
	size_t count, const double *weights, const double *values, const struct bounds *bounds)
{
	double below = 0, above = 0, sum = 0, all = 0;
	for (size_t i = 0; i < count; i++) {
		double low = weights[i] * (values[i] - bounds[i].low);
		double high = weights[i] * (bounds[i].high - values[i]);
		below += low * low;
		above += high * high;
		sum += weights[i] * values[i];
		all += weights[i];
	}
	return (struct bounds){(sum - sqrt(below)) / all, (sum + sqrt(above)) / all};
}
