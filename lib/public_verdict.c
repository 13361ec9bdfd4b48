/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_verdict.h"
#include "message.h"
#include "option.h"

#include <stdlib.h>

enum { OPTION, VALUE };

void public_verdicts_load(
	struct public_verdicts *verdicts, const char *const *paths, size_t path_count)
{
	static const struct table_form form = {"option value", "source", false};
	table_load(&verdicts->table, paths, path_count, &form);
}

/* The value of a setting as a string, the last one that is given. */
static const char *setting(
	struct public_verdicts *verdicts, const char *option, const char *otherwise)
{
	const char *value = otherwise;
	for (size_t i = 0; i < verdicts->table.row_count; i++)
		if (text_is(table_cell(&verdicts->table, i, OPTION), option))
			value = arena_copy(&verdicts->arena, table_cell(&verdicts->table, i, VALUE))
					.at;
	return value;
}

void public_verdicts_read(struct public_verdicts *verdicts)
{
	struct threshold_rule *rule = &verdicts->rule;
	const char *share = setting(verdicts, "share", "0.30");
	if (!number_fraction(text_of(share), &rule->share))
		fail(STATUS_USAGE,
			_("--rule: share: found %s, expected a share from 0 to 1 such as 0.30"),
			quote(text_of(share)).string);
	rule->more_than =
		option_choice("compare", setting(verdicts, "compare", "ge"), "ge gt") == 1;
	rule->procedures = option_count("procedures", setting(verdicts, "procedures", "2"));
	rule->repeat = (enum threshold_repeat)option_choice(
		"repeat", setting(verdicts, "repeat", "any"), "any same off");
	rule->least_n = option_count("min-n", setting(verdicts, "min-n", "1"));
	selection_read(&verdicts->measures, "measures", setting(verdicts, "measures", NULL));
	verdicts->indices.names[QUADRANT_RESULTS] =
		text_of(setting(verdicts, "results", "results_index"));
	verdicts->indices.names[QUADRANT_SOCIAL] =
		text_of(setting(verdicts, "social", "social_index"));
}

/* Does the share as it is shown tell on which side of the threshold it lies? */
static bool is_told(const struct threshold_rule *rule, const struct disclosure_limits *limits,
	enum suppression_shown shown, uint64_t n)
{
	wide hundredths = (wide)rule->share.numerator * 100, whole = rule->share.denominator;
	if (shown == SHOWN_BELOW)
		return hundredths >= (wide)disclosure_band(limits, n) * whole;
	if (shown == SHOWN_ABOVE)
		return hundredths <= (100 - (wide)disclosure_band(limits, n)) * whole;
	return shown == SHOWN_WHOLE;
}

void public_verdicts_add(struct public_verdicts *verdicts, const struct suppression *suppression,
	const struct suppression_place *place, struct text measure, uint64_t n, uint64_t low)
{
	const struct threshold_rule *rule = &verdicts->rule;
	enum suppression_shown shown =
		suppression_school(suppression, place->year, measure, place->school, false);
	uint64_t year;
	if (!verdicts->table.row_count || !selection_has(&verdicts->measures, measure) ||
		!number_count(place->year, &year))
		return;
	struct result least = {measure, n, low, false}, most = least;
	if (!is_told(rule, &suppression->limits, shown, n)) {
		least.n = least.low = 0;
		most.n = most.low = n > rule->least_n ? n : rule->least_n;
	}
	uint32_t school =
		roster_school(&verdicts->least.roster, place->school, place->municipality);
	results_add(&verdicts->least, school, year, &least);
	school = roster_school(&verdicts->most.roster, place->school, place->municipality);
	results_add(&verdicts->most, school, year, &most);
}

struct public_verdict public_verdicts_judge(
	struct public_verdicts *verdicts, struct text year_text, struct text id)
{
	struct public_verdict told = {0};
	uint64_t year;
	uint32_t school = dictionary_find(&verdicts->least.roster.schools, id);
	if (!verdicts->table.row_count || !number_count(year_text, &year))
		return told;
	if (school == DICTIONARY_NONE)
		return (struct public_verdict){
			.told = true, .class = threshold_word(THRESHOLD_NO_DATA)};
	/* Either has the same schools, in the same order. */
	window_set(&verdicts->least_window, &verdicts->least, school, year, 1);
	window_set(&verdicts->most_window, &verdicts->most, school, year, 1);
	struct threshold_verdict least = threshold_judge(&verdicts->rule, &verdicts->least_window),
				 most = threshold_judge(&verdicts->rule, &verdicts->most_window);
	told.told = least.class == most.class;
	told.class = threshold_word(least.class);
	told.branch_a = least.branch_a;
	told.branch_b = least.branch_b;
	return told;
}

bool public_verdicts_shown(struct public_verdicts *verdicts, const struct public_row *row)
{
	if (text_is(row->rule, "threshold")) {
		struct public_verdict told =
			public_verdicts_judge(verdicts, row->year, row->school);
		return told.told && text_is(row->class, told.class);
	}
	return public_indices_told(&verdicts->indices, row);
}

void public_verdicts_free(struct public_verdicts *verdicts)
{
	results_free(&verdicts->least);
	results_free(&verdicts->most);
	window_free(&verdicts->least_window);
	window_free(&verdicts->most_window);
	public_indices_free(&verdicts->indices);
	selection_free(&verdicts->measures);
	table_free(&verdicts->table);
	arena_empty(&verdicts->arena);
}
