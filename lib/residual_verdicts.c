/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "residual_verdicts.h"
#include "absence.h"
#include "message.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>

/* So many schools more than coefficients are needed for a residual to be worth its name. */
enum { LEAST_FREEDOM = 2 };

void residual_verdicts_read(struct residual_verdicts *verdicts,
	const struct residual_options *options, struct registry *registry, bool has_registry)
{
	struct residual_rule *rule = &verdicts->rule;
	wide limit;
	rule->results = text_of(options->results);
	if (!number_decimal(text_of(options->residual), VALUE_PLACES, &limit) || limit <= 0)
		fail(STATUS_USAGE, _("--residual: found %s, expected a number above 0"),
			quote(text_of(options->residual)).string);
	rule->limit = reading_number(limit);
	predictors_read(
		&rule->predictors, "predictors", options->predictors, registry, has_registry);
	for (size_t i = 0; i < rule->predictors.count; i++)
		if (text_equal(rule->predictors.items[i].name, rule->results))
			fail(STATUS_USAGE, _("--predictors: %s is what is to be told"),
				quote(rule->results).string);
}

bool residual_verdicts_want(const struct residual_verdicts *verdicts, struct text indicator)
{
	return text_equal(indicator, verdicts->rule.results) ||
		predictors_want(&verdicts->rule.predictors, indicator);
}

/* One year. */
struct season {
	const struct residual_verdicts *verdicts;
	const struct registry *registry;
	uint64_t year;
	const uint32_t *order; /* of the schools */
	uint32_t school_count;
	size_t *rows; /* by place in the order: the row in the data; SIZE_MAX: it lacks something */
	struct regression_data data;
	struct regression regression;
	bool fitted, perfect;
};

/* Fills the next row with what the school has. False if it lacks something. */
static bool fill_row(struct season *season, uint32_t school)
{
	const struct residual_rule *rule = &season->verdicts->rule;
	const struct readings *readings = &season->verdicts->readings;
	struct regression_data *data = &season->data;
	const struct reading *results =
		readings_find(readings, school, season->year, rule->results);
	double *row = data->predictors + data->rows * data->columns;
	if (!results)
		return false;
	data->values[data->rows] = reading_number(results->value);
	for (size_t i = 0; i < data->columns; i++)
		if (!predictor_value(&rule->predictors.items[i], readings, season->registry, school,
			    season->year, &row[i]))
			return false;
	return true;
}

static void gather(struct season *season)
{
	struct regression_data *data = &season->data;
	data->rows = 0;
	data->columns = season->verdicts->rule.predictors.count;
	data->values = memory_get(season->school_count, sizeof *data->values);
	data->predictors =
		memory_get(season->school_count * data->columns, sizeof *data->predictors);
	season->rows = memory_get(season->school_count, sizeof *season->rows);
	for (uint32_t i = 0; i < season->school_count; i++)
		season->rows[i] = fill_row(season, season->order[i]) ? data->rows++ : SIZE_MAX;
}

/* The predictor of that number is told by others: no coefficient could be found. */
static _Noreturn void fail_collinear(const struct season *season, long number, const bool *uses)
{
	const struct predictor *items = season->verdicts->rule.predictors.items;
	char others[200] = "";
	size_t used = 0;
	for (long i = 0; i < number; i++)
		if (uses[i] && used < sizeof others)
			used += (size_t)snprintf(others + used, sizeof others - used, "%s%.*s",
				used ? ", " : "", (int)items[i].name.length, items[i].name.at);
	if (!used)
		fail(STATUS_USAGE, _("--predictors: %s is the same for all %zu schools of %u"),
			quote(items[number].name).string, season->data.rows,
			(unsigned)season->year);
	fail(STATUS_USAGE,
		_("--predictors: %s follows from %s for all %zu schools of %u; leave one out"),
		quote(items[number].name).string, others, season->data.rows,
		(unsigned)season->year);
}

static void fit(struct season *season)
{
	struct regression_data *data = &season->data;
	season->fitted = data->rows > data->columns + LEAST_FREEDOM;
	if (!season->fitted)
		return;
	bool *uses = memory_get(data->columns, sizeof *uses);
	long collinear = regression_fit(&season->regression, data, uses);
	if (collinear != REGRESSION_FITTED)
		fail_collinear(season, collinear, uses);
	season->perfect = regression_is_perfect(&season->regression, data);
	free(uses);
}

