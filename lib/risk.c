/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "risk.h"
#include "message.h"
#include "share.h"

#include <stdlib.h>

enum {
	FACTOR,
	PARAMETER,
	GROUP,
	INDICATOR,
	DIRECTION,
	MEDIUM,
	HIGH,
	LEAST,
	ROLL_UP,
	EXPECTED,
	WEIGHT,
	FIXED,
	SOURCE,
	VERIFIED
};

static const struct table_form form = {
	"factor parameter group indicator direction medium high least roll_up",
	"expected weight fixed source verified", false};

/* The place of the cell among the words, which are parted by spaces; -1 with a fault if it is none. */
static int read_word(const struct table *table, size_t row, size_t column, const char *words)
{
	struct text cell = table_cell(table, row, column), rest = text_of(words);
	for (int i = 0; rest.length; i++)
		if (text_equal(text_next_word(&rest), cell) && cell.length)
			return i;
	table_fault(table, row, column, _("expected one of: %s"), words);
	return -1;
}

static void expect_empty(const struct table *table, size_t row, size_t column, const char *why)
{
	if (table_cell(table, row, column).length)
		table_fault(table, row, column, "%s", why);
}

static bool read_cut(
	const struct table *table, size_t row, size_t column, const wide *most, wide *cut)
{
	if (!number_decimal(table_cell(table, row, column), VALUE_PLACES, cut))
		table_fault(table, row, column, _("expected a number of at most nine decimals"));
	else if (most && (*cut < 0 || *cut > *most))
		table_fault(table, row, column, _("expected a number from 0 to %d"),
			(int)(*most / number_power(VALUE_PLACES)));
	else
		return true;
	return false;
}

/* Both cuts; `most` is the greatest value there can be, or NULL. */
static void read_cuts(
	const struct table *table, size_t row, const wide *most, struct risk_cuts *cuts)
{
	bool medium = read_cut(table, row, MEDIUM, most, &cuts->medium);
	bool high = read_cut(table, row, HIGH, most, &cuts->high);
	if (!medium || !high)
		return;
	if (most && (cuts->below ? cuts->medium == *most : !cuts->medium))
		table_fault(table, row, MEDIUM,
			_("expected a cut that some values lie behind: all are at this one or "
			  "beyond it"));
	if (cuts->below && cuts->high >= cuts->medium)
		table_fault(table, row, HIGH,
			_("expected a cut below that of medium, for the risk lies below"));
	else if (!cuts->below && cuts->high <= cuts->medium)
		table_fault(table, row, HIGH,
			_("expected a cut above that of medium, for the risk lies above"));
}

static enum risk_level read_fixed(const struct table *table, size_t row)
{
	if (!table_cell(table, row, FIXED).length)
		return RISK_MEDIUM;
	return read_word(table, row, FIXED, "medium high") == 1 ? RISK_HIGH : RISK_MEDIUM;
}

static bool read_verified(const struct table *table, size_t row)
{
	if (!table_cell(table, row, VERIFIED).length)
		return false;
	return read_word(table, row, VERIFIED, "no yes") == 1;
}

static uint64_t read_least(const struct table *table, size_t row, uint64_t from)
{
	struct text cell = table_cell(table, row, LEAST);
	uint64_t least = 1;
	if (cell.length && (!number_count(cell, &least) || !least))
		table_fault(table, row, LEAST, _("expected a whole number of at least 1"));
	else if (least < from)
		table_fault(table, row, LEAST,
			_("expected at least %u answers: fewer could be put to a person"),
			(unsigned)from);
	return least;
}

static wide read_weight(const struct table *table, size_t row)
{
	struct text cell = table_cell(table, row, WEIGHT);
	wide weight = number_power(RISK_WEIGHT_PLACES);
	if (cell.length &&
		(!number_decimal(cell, RISK_WEIGHT_PLACES, &weight) || weight <= 0 ||
			weight > number_power(RISK_WEIGHT_PLACES) * 1000))
		table_fault(table, row, WEIGHT,
			_("expected a number above 0, to 1000, of at most six decimals"));
	return weight;
}

/* What is counted over single people is told of so many; of data, what has no measure is an index of a
 * school. An administration speaks for itself. */
static uint64_t least_of(const struct risk_parameter *parameter)
{
	bool measured = memchr(parameter->indicator.at, ':', parameter->indicator.length) != NULL;
	if (parameter->of_people)
		return parameter->share ? RISK_LEAST_ANSWERS : RISK_LEAST_MEAN;
	return parameter->of_data && measured ? RISK_LEAST_ANSWERS : 1;
}

