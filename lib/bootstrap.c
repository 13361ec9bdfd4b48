/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bootstrap.h"
#include "interval.h"
#include "verdict.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

/* One index of a group's schools, as far as they have it. */
struct draws {
	size_t count;
	double *values, *below, *above; /* standard deviations to either side */
	double *drawn;                  /* in this replicate */
	double *scratch;
	double cut; /* of this replicate */
};

struct bootstrap {
	struct draws draws[QUADRANT_INDICES];
	size_t *places[QUADRANT_INDICES]; /* of the group's schools in the draws */
	uint64_t *hits;                   /* by school: replicates with the printed class */
	bool *sure;                       /* by school: it gets a probability */
	size_t sure_count;
};

static void prepare_index(struct bootstrap *work, struct quadrant_group *group, size_t index)
{
	struct draws *draws = &work->draws[index];
	draws->values = memory_get(5 * group->count, sizeof *draws->values);
	draws->below = draws->values + group->count;
	draws->above = draws->below + group->count;
	draws->drawn = draws->above + group->count;
	draws->scratch = draws->drawn + group->count;
	work->places[index] = memory_get(group->count, sizeof *work->places[index]);
	for (size_t i = 0; i < group->count; i++) {
		const struct reading *reading = group->schools[i]->readings[index];
		size_t at = work->places[index][i] = draws->count;
		if (!reading)
			continue;
		draws->values[at] = (double)reading->value;
		draws->below[at] = draws->above[at] = -1;
		if (reading->bounded) {
			draws->below[at] = interval_deviation(reading->value - reading->low);
			draws->above[at] = interval_deviation(reading->high - reading->value);
		}
		draws->count++;
	}
}

static void prepare(struct bootstrap *work, struct quadrant_group *group)
{
	for (size_t index = 0; index < QUADRANT_INDICES; index++)
		prepare_index(work, group, index);
	work->hits = memory_get(group->count, sizeof *work->hits);
	work->sure = memory_get(group->count, sizeof *work->sure);
	for (size_t i = 0; i < group->count; i++) {
		const struct quadrant_school *school = group->schools[i];
		work->sure[i] = school->class != QUADRANT_NO_DATA &&
			school->readings[QUADRANT_RESULTS]->bounded &&
			school->readings[QUADRANT_SOCIAL]->bounded;
		work->sure_count += work->sure[i];
	}
}

static void draw(struct draws *draws, const struct cut *cut, gsl_rng *generator)
{
	for (size_t i = 0; i < draws->count; i++) {
		draws->drawn[i] = draws->values[i];
		if (draws->below[i] >= 0) {
			double z = gsl_ran_gaussian_ziggurat(generator, 1);
			draws->drawn[i] += z * (z < 0 ? draws->below[i] : draws->above[i]);
		}
		draws->scratch[i] = draws->drawn[i];
	}
	draws->cut = cut_of_draws(cut, draws->scratch, draws->count);
}

static void count_hits(struct bootstrap *work, const struct quadrant_group *group)
{
	const struct draws *results = &work->draws[QUADRANT_RESULTS];
	const struct draws *social = &work->draws[QUADRANT_SOCIAL];
	for (size_t i = 0; i < group->count; i++) {
		if (!work->sure[i])
			continue;
		bool results_high =
			results->drawn[work->places[QUADRANT_RESULTS][i]] >= results->cut;
		bool social_high = social->drawn[work->places[QUADRANT_SOCIAL][i]] >= social->cut;
		work->hits[i] +=
			quadrant_class_of(results_high, social_high) == group->schools[i]->class;
	}
}

static void replicate(const struct quadrant_rule *rule, const struct quadrant_group *group,
	struct bootstrap *work)
{
	gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
	gsl_rng_set(generator, (unsigned long)rule->seed);
	for (uint64_t i = 0; i < rule->replicates; i++) {
		for (size_t index = 0; index < QUADRANT_INDICES; index++)
			draw(&work->draws[index], &rule->cuts[index], generator);
		count_hits(work, group);
	}
	gsl_rng_free(generator);
}

void bootstrap_group(const struct quadrant_rule *rule, struct quadrant_group *group)
{
	struct bootstrap work = {0};
	prepare(&work, group);
	if (work.sure_count)
		replicate(rule, group, &work);
	for (size_t i = 0; i < group->count; i++)
		group->schools[i]->probability = work.sure[i] && rule->replicates
			? number_divide((wide)work.hits[i] * number_power(VERDICT_PLACES),
				  (wide)rule->replicates)
			: VERDICT_UNSURE;
	for (size_t index = 0; index < QUADRANT_INDICES; index++) {
		free(work.draws[index].values);
		free(work.places[index]);
	}
	free(work.hits);
	free(work.sure);
}
