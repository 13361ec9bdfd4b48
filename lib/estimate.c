/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate.h"
#include "interval.h"
#include "maximum.h"
#include "message.h"

#include <math.h>

static bool is_scaled(const struct component *component)
{
	return component->normalization.kind == NORMALIZE_SHARE_OF_SCORE;
}

static bool knows(const struct component *component, const struct observation *seen)
{
	return component->statistic == STATISTIC_SHARE ? seen->has_hits : seen->has_sum;
}

static _Noreturn void fail_large(const struct component *component, struct text school)
{
	fail(STATUS_DATA, _("%s of school %s does not fit; the numbers cannot be right"),
		component->measure.at, quote(school).string);
}

/* Adds a year's scores, each divided by the largest one possible. */
static void add_scaled(struct estimate *estimate, const struct component *component,
	const struct panel_cell *cell, wide maximum, struct text school)
{
	const struct observation *seen = cell->seen;
	wide sum, most;
	if (!seen->has_sum)
		return;
	if (__builtin_mul_overflow((wide)seen->n, maximum, &most) || seen->sum < 0 ||
		seen->sum > most) {
		char mean[NUMBER_ROOM], limit[NUMBER_ROOM];
		mean[number_print(
			mean, number_divide(seen->sum, (wide)seen->n), SUM_PLACES, true)] = '\0';
		limit[number_print(limit, maximum, SCORE_PLACES, true)] = '\0';
		fail(STATUS_DATA,
			_("share_of_score: school %s, %s in %u: the mean is %s, expected 0 to the "
			  "maximum score %s"),
			quote(school).string, component->measure.at, (unsigned)cell->year, mean,
			limit);
	}
	if (!number_ratio(seen->sum, number_power(RAW_PLACES), maximum, &sum) ||
		__builtin_add_overflow(estimate->sum, sum, &estimate->sum))
		fail_large(component, school);
	estimate->squares += (double)seen->sumsq / ((double)maximum * (double)maximum);
}

static void add_cell(struct estimate *estimate, const struct component *component,
	const struct panel_cell *cell, struct text school)
{
	if (!estimate->seen.n)
		estimate->seen =
			(struct observation){.has_hits = true, .has_sum = true, .has_sumsq = true};
	if (!observation_add(&estimate->seen, cell->seen))
		fail_large(component, school);
}

static void find_value(
	struct estimate *estimate, const struct component *component, struct text school)
{
	const struct observation *seen = &estimate->seen;
	wide n = (wide)seen->n;
	wide most = (wide)number_power(RAW_LARGEST) * number_power(RAW_PLACES);
	bool fits = true;
	if (component->statistic == STATISTIC_SHARE)
		fits = number_ratio(
			(wide)seen->hits, number_power(RAW_PLACES), n, &estimate->value);
	else if (is_scaled(component))
		estimate->value = number_divide(estimate->sum, n);
	else
		fits = number_ratio(
			seen->sum, number_power(RAW_PLACES - SUM_PLACES), n, &estimate->value);
	if (!fits || estimate->value > most || estimate->value < -most)
		fail_large(component, school);
	estimate->known = true;
}

/* One year of the window. Returns whether any school had something in it. */
static bool add_year(struct estimate *by_school, const struct panel *panel,
	const enum presence *presence, const struct component *component, uint64_t year,
	uint64_t age, const struct dated *scales)
{
	size_t count;
	const struct panel_cell *cells = panel_find(panel, component->measure, year - age, &count);
	wide maximum = 0;
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		const struct panel_cell *cell = &cells[i];
		struct estimate *estimate = &by_school[cell->school];
		if (!cell->seen->n)
			continue;
		any = any || knows(component, cell->seen);
		if (presence[cell->school] != PRESENCE_NOW)
			continue;
		if (is_scaled(component) && !maximum)
			maximum = maximum_score(scales, component->measure, year - age,
				component->normalization.column);
		if (maximum)
			add_scaled(
				estimate, component, cell, maximum, panel->schools[cell->school]);
		add_cell(estimate, component, cell, panel->schools[cell->school]);
		if (knows(component, cell->seen))
			estimate->years |= UINT64_C(1) << age;
	}
	return any;
}

struct estimate_account estimate_schools(struct estimate *by_school, const struct panel *panel,
	const enum presence *presence, const struct component *component, uint64_t year,
	const struct dated *scales)
{
	struct estimate_account account = {0};
	memset(by_school, 0, panel->school_count * sizeof *by_school);
	for (uint64_t age = 0; age < component->window; age++)
		if (add_year(by_school, panel, presence, component, year, age, scales))
			account.years |= UINT64_C(1) << age;
	for (uint32_t i = 0; i < panel->school_count; i++) {
		struct estimate *estimate = &by_school[i];
		if (!estimate->seen.n)
			continue;
		if (!knows(component, &estimate->seen))
			account.unknown++;
		else if (estimate->seen.n < component->least_n)
			account.small++;
		else
			find_value(estimate, component, panel->schools[i]);
	}
	return account;
}

/* The sum of squares of a school's scores about their mean. False if it is not known. */
static bool find_within(
	const struct estimate *estimate, const struct component *component, double *within)
{
	const struct observation *seen = &estimate->seen;
	double n = (double)seen->n;
	wide scaled, square;
	if (!seen->has_sumsq)
		return false;
	if (is_scaled(component)) {
		double sum = (double)estimate->sum / (double)number_power(RAW_PLACES);
		*within = fmax(0, estimate->squares - sum * sum / n);
		return true;
	}
	/* n * sumsq - sum^2, exact: both have SUMSQ_PLACES = 2 * SUM_PLACES decimals. */
	if (__builtin_mul_overflow((wide)seen->n, seen->sumsq, &scaled) ||
		__builtin_mul_overflow(seen->sum, seen->sum, &square) || scaled < square)
		return false;
	*within = (double)(scaled - square) / 1e12 / n;
	return true;
}

/* The pooled variance within schools. False if no school tells anything of it. */
static bool find_variance(const struct estimate *by_school, const uint32_t *schools, size_t count,
	const struct component *component, double *variance)
{
	double squares = 0, freedom = 0, within;
	for (size_t i = 0; i < count; i++) {
		const struct estimate *estimate = &by_school[schools[i]];
		if (!estimate->known || !find_within(estimate, component, &within))
			continue;
		squares += within;
		freedom += (double)(estimate->seen.n - 1);
	}
	*variance = squares / freedom;
	return freedom > 0;
}

void estimate_bounds(struct estimate *by_school, const uint32_t *schools, size_t count,
	const struct component *component)
{
	const double one = (double)number_power(RAW_PLACES);
	bool share = component->statistic == STATISTIC_SHARE;
	double variance = 0;
	bool bounded = share || find_variance(by_school, schools, count, component, &variance);
	for (size_t i = 0; i < count; i++) {
		struct estimate *estimate = &by_school[schools[i]];
		if (!estimate->known || !bounded)
			continue;
		estimate->bounded = true;
		if (share) {
			struct bounds bounds =
				interval_wilson(estimate->seen.hits, estimate->seen.n);
			estimate->low = (wide)(bounds.low * one + 0.5);
			estimate->high = (wide)(bounds.high * one + 0.5);
		} else {
			/* As large as can be, the reach still fits: scores have 36 digits. */
			wide reach = (wide)(interval_reach(variance, estimate->seen.n) * one + 0.5);
			estimate->low = estimate->value - reach;
			estimate->high = estimate->value + reach;
		}
	}
}