/* An indicator that names a group, as MEASURE-GROUP:share, is of its answers, whatever the table would
 * like: under another word they would not be guarded. */
static void check_group(const struct table *table, size_t row)
{
	static const char groups[] = "administration teachers pupils parents";
	struct text indicator = table_cell(table, row, INDICATOR), rest = text_of(groups), group;
	struct text measure = {indicator.at, 0};
	while (measure.length < indicator.length && measure.at[measure.length] != ':')
		measure.length++;
	while ((group = text_next_word(&rest)).length) {
		const char *end = measure.at + measure.length - group.length;
		if (measure.length <= group.length || end[-1] != '-' ||
			memcmp(end, group.at, group.length) != 0)
			continue;
		if (!text_equal(table_cell(table, row, GROUP), group))
			table_fault(table, row, GROUP,
				_("expected %.*s, as its indicator says: theirs are the answers"),
				(int)group.length, group.at);
	}
}

static void read_parameter(struct risks *risks, size_t row)
{
	const struct table *table = &risks->table;
	struct risk_parameter *parameter = &risks->parameters[risks->parameter_count++];
	const wide one = number_power(VALUE_PLACES);
	static const char groups[] = "data administration teachers pupils parents";
	*parameter = (struct risk_parameter){
		.row = row,
		.factor = table_cell(table, row, FACTOR),
		.name = table_cell(table, row, PARAMETER),
		.group = table_cell(table, row, GROUP),
		.indicator = table_cell(table, row, INDICATOR),
		.expected = table_cell(table, row, EXPECTED),
		.share = share_measure(table_cell(table, row, INDICATOR)).length > 0,
		.cuts.fixed_from = read_fixed(table, row),
		.weight = read_weight(table, row),
		.verified = read_verified(table, row),
	};
	int group = read_word(table, row, GROUP, groups);
	parameter->of_data = group == 0;
	parameter->of_people = group > 1;
	if (!parameter->name.length)
		table_fault(table, row, PARAMETER,
			_("expected a name; only a line that rolls a factor up has none, and no "
			  "group"));
	if (!parameter->indicator.length)
		table_fault(table, row, INDICATOR, _("expected an indicator"));
	parameter->cuts.below = read_word(table, row, DIRECTION, "above below") == 1;
	read_cuts(table, row, parameter->share ? &one : NULL, &parameter->cuts);
	check_group(table, row);
	parameter->least = read_least(table, row, least_of(parameter));
	expect_empty(table, row, ROLL_UP, _("expected nothing: the line of the factor says it"));
}

static void check_counts(const struct table *table, size_t row, const struct risk_cuts *cuts)
{
	const wide one = number_power(VALUE_PLACES);
	if (cuts->medium < one || cuts->medium % one)
		table_fault(table, row, MEDIUM, _("expected how many parameters, at least 1"));
	if (cuts->high % one)
		table_fault(table, row, HIGH, _("expected how many parameters"));
}

static void read_factor(struct risks *risks, size_t row)
{
	const struct table *table = &risks->table;
	static const size_t of_parameters[] = {INDICATOR, DIRECTION, EXPECTED, WEIGHT};
	const wide highest = (RISK_HIGH - RISK_LOW) * (wide)number_power(VALUE_PLACES);
	struct risk_factor *factor = &risks->factors[risks->factor_count++];
	*factor = (struct risk_factor){
		.row = row,
		.name = table_cell(table, row, FACTOR),
		.cuts.fixed_from = read_fixed(table, row),
		.least = read_least(table, row, 1),
		.verified = read_verified(table, row),
	};
	for (size_t i = 0; i < sizeof of_parameters / sizeof *of_parameters; i++)
		expect_empty(table, row, of_parameters[i],
			_("expected nothing in the line of a factor"));
	int roll_up = read_word(table, row, ROLL_UP, "max mean count");
	factor->roll_up = roll_up < 0 ? RISK_MAX : (enum risk_roll_up)roll_up;
	if (factor->roll_up != RISK_MAX) {
		read_cuts(
			table, row, factor->roll_up == RISK_MEAN ? &highest : NULL, &factor->cuts);
		if (factor->roll_up == RISK_COUNT)
			check_counts(table, row, &factor->cuts);
	} else if (roll_up == RISK_MAX) {
		expect_empty(table, row, MEDIUM, _("expected nothing: a maximum has no cuts"));
		expect_empty(table, row, HIGH, _("expected nothing: a maximum has no cuts"));
	}
}

