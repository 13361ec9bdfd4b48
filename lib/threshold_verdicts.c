/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "threshold_verdicts.h"
#include "absence.h"
#include "verdict.h"

#include <stdlib.h>

static void write_verdict(const struct threshold_rule *rule, const struct results *results,
	const struct registry *registry, uint64_t year, uint32_t school, struct filter *filter)
{
	struct sink *out = &filter->out;
	const struct school_year *now = results_find(results, school, year);
	const struct school_year *before = results_find(results, school, year - 1);
	struct threshold_verdict verdict = threshold_judge(rule, now, before);
	verdict_start(out, &results->panel,
		&(struct verdict){.year = year,
			.school = school,
			.rule = "threshold",
			.class = threshold_word(verdict.class),
			.probability = VERDICT_UNSURE});
	struct text id = results->panel.schools.texts[school];
	if (now || !absence_explain(registry, id, year, "", out))
		threshold_explain(rule, &verdict, year, now, before, out);
	sink_byte(out, '\n');
	filter->account.output++;
}

void threshold_verdicts_write(const struct threshold_rule *rule, const struct results *results,
	const struct registry *registry, struct filter *filter)
{
	const struct panel *panel = &results->panel;
	uint32_t *order = panel_order(panel);
	for (size_t i = 0; i < panel->year_count; i++)
		for (uint32_t j = 0; j < panel->schools.count; j++)
			write_verdict(rule, results, registry, panel->years[i], order[j], filter);
	free(order);
}