/* What the school lacks, and what the registry says of it. */
static void explain_lack(const struct season *season, uint32_t school, struct sink *out)
{
	const struct residual_rule *rule = &season->verdicts->rule;
	const struct readings *readings = &season->verdicts->readings;
	const char *link = "";
	struct text id = readings->roster.schools.texts[school];
	if (!readings_of(readings, school, season->year) &&
		absence_explain(season->registry, id, season->year, out))
		return;
	if (!readings_find(readings, school, season->year, rule->results)) {
		sink_string(out, "no ");
		sink_escaped(out, rule->results);
		sink_string(out, " in ");
		sink_count(out, season->year);
		link = "; ";
	}
	for (size_t i = 0; i < rule->predictors.count; i++) {
		double value;
		if (predictor_value(&rule->predictors.items[i], readings, season->registry, school,
			    season->year, &value))
			continue;
		sink_string(out, link);
		predictor_explain(&rule->predictors.items[i], readings, school, season->year, out);
		link = "; ";
	}
}

/* Why no school of the year can be judged. */
static void explain_year(const struct season *season, struct sink *out)
{
	if (season->fitted) {
		sink_string(out, "the predictors leave no residuals");
		return;
	}
	sink_string(out, "too few schools: ");
	sink_count(out, season->data.rows);
	sink_string(out, ", at least ");
	sink_count(out, season->data.columns + LEAST_FREEDOM + 1);
	sink_string(out, " are needed");
}

static void write_verdict(const struct season *season, uint32_t place, struct filter *filter)
{
	const struct residual_rule *rule = &season->verdicts->rule;
	const struct readings *readings = &season->verdicts->readings;
	uint32_t school = season->order[place];
	size_t row = season->rows[place];
	struct verdict verdict = {.year = season->year,
		.school = school,
		.rule = "residual",
		.class = residual_word(RESIDUAL_NO_DATA),
		.probability = VERDICT_UNSURE};
	bool judged = row != SIZE_MAX && season->fitted && !season->perfect;
	if (judged) {
		verdict.class = residual_word(
			residual_judge(rule, &season->regression, row, season->data.values[row]));
		verdict.probability = residual_probability(rule, &season->regression, row,
			readings_find(readings, school, season->year, rule->results));
	}
	verdict_start(&filter->out, &readings->roster, &verdict);
	if (judged)
		residual_explain(
			rule, &season->regression, row, season->data.values[row], &filter->out);
	else if (row == SIZE_MAX)
		explain_lack(season, school, &filter->out);
	else
		explain_year(season, &filter->out);
	sink_byte(&filter->out, '\n');
	filter->account.output++;
}

static void write_year(struct season *season, struct filter *filter)
{
	gather(season);
	fit(season);
	for (uint32_t place = 0; place < season->school_count; place++)
		write_verdict(season, place, filter);
	if (season->fitted)
		regression_free(&season->regression);
	free(season->data.values);
	free(season->data.predictors);
	free(season->rows);
}

/* Without one of the indicators there is no verdict at all. */

/* Where the data do not have what the rule rests on at all, its name is misspelled or a step before is
 * missing: nobody can be judged, and the run must not pass for a good one. */
static void tell_lack(struct filter *filter, const char *option, struct text name)
{
	message(_("--%s: there is no %s in the data; nobody can be judged"), option,
		quote(name).string);
	filter->account.faulty = true;
}

static void tell_missing(const struct residual_verdicts *verdicts, struct filter *filter)
{
	const struct residual_rule *rule = &verdicts->rule;
	if (!readings_have(&verdicts->readings, rule->results))
		tell_lack(filter, "results", rule->results);
	for (size_t i = 0; i < rule->predictors.count; i++) {
		const struct predictor *predictor = &rule->predictors.items[i];
		if (predictor->kind != PREDICTOR_REGISTRY &&
			!readings_have(&verdicts->readings, predictor->indicator))
			tell_lack(filter, "predictors", predictor->indicator);
	}
}

void residual_verdicts_write(
	struct residual_verdicts *verdicts, const struct registry *registry, struct filter *filter)
{
	const struct roster *roster = &verdicts->readings.roster;
	tell_missing(verdicts, filter);
	readings_complete(&verdicts->readings, registry);
	uint32_t *order = roster_order(roster);
	for (size_t i = 0; i < roster->year_count; i++)
		write_year(&(struct season){.verdicts = verdicts,
				   .registry = registry,
				   .year = roster->years[i],
				   .order = order,
				   .school_count = roster->schools.count},
			filter);
	free(order);
}

void residual_verdicts_free(struct residual_verdicts *verdicts)
{
	readings_free(&verdicts->readings);
	predictors_free(&verdicts->rule.predictors);
}
