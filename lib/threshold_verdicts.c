/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "threshold_verdicts.h"
#include "absence.h"
#include "certainty.h"
#include "message.h"
#include "pivot.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>

static void read_pooled(struct threshold_verdicts *verdicts, const char *list)
{
	struct text rest = text_of(list), part;
	while (text_next_part(&rest, ',', &part)) {
		uint64_t span;
		part = text_trim(part);
		if (!number_count(part, &span) || span < 2 || span > WINDOW_LONGEST)
			fail(STATUS_USAGE,
				_("--pooled: found %s, expected numbers of years from 2 to %d"),
				quote(part).string, WINDOW_LONGEST);
		verdicts->spans[span] = true;
	}
}

void threshold_verdicts_read(
	struct threshold_verdicts *verdicts, const struct threshold_options *options)
{
	struct threshold_rule *rule = &verdicts->rule;
	if (!number_fraction(text_of(options->share), &rule->share))
		fail(STATUS_USAGE,
			_("--share: found %s, expected a share from 0 to 1 such as 0.30"),
			quote(text_of(options->share)).string);
	rule->more_than = option_choice("compare", options->compare, "ge gt") == 1;
	rule->procedures = option_count("procedures", options->procedures);
	if (!rule->procedures)
		fail(STATUS_USAGE, _("--procedures: expected at least 1"));
	rule->repeat =
		(enum threshold_repeat)option_choice("repeat", options->repeat, "any same off");
	rule->least_n = option_count("min-n", options->min_n);
	if (options->pooled)
		read_pooled(verdicts, options->pooled);
	verdicts->small = strcmp(options->small, "all") == 0
		? UINT64_MAX
		: option_count("small", options->small);
	selection_read(&verdicts->measures, "measures", options->measures);
	verdicts->biased_use =
		(enum biased_use)option_choice("biased-use", options->biased_use, "name drop keep");
}

bool threshold_verdicts_want(const struct threshold_verdicts *verdicts, struct text indicator)
{
	struct text measure = share_measure(indicator);
	return measure.length && selection_has(&verdicts->measures, measure);
}

enum indicator_use threshold_verdicts_take(struct threshold_verdicts *verdicts,
	const struct indicator *line, struct text *skip, struct defect *defect)
{
	struct result seen = {.procedure = share_measure(line->name), .n = line->n};
	if (!share_count(line, &seen.low, defect))
		return INDICATOR_DEFECT;
	seen.marked = verdicts->biased_use != BIASED_KEEP &&
		markers_have(&verdicts->markers, line->year, line->school_id, seen.procedure);
	if (seen.marked && verdicts->biased_use == BIASED_DROP) {
		*skip = text_of("objectivity marker");
		return INDICATOR_SKIPPED;
	}
	struct results *results = &verdicts->results;
	uint32_t school = roster_school(&results->roster, line->school_id, line->municipality);
	return results_add(results, school, line->year, &seen) ? INDICATOR_USED : INDICATOR_TWICE;
}

/* A misspelled measure would silently never be low. */
static void tell_unseen(const struct threshold_verdicts *verdicts)
{
	const struct dictionary *listed = &verdicts->measures.listed;
	for (uint32_t i = 0; i < listed->count; i++)
		if (dictionary_find(&verdicts->results.procedures, listed->texts[i]) ==
			DICTIONARY_NONE)
			message_note(_("--measures: there is no share of %s in the data"),
				quote(listed->texts[i]).string);
}

/* The probability of the class itself, as it is printed. */
static wide probability_of(struct threshold_verdicts *verdicts, enum threshold_class class,
	const struct window *window)
{
	double met;
	if (class == THRESHOLD_NO_DATA ||
		!certainty_of_window(&verdicts->certainty, &verdicts->rule, window, &met))
		return VERDICT_UNSURE;
	return number_round(class == THRESHOLD_LOW ? met : 1 - met, VERDICT_PLACES);
}

static void write_verdict(struct threshold_verdicts *verdicts, const struct registry *registry,
	uint32_t school, struct window *window, struct filter *filter)
{
	char name[48] = "threshold";
	struct sink *out = &filter->out;
	const struct roster *roster = &verdicts->results.roster;
	struct threshold_verdict verdict = threshold_judge(&verdicts->rule, window);
	struct pivot pivot = pivot_find(&verdicts->rule, window);
	if (window->span > 1)
		snprintf(name, sizeof name, "threshold_%zu_years", window->span);
	verdict_start(out, roster,
		&(struct verdict){.year = window->last,
			.school = school,
			.rule = name,
			.class = threshold_word(verdict.class),
			.probability = probability_of(verdicts, verdict.class, window)});
	struct text id = roster->schools.texts[school];
	if (window->years[0] || !absence_explain(registry, id, window->last, out))
		threshold_explain(&verdicts->rule, &verdict, window, out);
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

static void write_verdicts(struct threshold_verdicts *verdicts, const struct registry *registry,
	uint64_t year, uint32_t school, struct window *window, struct filter *filter)
{
	window_set(window, &verdicts->results, school, year, 1);
	write_verdict(verdicts, registry, school, window, filter);
	if (!is_small(window->years[0], verdicts->small))
		return;
	for (size_t span = 2; span <= WINDOW_LONGEST; span++) {
		if (!verdicts->spans[span])
			continue;
		window_set(window, &verdicts->results, school, year, span);
		write_verdict(verdicts, registry, school, window, filter);
	}
}

void threshold_verdicts_write(
	struct threshold_verdicts *verdicts, const struct registry *registry, struct filter *filter)
{
	const struct roster *roster = &verdicts->results.roster;
	struct window window = {0};
	tell_unseen(verdicts);
	results_complete(&verdicts->results, registry);
	uint32_t *order = roster_order(roster);
	for (size_t i = 0; i < roster->year_count; i++)
		for (uint32_t j = 0; j < roster->schools.count; j++)
			write_verdicts(
				verdicts, registry, roster->years[i], order[j], &window, filter);
	window_free(&window);
	free(order);
}

void threshold_verdicts_free(struct threshold_verdicts *verdicts)
{
	results_free(&verdicts->results);
	certainty_free(&verdicts->certainty);
	selection_free(&verdicts->measures);
	markers_free(&verdicts->markers);
}
