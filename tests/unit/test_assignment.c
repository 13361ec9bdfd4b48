/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The assignment against all there are: as many pairs as possible, the least cost, and of those ways the
 * first; and, where all are too many, never worse than taking the cheapest pair again and again.
 */
#include "assignment.h"
#include "check.h"
#include "memory.h"

#include <string.h>
#include <time.h>

enum { MOST_SCHOOLS = 7, MOST_CURATORS = 5 };

struct trial {
	uint32_t schools, curators;
	int32_t costs[MOST_SCHOOLS * MOST_CURATORS];
	uint32_t places[MOST_CURATORS], left[MOST_CURATORS];
	uint32_t now[MOST_SCHOOLS], best[MOST_SCHOOLS];
	uint32_t best_pairs;
	int64_t best_cost;
	bool found;
};

/* Tries every curator for the school, in order, none last: the first of the best ways is the answer. */
static void try_all(struct trial *trial, uint32_t school, uint32_t pairs, int64_t cost)
{
	if (school == trial->schools) {
		if (trial->found &&
			(pairs < trial->best_pairs ||
				(pairs == trial->best_pairs && cost >= trial->best_cost)))
			return;
		trial->found = true;
		trial->best_pairs = pairs;
		trial->best_cost = cost;
		memcpy(trial->best, trial->now, sizeof trial->best);
		return;
	}
	for (uint32_t i = 0; i < trial->curators; i++) {
		int32_t price = trial->costs[school * trial->curators + i];
		if (!trial->left[i] || price == ASSIGNMENT_NEVER)
			continue;
		trial->left[i]--;
		trial->now[school] = i;
		try_all(trial, school + 1, pairs + 1, cost + price);
		trial->left[i]++;
	}
	trial->now[school] = ASSIGNMENT_NONE;
	try_all(trial, school + 1, pairs, cost);
}

static void against_all(void)
{
	for (int i = 0; i < 3000; i++) {
		struct trial trial = {.schools = check_random(MOST_SCHOOLS + 1),
			.curators = check_random(MOST_CURATORS + 1)};
		uint32_t partners[MOST_SCHOOLS + 1];
		/* Few different costs make many ties; many make none. */
		unsigned costs = check_random(2) ? 3 : 1000, never = check_random(4);
		for (uint32_t at = 0; at < trial.schools * trial.curators; at++)
			trial.costs[at] = check_random(10) < never ? ASSIGNMENT_NEVER
								   : (int32_t)check_random(costs);
		for (uint32_t at = 0; at < trial.curators; at++)
			trial.places[at] = trial.left[at] = check_random(4);
		try_all(&trial, 0, 0, 0);
		struct assignment assignment = {
			trial.schools, trial.curators, trial.costs, trial.places};
		CHECK(assignment_solve(&assignment, partners));
		CHECK(memcmp(partners, trial.best, trial.schools * sizeof *partners) == 0);
	}
}

static int64_t total(const struct assignment *assignment, const uint32_t *partners, uint32_t *pairs)
{
	int64_t cost = 0;
	*pairs = 0;
	for (uint32_t i = 0; i < assignment->schools; i++)
		if (partners[i] != ASSIGNMENT_NONE) {
			++*pairs;
			cost += assignment->costs[i * assignment->curators + partners[i]];
		}
	return cost;
}

/* The cheapest pair that is left, again and again. */
static void greedy(const struct assignment *assignment, uint32_t *partners)
{
	uint32_t *left = memory_get(assignment->curators, sizeof *left);
	memcpy(left, assignment->places, assignment->curators * sizeof *left);
	memset(partners, 0xff, assignment->schools * sizeof *partners);
	for (;;) {
		int32_t least = INT32_MAX;
		uint32_t school = 0, curator = 0;
		for (uint32_t i = 0; i < assignment->schools; i++)
			for (uint32_t j = 0; j < assignment->curators; j++) {
				int32_t cost = assignment->costs[i * assignment->curators + j];
				if (partners[i] != ASSIGNMENT_NONE || !left[j] ||
					cost == ASSIGNMENT_NEVER || cost >= least)
					continue;
				least = cost;
				school = i;
				curator = j;
			}
		if (least == INT32_MAX)
			break;
		partners[school] = curator;
		left[curator]--;
	}
	free(left);
}

/* A region of random costs, for release(). */
static struct assignment region(uint32_t schools, uint32_t curators, unsigned costs)
{
	int32_t *prices = memory_get((size_t)schools * curators, sizeof *prices);
	uint32_t *places = memory_get(curators, sizeof *places);
	for (size_t i = 0; i < (size_t)schools * curators; i++)
		prices[i] = check_random(5) ? (int32_t)check_random(costs) : ASSIGNMENT_NEVER;
	for (uint32_t i = 0; i < curators; i++)
		places[i] = check_random(1 + 2 * schools / curators);
	return (struct assignment){schools, curators, prices, places};
}

static void release(const struct assignment *region)
{
	free((void *)(uintptr_t)region->costs);
	free((void *)(uintptr_t)region->places);
}

static void against_greedy(void)
{
	for (int i = 0; i < 60; i++) {
		struct assignment assignment =
			region(1 + check_random(60), 1 + check_random(25), 2 + check_random(500));
		uint32_t partners[64], quick[64], pairs, quick_pairs;
		CHECK(assignment_solve(&assignment, partners));
		greedy(&assignment, quick);
		int64_t cost = total(&assignment, partners, &pairs);
		int64_t quick_cost = total(&assignment, quick, &quick_pairs);
		CHECK(pairs > quick_pairs || (pairs == quick_pairs && cost <= quick_cost));
		release(&assignment);
	}
}

/* How long a whole region takes: told, not judged. */
static void whole_region(unsigned costs)
{
	struct assignment assignment = region(700, 100, costs);
	static uint32_t partners[700];
	uint32_t pairs;
	clock_t start = clock();
	CHECK(assignment_solve(&assignment, partners));
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	int64_t cost = total(&assignment, partners, &pairs);
	printf("700 schools, 100 curators, costs below %u: %u pairs, %lld in all, %.2f s\n", costs,
		pairs, (long long)cost, seconds);
	release(&assignment);
}

int main(void)
{
	against_all();
	against_greedy();
	whole_region(500);
	whole_region(2);
	whole_region(1);
	whole_region(ASSIGNMENT_DEAREST);
	return check_end();
}
