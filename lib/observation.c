/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observation.h"

/* What is written must be read again: 18 digits of a count, 36 of a sum. */
static bool fits(const struct observation *observation)
{
	/* By far the most are small. */
	if (!((uint64_t)(observation->sum >> 64) | (uint64_t)(observation->sumsq >> 64)) &&
		observation->n <= INT32_MAX)
		return true;
	const wide most = (wide)number_power(18) * number_power(18);
	return observation->n < (uint64_t)number_power(18) && observation->sum < most &&
		observation->sum > -most && observation->sumsq < most;
}

bool observation_add_scores(struct observation *observation, wide score, uint64_t count)
{
	wide sum, square;
	/* One pupil's score, by far the most frequent case: no wide products. */
	if (count == 1 && score >= 0 && score <= INT32_MAX) {
		observation->sum += score;
		observation->sumsq += (int64_t)score * (int64_t)score;
		return fits(observation);
	}
	return !__builtin_mul_overflow(score, (wide)count, &sum) &&
		!__builtin_mul_overflow(sum, score, &square) &&
		!__builtin_add_overflow(observation->sum, sum, &observation->sum) &&
		!__builtin_add_overflow(observation->sumsq, square, &observation->sumsq) &&
		fits(observation);
}

bool observation_add(struct observation *total, const struct observation *more)
{
	total->has_hits = total->has_hits && more->has_hits;
	total->has_sum = total->has_sum && more->has_sum;
	total->has_sumsq = total->has_sumsq && more->has_sumsq;
	return !__builtin_add_overflow(total->n, more->n, &total->n) &&
		!__builtin_add_overflow(total->hits, more->hits, &total->hits) &&
		!__builtin_add_overflow(total->sum, more->sum, &total->sum) &&
		!__builtin_add_overflow(total->sumsq, more->sumsq, &total->sumsq) && fits(total);
}

/* By Cauchy and Schwarz the squares of n numbers add up to at least the square of their sum, by n. */
static bool squares_agree(const struct observation *observation)
{
	wide scaled, square;
	if (!observation->has_sum || !observation->has_sumsq)
		return true;
	if (__builtin_mul_overflow((wide)observation->n, observation->sumsq, &scaled) ||
		__builtin_mul_overflow(observation->sum, observation->sum, &square))
		return true; /* too large to be told */
	return scaled >= square;
}

const char *observation_read(struct observation *observation, const struct text fields[4])
{
	*observation = (struct observation){.has_hits = fields[1].length != 0,
		.has_sum = fields[2].length != 0,
		.has_sumsq = fields[3].length != 0};
	if (!number_count(fields[0], &observation->n))
		return "n";
	if (observation->has_hits && !number_count(fields[1], &observation->hits))
		return "hits";
	if (observation->has_hits && observation->hits > observation->n)
		return "hits";
	if (observation->has_sum && !number_decimal(fields[2], SUM_PLACES, &observation->sum))
		return "sum";
	if (observation->has_sumsq &&
		(!number_decimal(fields[3], SUMSQ_PLACES, &observation->sumsq) ||
			observation->sumsq < 0 || !squares_agree(observation)))
		return "sumsq";
	return NULL;
}

/* Whole numbers are the rule, and cheap to print. */
static void put_sum(struct sink *sink, wide units, unsigned places)
{
	int64_t one = number_power(places);
	if (units >= 0 && units <= INT64_MAX && (int64_t)units % one == 0)
		sink_count(sink, (uint64_t)((int64_t)units / one));
	else
		sink_decimal(sink, units, places);
}

void observation_put(struct sink *sink, const struct observation *observation)
{
	sink_count(sink, observation->n);
	sink_byte(sink, '\t');
	if (observation->has_hits)
		sink_count(sink, observation->hits);
	sink_byte(sink, '\t');
	if (observation->has_sum)
		put_sum(sink, observation->sum, SUM_PLACES);
	sink_byte(sink, '\t');
	if (observation->has_sumsq)
		put_sum(sink, observation->sumsq, SUMSQ_PLACES);
}