static int compare_parameters(const void *a, const void *b)
{
	const struct risk_parameter *one = a, *other = b;
	int order = text_compare(one->factor, other->factor);
	if (!order)
		order = text_compare(one->name, other->name);
	if (!order)
		order = text_compare(one->group, other->group);
	return order ? order : (one->row > other->row) - (one->row < other->row);
}

static int compare_factors(const void *a, const void *b)
{
	const struct risk_factor *one = a, *other = b;
	int order = text_compare(one->name, other->name);
	return order ? order : (one->row > other->row) - (one->row < other->row);
}

/* A parameter of a group stands once, and a factor looks at an indicator once: the annex itself has names
 * that stand for several things, and would count what is meant twice. */
static void check_parameters(const struct risks *risks)
{
	const struct risk_parameter *all = risks->parameters;
	for (size_t i = 0; i < risks->parameter_count; i++)
		for (size_t j = 0; j < risks->parameter_count; j++) {
			if (all[j].row >= all[i].row)
				continue;
			if (text_equal(all[i].name, all[j].name) &&
				text_equal(all[i].group, all[j].group))
				table_fault(&risks->table, all[i].row, PARAMETER,
					_("%s has it of the same group already"),
					table_place(&risks->table, all[j].row).string);
			else if (text_equal(all[i].factor, all[j].factor) &&
				text_equal(all[i].indicator, all[j].indicator))
				table_fault(&risks->table, all[i].row, INDICATOR,
					_("%s has it in the same factor already"),
					table_place(&risks->table, all[j].row).string);
		}
}

static bool has_factor(const struct risks *risks, struct text name)
{
	for (size_t i = 0; i < risks->factor_count; i++)
		if (text_equal(risks->factors[i].name, name))
			return true;
	return false;
}

/* Gives every factor its parameters, which lie side by side. */
static void settle_factors(struct risks *risks)
{
	const struct table *table = &risks->table;
	for (size_t i = 0; i < risks->factor_count; i++) {
		struct risk_factor *factor = &risks->factors[i];
		if (!factor->name.length)
			table_fault(table, factor->row, FACTOR, _("expected a name"));
		if (i && text_equal(factor->name, factor[-1].name))
			table_fault(table, factor->row, FACTOR, _("%s rolls it up already"),
				table_place(table, factor[-1].row).string);
		for (size_t j = 0; j < risks->parameter_count; j++)
			if (text_equal(risks->parameters[j].factor, factor->name) &&
				!factor->count++)
				factor->parameters = &risks->parameters[j];
		if (!factor->count)
			table_fault(table, factor->row, FACTOR, _("no line is a parameter of it"));
		else if (factor->least > factor->count)
			table_fault(table, factor->row, LEAST,
				_("the factor has only %u parameters"), (unsigned)factor->count);
		else if (factor->roll_up == RISK_COUNT &&
			factor->cuts.high > (wide)factor->count * number_power(VALUE_PLACES))
			table_fault(table, factor->row, HIGH,
				_("the factor has only %u parameters"), (unsigned)factor->count);
	}
	for (size_t i = 0; i < risks->parameter_count; i++)
		if (!has_factor(risks, risks->parameters[i].factor))
			table_fault(table, risks->parameters[i].row, FACTOR,
				_("no line without parameter and group says how it is rolled up"));
}

void risks_load(struct risks *risks, const char *const *paths, size_t count)
{
	const struct table *table = &risks->table;
	*risks = (struct risks){0};
	table_load(&risks->table, paths, count, &form);
	risks->factors = memory_get(table->row_count, sizeof *risks->factors);
	risks->parameters = memory_get(table->row_count, sizeof *risks->parameters);
	for (size_t row = 0; row < table->row_count; row++)
		if (table_cell(table, row, PARAMETER).length ||
			table_cell(table, row, GROUP).length)
			read_parameter(risks, row);
		else
			read_factor(risks, row);
	qsort(risks->parameters, risks->parameter_count, sizeof *risks->parameters,
		compare_parameters);
	qsort(risks->factors, risks->factor_count, sizeof *risks->factors, compare_factors);
	check_parameters(risks);
	settle_factors(risks);
}

void risks_free(struct risks *risks)
{
	free(risks->factors);
	free(risks->parameters);
	table_free(&risks->table);
}
