/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "threshold.h"

enum { REASON_PLACES = 3 };

const char *threshold_word(enum threshold_class class)
{
	static const char *const words[] = {"low", "not_low", "no_data"};
	return words[class];
}

static bool counts(const struct threshold_rule *rule, const struct result *result)
{
	return result->n > 0 && result->n >= rule->least_n;
}

static bool is_low(const struct threshold_rule *rule, const struct result *result)
{
	if (!counts(rule, result))
		return false;
	wide reached = (wide)result->low * rule->share.denominator;
	wide limit = (wide)result->n * rule->share.numerator;
	return rule->more_than ? reached > limit : reached >= limit;
}

/* Is the procedure low in that year too? */
static bool low_in(
	const struct threshold_rule *rule, const struct school_year *year, struct text procedure)
{
	for (size_t i = 0; year && i < year->count; i++)
		if (text_equal(year->items[i].procedure, procedure))
			return is_low(rule, &year->items[i]);
	return false;
}

/* A low result that speaks for branch B: with `same`, only if it is low in the other year too. */
static bool repeats(const struct threshold_rule *rule, const struct result *result,
	const struct school_year *other)
{
	return is_low(rule, result) &&
		(rule->repeat == REPEAT_ANY || low_in(rule, other, result->procedure));
}

struct tally {
	size_t counted, small, low, repeated;
};

static struct tally tally_of(const struct threshold_rule *rule, const struct school_year *year,
	const struct school_year *other)
{
	struct tally tally = {0};
	for (size_t i = 0; year && i < year->count; i++) {
		const struct result *result = &year->items[i];
		tally.counted += counts(rule, result);
		tally.small += !counts(rule, result);
		tally.low += is_low(rule, result);
		tally.repeated += repeats(rule, result, other);
	}
	return tally;
}

/* procedure 5/14 = 0.357 */
static void put_result(struct sink *reason, const struct result *result)
{
	sink_escaped(reason, result->procedure);
	sink_byte(reason, ' ');
	sink_count(reason, result->low);
	sink_byte(reason, '/');
	sink_count(reason, result->n);
	if (result->n) {
		sink_string(reason, " = ");
		sink_fixed(reason,
			number_divide(
				(wide)result->low * number_power(REASON_PLACES), (wide)result->n),
			REASON_PLACES);
	}
	if (result->marked)
		sink_string(reason, " (objectivity marker)");
}

static void put_lows(const struct threshold_rule *rule, const struct school_year *year,
	const char *link, struct sink *reason)
{
	for (size_t i = 0; i < year->count; i++) {
		if (!is_low(rule, &year->items[i]))
			continue;
		sink_string(reason, link);
		put_result(reason, &year->items[i]);
		link = ", ";
	}
}

static const char *put_repeats(const struct threshold_rule *rule, uint64_t number,
	const struct school_year *year, const struct school_year *other, const char *link,
	struct sink *reason)
{
	for (size_t i = 0; i < year->count; i++) {
		if (!repeats(rule, &year->items[i], other))
			continue;
		sink_string(reason, link);
		sink_count(reason, number);
		sink_byte(reason, ' ');
		put_result(reason, &year->items[i]);
		link = ", ";
	}
	return link;
}

/* The procedures left out because too few took part. */
static void put_small(const struct threshold_rule *rule, const struct school_year *year,
	const char *link, struct sink *reason)
{
	sink_string(reason, link);
	sink_string(reason, "not counted, n < ");
	sink_count(reason, rule->least_n ? rule->least_n : 1);
	link = ": ";
	for (size_t i = 0; i < year->count; i++) {
		if (counts(rule, &year->items[i]))
			continue;
		sink_string(reason, link);
		put_result(reason, &year->items[i]);
		link = ", ";
	}
}

/* Why a school is not low: what was low all the same, and what was not known. */
static void put_not_low(const struct threshold_rule *rule, const struct threshold_verdict *verdict,
	uint64_t year, const struct school_year *now, struct sink *reason)
{
	sink_count(reason, verdict->low);
	sink_string(reason, " low of ");
	sink_count(reason, verdict->counted);
	put_lows(rule, now, ": ", reason);
	if (rule->repeat != REPEAT_OFF && !verdict->judged_before) {
		sink_string(reason, "; no results in ");
		sink_count(reason, year - 1);
	}
}

struct threshold_verdict threshold_judge(const struct threshold_rule *rule,
	const struct school_year *now, const struct school_year *before)
{
	struct tally tally = tally_of(rule, now, before);
	struct tally earlier = tally_of(rule, before, now);
	struct threshold_verdict verdict = {
		.branch_a = tally.low && tally.low >= rule->procedures,
		.branch_b = rule->repeat != REPEAT_OFF && tally.repeated && earlier.repeated,
		.counted = tally.counted,
		.low = tally.low,
		.small = tally.small,
		.judged_before = earlier.counted > 0,
	};
	verdict.class = !tally.counted                 ? THRESHOLD_NO_DATA
		: verdict.branch_a || verdict.branch_b ? THRESHOLD_LOW
						       : THRESHOLD_NOT_LOW;
	return verdict;
}

void threshold_explain(const struct threshold_rule *rule, const struct threshold_verdict *verdict,
	uint64_t year, const struct school_year *now, const struct school_year *before,
	struct sink *out)
{
	if (verdict->class == THRESHOLD_NO_DATA) {
		sink_string(out, "no results in ");
		sink_count(out, year);
	} else if (verdict->class == THRESHOLD_NOT_LOW) {
		put_not_low(rule, verdict, year, now, out);
	}
	if (verdict->branch_a)
		put_lows(rule, now, "A: ", out);
	if (verdict->branch_b) {
		const char *link = verdict->branch_a ? "; B: " : "B: ";
		link = put_repeats(rule, year - 1, before, now, link, out);
		put_repeats(rule, year, now, before, link, out);
	}
	if (verdict->small)
		put_small(rule, now, "; ", out);
}
