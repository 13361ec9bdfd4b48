/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certainty.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* Above it the series that the beta distribution is computed by no longer converges. */
static const double MANY = 1e6;

static double probability_of(const struct threshold_rule *rule, const struct result *result)
{
	double share = (double)rule->share.numerator / (double)rule->share.denominator;
	double low = (double)result->low + 0.5, other = (double)(result->n - result->low) + 0.5;
	double sum = low + other, mean = low / sum;
	if (sum < MANY)
		return gsl_cdf_beta_Q(share, low, other);
	return gsl_cdf_gaussian_Q(share - mean, sqrt(mean * (1 - mean) / (sum + 1)));
}

double certainty_of_result(
	struct certainty *certainty, const struct threshold_rule *rule, const struct result *result)
{
	if (!threshold_counts(rule, result))
		return 0;
	if (!certainty->known)
		certainty->known = memory_get(CERTAINTY_REMEMBERED, sizeof *certainty->known);
	struct certain *place =
		&certainty->known[(result->n * 61 + result->low) % CERTAINTY_REMEMBERED];
	if (place->n != result->n || place->low != result->low)
		*place = (struct certain){result->n, result->low, probability_of(rule, result)};
	return place->probability;
}

void certainty_free(struct certainty *certainty)
{
	free(certainty->known);
}

/* One more procedure, low in Y with the probability `now` and, if so, in Y-1 as well with `again`.
 * plain[c]: c procedures are low, none of them in both years; repeated[c]: one of them is. The last
 * state, `most`, stands for itself and all above. */
static void add_procedure(double *plain, double *repeated, size_t most, double now, double again)
{
	for (size_t c = most; c-- > 0;) {
		repeated[c + 1] += repeated[c] * now + plain[c] * now * again;
		plain[c + 1] += plain[c] * now * (1 - again);
		repeated[c] *= 1 - now;
		plain[c] *= 1 - now;
	}
}

double certainty_combine(
	const struct threshold_rule *rule, const double *now, const double *before, size_t count)
{
	/* Branch A holds in the state `most`; one beyond `count` is never reached. */
	size_t most = rule->procedures <= count ? (size_t)rule->procedures : count + 1;
	double *plain = memory_get(most + 1, sizeof *plain);
	double *repeated = memory_get(most + 1, sizeof *repeated);
	double none_before = 1, met, once = 0, again = 0;
	plain[0] = 1;
	for (size_t i = 0; i < count; i++) {
		add_procedure(
			plain, repeated, most, now[i], rule->repeat == REPEAT_SAME ? before[i] : 0);
		none_before *= 1 - before[i];
	}
	for (size_t c = 1; c < most; c++) {
		once += plain[c];
		again += repeated[c];
	}
	met = plain[most] + repeated[most];
	if (rule->repeat == REPEAT_ANY)
		met += once * (1 - none_before);
	else if (rule->repeat == REPEAT_SAME)
		met += again;
	free(plain);
	free(repeated);
	return met;
}

bool certainty_of_window(struct certainty *certainty, const struct threshold_rule *rule,
	const struct window *window, double *probability)
{
	const struct school_year *now = &window->now, *before = &window->before;
	size_t i = 0, j = 0, count = 0;
	bool between = rule->share.numerator > 0 && rule->share.numerator < rule->share.denominator;
	if (!between || (window->span > 1 && rule->repeat != REPEAT_OFF))
		return false;
	double *lows = memory_get(now->count + before->count, sizeof *lows);
	double *earlier = memory_get(now->count + before->count, sizeof *earlier);
	while (i < now->count || j < before->count) {
		int order = i == now->count ? 1
			: j == before->count
			? -1
			: text_compare(now->items[i].procedure, before->items[j].procedure);
		if (order <= 0)
			lows[count] = certainty_of_result(certainty, rule, &now->items[i++]);
		if (order >= 0)
			earlier[count] = certainty_of_result(certainty, rule, &before->items[j++]);
		count++;
	}
	*probability = certainty_combine(rule, lows, earlier, count);
	free(lows);
	free(earlier);
	return true;
}
