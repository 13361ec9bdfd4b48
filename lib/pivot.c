/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pivot.h"

/* The sum that the result is a part of, or NULL. */
static struct result *part_of(struct school_year *sum, struct text procedure)
{
	for (size_t i = 0; i < sum->count; i++)
		if (sum->items[i].procedure.at == procedure.at)
			return &sum->items[i];
	return NULL;
}

/* Does one low result more or fewer change whether the sum is low? It stays changed. */
static bool shift(const struct threshold_rule *rule, struct result *sum, bool more)
{
	bool low = sum && threshold_is_low(rule, sum);
	if (sum)
		sum->low += more ? 1 : UINT64_MAX;
	return sum && threshold_is_low(rule, sum) != low;
}

/* Would the class be another if the result of the year Y - age had one low result more or fewer? In
 * a window of several years it is a part of both sums. */
static bool decides(const struct threshold_rule *rule, struct window *window, size_t age,
	const struct result *result, enum threshold_class class)
{
	/* More low results never take a school off the list, and fewer never put it there. */
	bool more = class == THRESHOLD_NOT_LOW;
	if (more ? result->low == result->n : result->low == 0)
		return false;
	struct result *now = age < window->span ? part_of(&window->now, result->procedure) : NULL;
	struct result *before = age ? part_of(&window->before, result->procedure) : NULL;
	bool turned = shift(rule, now, more);
	turned = shift(rule, before, more) || turned;
	bool flips = turned && threshold_judge(rule, window).class != class;
	shift(rule, now, !more);
	shift(rule, before, !more);
	return flips;
}

struct pivot pivot_find(const struct threshold_rule *rule, struct window *window)
{
	struct pivot pivot = {0};
	enum threshold_class class = threshold_judge(rule, window).class;
	for (size_t age = 0; class != THRESHOLD_NO_DATA && age <= window->span; age++) {
		const struct school_year *year = window->years[age];
		for (size_t i = 0; year && i < year->count; i++) {
			if (!decides(rule, window, age, &year->items[i], class))
				continue;
			if (!pivot.count++) {
				pivot.year = window->last - age;
				pivot.procedure = year->items[i].procedure;
			}
		}
	}
	return pivot;
}

void pivot_explain(const struct pivot *pivot, struct sink *out)
{
	if (!pivot->count)
		return;
	sink_string(out, "; one pupil decides: ");
	sink_escaped(out, pivot->procedure);
	sink_byte(out, ' ');
	sink_count(out, pivot->year);
	if (pivot->count == 1)
		return;
	sink_string(out, " and ");
	sink_count(out, pivot->count - 1);
	sink_string(out, pivot->count == 2 ? " other" : " others");
}
