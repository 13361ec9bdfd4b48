/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shrinkage.h"
#include "beta.h"
#include "key.h"
#include "message.h"

#include <stdlib.h>

/* A correlation below this is what rounding leaves of 0. */
static const double SMALLEST = 1e-12;

static bool takes_part(const struct observation *sum)
{
	return sum->has_hits && sum->n > 0;
}

/* Year and measure as one text. */
static struct text name_population(struct key *name, struct text key, size_t year)
{
	struct text field, last = {"", 0};
	key_start(name);
	for (size_t i = 0; text_next_part(&key, '\t', &field); i++) {
		if (i == year)
			key_add_field(name, field);
		last = field;
	}
	key_add_field(name, last);
	return key_text(name);
}

static void add_group(struct shrinkage *shrinkage, const struct sums *sums, uint32_t number,
	size_t year, struct key *name)
{
	uint32_t known = shrinkage->populations.count;
	uint32_t population = dictionary_add(
		&shrinkage->populations, name_population(name, sums->keys.texts[number], year));
	const struct observation *sum = &sums->totals[number];
	shrinkage->priors = memory_grow(shrinkage->priors, &shrinkage->room,
		shrinkage->populations.count, sizeof *shrinkage->priors);
	struct prior *prior = &shrinkage->priors[population];
	if (population == known)
		*prior = (struct prior){0};
	shrinkage->population[number] = population;
	prior->groups++;
	prior->hits += sum->hits;
	prior->n_squares += (double)sum->n * (double)sum->n;
	if (__builtin_add_overflow(prior->n, sum->n, &prior->n) ||
		prior->n > (uint64_t)number_power(18))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			quote(sums->keys.texts[number]).string);
}

static void add_spread(struct prior *prior, const struct observation *sum)
{
	/* h/n - H/N over their common denominator, exact. */
	wide distance = (wide)sum->hits * (wide)prior->n - (wide)sum->n * (wide)prior->hits;
	double part = (double)distance / (double)prior->n;
	prior->spread += part * part / (double)sum->n;
}

static void settle(struct prior *prior)
{
	double all = (double)prior->n, share = (double)prior->hits / all;
	double variance = share * (1 - share), between = (double)(prior->groups - 1);
	double most = variance * (all - prior->n_squares / all - between);
	double correlation = (prior->spread - variance * between) / most;
	prior->kind = PRIOR_POINT;
	/* Nothing to learn from one group, or from groups of one: `most` is 0, or rounded about it. */
	if (!(most > SMALLEST * all) || !(correlation > SMALLEST))
		return;
	prior->kind = correlation < 1 - SMALLEST ? PRIOR_BETA : PRIOR_NOTHING;
	prior->a = share * (1 / correlation - 1);
	prior->b = (1 - share) * (1 / correlation - 1);
}

void shrinkage_learn(
	struct shrinkage *shrinkage, const struct sums *sums, const uint32_t *order, size_t year)
{
	struct key name = {0};
	*shrinkage = (struct shrinkage){0};
	shrinkage->population = memory_get(sums->keys.count, sizeof *shrinkage->population);
	for (uint32_t i = 0; i < sums->keys.count; i++)
		if (takes_part(&sums->totals[order[i]]))
			add_group(shrinkage, sums, order[i], year, &name);
	for (uint32_t i = 0; i < sums->keys.count; i++)
		if (takes_part(&sums->totals[order[i]]))
			add_spread(&shrinkage->priors[shrinkage->population[order[i]]],
				&sums->totals[order[i]]);
	for (uint32_t i = 0; i < shrinkage->populations.count; i++)
		settle(&shrinkage->priors[i]);
	key_free(&name);
}

wide shrinkage_share(const struct shrinkage *shrinkage, const struct sums *sums, uint32_t number,
	struct interval *interval)
{
	const struct prior *prior = &shrinkage->priors[shrinkage->population[number]];
	const struct observation *sum = &sums->totals[number];
	uint64_t hits = sum->hits, n = sum->n;
	if (prior->kind == PRIOR_BETA) {
		double a = prior->a + (double)hits, b = prior->b + (double)(n - hits);
		struct bounds bounds = beta_bounds(a, b);
		wide value = number_units(a / (a + b));
		*interval = (struct interval){number_units(bounds.low), number_units(bounds.high)};
		if (interval->low > value)
			interval->low = value;
		if (interval->high < value)
			interval->high = value;
		return value;
	}
	if (prior->kind == PRIOR_POINT) {
		hits = prior->hits;
		n = prior->n;
	}
	*interval = interval_share(hits, n);
	return number_divide((wide)hits * number_power(VALUE_PLACES), (wide)n);
}

void shrinkage_free(struct shrinkage *shrinkage)
{
	dictionary_empty(&shrinkage->populations);
	free(shrinkage->priors);
	free(shrinkage->population);
}
