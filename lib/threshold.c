/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "threshold.h"

enum { REASON_PLACES = 3 };

const char *threshold_word(enum threshold_class class)
{
	static const char *const words[] = {"low", "not_low", "no_data"};
	return words[class];
}

bool threshold_counts(const struct threshold_rule *rule, const struct result *result)
{
	return result->n > 0 && result->n >= rule->least_n;
}

bool threshold_is_low(const struct threshold_rule *rule, const struct result *result)
{
	if (!threshold_counts(rule, result))
		return false;
	wide reached = (wide)result->low * rule->share.denominator;
	wide limit = (wide)result->n * rule->share.numerator;
	return rule->more_than ? reached > limit : reached >= limit;
}

/* Is the procedure low in that year too? */
static bool low_in(
	const struct threshold_rule *rule, const struct school_year *year, struct text procedure)
{
	for (size_t i = 0; i < year->count; i++)
		if (text_equal(year->items[i].procedure, procedure))
			return threshold_is_low(rule, &year->items[i]);
	return false;
}

/* A low result that speaks for branch B: with `same`, only if it is low in the other year too. */
static bool repeats(const struct threshold_rule *rule, const struct result *result,
	const struct school_year *other)
{
	return threshold_is_low(rule, result) &&
		(rule->repeat == REPEAT_ANY || low_in(rule, other, result->procedure));
}

struct tally {
	size_t counted, small, low, repeated;
};

static struct tally tally_of(const struct threshold_rule *rule, const struct school_year *year,
	const struct school_year *other)
{
	struct tally tally = {0};
	for (size_t i = 0; i < year->count; i++) {
		const struct result *result = &year->items[i];
		tally.counted += threshold_counts(rule, result);
		tally.small += !threshold_counts(rule, result);
		tally.low += threshold_is_low(rule, result);
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
		if (!threshold_is_low(rule, &year->items[i]))
			continue;
		sink_string(reason, link);
		put_result(reason, &year->items[i]);
		link = ", ";
	}
}

/* 2024, or 2022-2024 */
static void put_years(struct sink *reason, uint64_t last, size_t span)
{
	if (span > 1) {
		sink_count(reason, last - span + 1);
		sink_byte(reason, '-');
	}
	sink_count(reason, last);
}

static const char *put_repeats(const struct threshold_rule *rule, const struct window *window,
	bool earlier, const char *link, struct sink *reason)
{
	const struct school_year *year = earlier ? &window->before : &window->now;
	const struct school_year *other = earlier ? &window->now : &window->before;
	for (size_t i = 0; i < year->count; i++) {
		if (!repeats(rule, &year->items[i], other))
			continue;
		sink_string(reason, link);
		put_years(reason, window->last - earlier, window->span);
		sink_byte(reason, ' ');
		put_result(reason, &year->items[i]);
		link = ", ";
	}
	return link;
}

/* The procedures left out because too few took part. */
static void put_small(
	const struct threshold_rule *rule, const struct school_year *year, struct sink *reason)
{
	const char *link = ": ";
	sink_string(reason, "; not counted, n < ");
	sink_count(reason, rule->least_n ? rule->least_n : 1);
	for (size_t i = 0; i < year->count; i++) {
		if (threshold_counts(rule, &year->items[i]))
			continue;
		sink_string(reason, link);
		put_result(reason, &year->items[i]);
		link = ", ";
	}
}

/* The years inside the window that have no results. */
static void put_lacking(const struct window *window, struct sink *reason)
{
	const char *link = "; no results in ";
	for (size_t age = window->span; age-- > 0;) {
		if (window->years[age])
			continue;
		sink_string(reason, link);
		sink_count(reason, window->last - age);
		link = ", ";
	}
}

/* Why a school is not low: what was low all the same. */
static void put_not_low(const struct threshold_rule *rule, const struct threshold_verdict *verdict,
	const struct school_year *now, struct sink *reason)
{
	sink_count(reason, verdict->low);
	sink_string(reason, " low of ");
	sink_count(reason, verdict->counted);
	put_lows(rule, now, ": ", reason);
}

struct threshold_verdict threshold_judge(
	const struct threshold_rule *rule, const struct window *window)
{
	struct tally tally = tally_of(rule, &window->now, &window->before);
	struct tally earlier = tally_of(rule, &window->before, &window->now);
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
	const struct window *window, struct sink *out)
{
	bool unjudged = verdict->class == THRESHOLD_NOT_LOW && rule->repeat != REPEAT_OFF &&
		!verdict->judged_before;
	if (window->span > 1) {
		put_years(out, window->last, window->span);
		sink_string(out, " together: ");
	}
	if (verdict->class == THRESHOLD_NO_DATA) {
		sink_string(out, "no results in ");
		put_years(out, window->last, window->span);
	} else if (verdict->class == THRESHOLD_NOT_LOW) {
		put_not_low(rule, verdict, &window->now, out);
	}
	if (verdict->branch_a)
		put_lows(rule, &window->now, "A: ", out);
	if (verdict->branch_b) {
		const char *link = verdict->branch_a ? "; B: " : "B: ";
		link = put_repeats(rule, window, true, link, out);
		put_repeats(rule, window, false, link, out);
	}
	if (unjudged) {
		sink_string(out, "; no results in ");
		put_years(out, window->last - 1, window->span);
	} else if (window->span > 1 && verdict->class != THRESHOLD_NO_DATA) {
		put_lacking(window, out);
	}
	if (verdict->small)
		put_small(rule, &window->now, out);
}
