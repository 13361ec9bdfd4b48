/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "threshold_verdicts.h"
#include "absence.h"
#include "certainty.h"
#include "pivot.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>

/* The probability of the class itself, as it is printed. */
static wide probability_of(
	const struct threshold_rule *rule, enum threshold_class class, const struct window *window)
{
	double met;
	if (class == THRESHOLD_NO_DATA || !certainty_of_window(rule, window, &met))
		return VERDICT_UNSURE;
	return number_round(class == THRESHOLD_LOW ? met : 1 - met, VERDICT_PLACES);
}

static void write_verdict(const struct threshold_rule *rule, const struct panel *panel,
	const struct registry *registry, uint32_t school, struct window *window,
	struct filter *filter)
{
	char name[48] = "threshold";
	struct sink *out = &filter->out;
	struct threshold_verdict verdict = threshold_judge(rule, window);
	struct pivot pivot = pivot_find(rule, window);
	if (window->span > 1)
		snprintf(name, sizeof name, "threshold_%zu_years", window->span);
	verdict_start(out, panel,
		&(struct verdict){.year = window->last,
			.school = school,
			.rule = name,
			.class = threshold_word(verdict.class),
			.probability = probability_of(rule, verdict.class, window)});
	struct text id = panel->schools.texts[school];
	if (window->years[0] || !absence_explain(registry, id, window->last, "", out))
		threshold_explain(rule, &verdict, window, out);
	pivot_explain(&pivot, out);
	sink_byte(out, '\n');
	filter->account.output++;
}

static bool is_small(const struct school_year *year, uint64_t below)
{
	for (size_t i = 0; year && i < year->count; i++)
		if (year->items[i].n < below)
			return true;
	return false;
}

void threshold_verdicts_write(const struct threshold_rule *rule,
	const struct threshold_pooling *pooling, const struct results *results,
	const struct registry *registry, struct filter *filter)
{
	const struct panel *panel = &results->panel;
	struct window window = {0};
	uint32_t *order = panel_order(panel);
	for (size_t i = 0; i < panel->year_count; i++)
		for (uint32_t j = 0; j < panel->schools.count; j++) {
			window_set(&window, results, order[j], panel->years[i], 1);
			bool small = is_small(window.years[0], pooling->small);
			write_verdict(rule, panel, registry, order[j], &window, filter);
			for (size_t span = 2; small && span <= WINDOW_LONGEST; span++) {
				if (!pooling->spans[span])
					continue;
				window_set(&window, results, order[j], panel->years[i], span);
				write_verdict(rule, panel, registry, order[j], &window, filter);
			}
		}
	window_free(&window);
	free(order);
}
