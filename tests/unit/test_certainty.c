/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Certainty: the recursion over procedures against all combinations of low and not low.
 */
#include "certainty.h"
#include "check.h"

#include <math.h>

enum { MOST = 6 };

static bool is_met(const struct threshold_rule *rule, unsigned now, unsigned before)
{
	uint64_t lows = (uint64_t)__builtin_popcount(now);
	return lows >= rule->procedures || (rule->repeat == REPEAT_ANY && now && before) ||
		(rule->repeat == REPEAT_SAME && (now & before));
}

static double chance_of(unsigned set, const double *chances, size_t count)
{
	double chance = 1;
	for (size_t i = 0; i < count; i++)
		chance *= set >> i & 1 ? chances[i] : 1 - chances[i];
	return chance;
}

static double by_all_combinations(
	const struct threshold_rule *rule, const double *now, const double *before, size_t count)
{
	double met = 0;
	for (unsigned one = 0; one < 1u << count; one++)
		for (unsigned other = 0; other < 1u << count; other++)
			if (is_met(rule, one, other))
				met += chance_of(one, now, count) * chance_of(other, before, count);
	return met;
}

/* Now and then a procedure took no part, or is sure. */
static double random_chance(void)
{
	unsigned kind = check_random(6);
	return kind == 0 ? 0 : kind == 1 ? 1 : check_random(1000001) / 1e6;
}

int main(void)
{
	for (size_t count = 0; count <= MOST; count++)
		for (int i = 0; i < 5; i++) {
			double now[MOST], before[MOST];
			for (size_t j = 0; j < count; j++) {
				now[j] = random_chance();
				before[j] = random_chance();
			}
			for (uint64_t procedures = 1; procedures <= MOST + 2; procedures++)
				for (int repeat = REPEAT_ANY; repeat <= REPEAT_OFF; repeat++) {
					struct threshold_rule rule = {.procedures = procedures,
						.repeat = (enum threshold_repeat)repeat};
					double exact =
						by_all_combinations(&rule, now, before, count);
					double found = certainty_combine(&rule, now, before, count);
					CHECK(fabs(exact - found) < 1e-12);
				}
		}
	return check_end();
}
