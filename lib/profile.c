/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"

enum { REASON_PLACES = 3 };

const char *risk_level_word(enum risk_level level)
{
	static const char *const words[] = {
		[RISK_NO_DATA] = "no_data",
		[RISK_LOW] = "low",
		[RISK_MEDIUM] = "medium",
		[RISK_HIGH] = "high",
	};
	return words[level];
}

/* A value at the cut is beyond it. */
static bool reaches(const struct risk_cuts *cuts, wide numerator, wide denominator, wide cut)
{
	return cuts->below ? numerator <= cut * denominator : numerator >= cut * denominator;
}

static enum risk_level level_of(const struct risk_cuts *cuts, wide numerator, wide denominator)
{
	if (reaches(cuts, numerator, denominator, cuts->high))
		return RISK_HIGH;
	return reaches(cuts, numerator, denominator, cuts->medium) ? RISK_MEDIUM : RISK_LOW;
}

enum risk_level risk_judge(const struct risk_parameter *parameter, const struct sighting *seen,
	const struct sighting *all)
{
	if (anonymity_of(parameter, seen, all) != ANONYMITY_TOLD)
		return RISK_NO_DATA;
	if (parameter->share)
		return level_of(&parameter->cuts, (wide)seen->hits * number_power(VALUE_PLACES),
			(wide)seen->n);
	return level_of(&parameter->cuts, anonymity_told(parameter, seen).value, 1);
}

bool risk_is_fixed(const struct risk_cuts *cuts, enum risk_level level)
{
	return level != RISK_NO_DATA && level >= cuts->fixed_from;
}

/* A maximum or a count can only grow by what is not known: could its level? */
static bool is_open(const struct risk_factor *factor, const struct risk_sum *sum, wide fixed)
{
	wide unknown = (wide)(factor->count - sum->known);
	if (!unknown || factor->roll_up == RISK_MEAN || sum->level == RISK_HIGH)
		return false;
	if (factor->roll_up == RISK_MAX)
		return true;
	return level_of(&factor->cuts, (fixed + unknown) * number_power(VALUE_PLACES), 1) !=
		sum->level;
}

struct risk_sum risk_roll_up(const struct risk_factor *factor, const enum risk_level *levels)
{
	struct risk_sum sum = {0};
	enum risk_level highest = RISK_LOW;
	wide fixed = 0, points = 0, weights = 0;
	for (size_t i = 0; i < factor->count; i++) {
		const struct risk_parameter *parameter = &factor->parameters[i];
		if (levels[i] == RISK_NO_DATA)
			continue;
		sum.known++;
		highest = levels[i] > highest ? levels[i] : highest;
		fixed += risk_is_fixed(&parameter->cuts, levels[i]);
		points += parameter->weight * (wide)(levels[i] - RISK_LOW);
		weights += parameter->weight;
	}
	sum.denominator = factor->roll_up == RISK_MEAN && sum.known ? weights : 1;
	sum.numerator = number_power(VALUE_PLACES) *
		(factor->roll_up == RISK_MEAN                   ? points
				: factor->roll_up == RISK_COUNT ? fixed
								: (wide)(highest - RISK_LOW));
	if (sum.known < factor->least)
		sum.level = RISK_NO_DATA;
	else if (factor->roll_up == RISK_MAX)
		sum.level = highest;
	else
		sum.level = level_of(&factor->cuts, sum.numerator, sum.denominator);
	sum.open = sum.known >= factor->least && is_open(factor, &sum, fixed);
	if (sum.open && sum.level == RISK_LOW)
		sum.level = RISK_NO_DATA;
	return sum;
}

wide risk_sum_value(const struct risk_sum *sum)
{
	return number_divide(sum->numerator, sum->denominator);
}

bool risk_comparable(
	const struct risk_factor *factor, const enum risk_level *before, const enum risk_level *now)
{
	for (size_t i = 0; i < factor->count; i++)
		if ((before[i] == RISK_NO_DATA) != (now[i] == RISK_NO_DATA))
			return false;
	return true;
}

enum trend risk_trend(enum risk_level before, enum risk_level now)
{
	if (before == RISK_NO_DATA || now == RISK_NO_DATA)
		return TREND_NO_DATA;
	return now < before ? TREND_IMPROVED : now > before ? TREND_DECLINED : TREND_STABLE;
}

static int side_of(wide value, wide cut)
{
	return (value > cut) - (value < cut);
}

/* Three decimals of the value, or as many as it takes to stand on the right side of both cuts. */
static wide shown_value(const struct risk_cuts *cuts, wide value)
{
	for (unsigned places = REASON_PLACES; places < VALUE_PLACES; places++) {
		wide unit = number_power(VALUE_PLACES - places);
		wide shown = number_divide(value, unit) * unit;
		if (side_of(shown, cuts->medium) == side_of(value, cuts->medium) &&
			side_of(shown, cuts->high) == side_of(value, cuts->high))
			return shown;
	}
	return value;
}

/* 2/3 */
static void put_fraction(struct sink *out, wide numerator, wide denominator)
{
	wide a = numerator, b = denominator;
	while (b) {
		wide rest = a % b;
		a = b;
		b = rest;
	}
	sink_decimal(out, numerator / a, 0);
	sink_byte(out, '/');
	sink_decimal(out, denominator / a, 0);
}

/* 0.083 < 0.2 medium. A value that is the cut only when rounded is shown as a fraction. */
static void put_comparison(struct sink *out, const struct risk_cuts *cuts, wide numerator,
	wide denominator, enum risk_level level)
{
	bool reached = level != RISK_LOW;
	wide value = number_divide(numerator, denominator);
	wide shown = shown_value(cuts, value);
	if (numerator != shown * denominator && (shown == cuts->medium || shown == cuts->high))
		put_fraction(out, numerator, denominator * number_power(VALUE_PLACES));
	else
		sink_decimal(out, shown, VALUE_PLACES);
	sink_string(out, cuts->below ? reached ? " <= " : " > " : reached ? " >= " : " < ");
	sink_decimal(out, level == RISK_HIGH ? cuts->high : cuts->medium, VALUE_PLACES);
	sink_byte(out, ' ');
	sink_string(out, risk_level_word(reached ? level : RISK_MEDIUM));
}

static bool is_mean(struct text indicator)
{
	static const char mean[] = ":mean";
	size_t length = sizeof mean - 1;
	return indicator.length > length &&
		memcmp(indicator.at + indicator.length - length, mean, length) == 0;
}

void risk_explain(const struct risk_parameter *parameter, const struct sighting *seen,
	enum risk_level level, struct sink *out)
{
	const char *answers = parameter->of_data ? ""
		: seen && seen->n == 1           ? " answer"
						 : " answers";
	if (!seen) {
		sink_string(out, parameter->of_data ? "no data" : "no answers");
		return;
	}
	if (parameter->share && level != RISK_NO_DATA) {
		sink_count(out, seen->hits);
		sink_string(out, " of ");
	} else if (parameter->of_data) {
		sink_string(out, "n ");
	}
	sink_count(out, seen->n);
	sink_string(out, answers);
	if (level == RISK_NO_DATA && seen->n >= parameter->least) {
		sink_string(out, ", all alike: whose they are would be known");
		return;
	}
	if (level == RISK_NO_DATA) {
		sink_string(out, ", at least ");
		sink_count(out, parameter->least);
		sink_string(out, " are needed");
		return;
	}
	sink_string(out,
		parameter->share                        ? ", share "
			: is_mean(parameter->indicator) ? ", mean "
							: ", value ");
	if (parameter->share)
		put_comparison(out, &parameter->cuts, (wide)seen->hits * number_power(VALUE_PLACES),
			(wide)seen->n, level);
	else
		put_comparison(
			out, &parameter->cuts, anonymity_told(parameter, seen).value, 1, level);
}

static void put_name(struct sink *out, const struct risk_parameter *parameter)
{
	sink_escaped(out, parameter->name);
	sink_byte(out, '/');
	sink_escaped(out, parameter->group);
}

/* The parameters whose risk is fixed, then those without a level. */
static void put_parameters(
	const struct risk_factor *factor, const enum risk_level *levels, struct sink *out)
{
	const char *link = ": ";
	for (size_t i = 0; i < factor->count; i++) {
		if (!risk_is_fixed(&factor->parameters[i].cuts, levels[i]))
			continue;
		sink_string(out, link);
		put_name(out, &factor->parameters[i]);
		sink_byte(out, ' ');
		sink_string(out, risk_level_word(levels[i]));
		link = ", ";
	}
	link = "; no data: ";
	for (size_t i = 0; i < factor->count; i++) {
		if (levels[i] != RISK_NO_DATA)
			continue;
		sink_string(out, link);
		put_name(out, &factor->parameters[i]);
		link = ", ";
	}
}

void risk_explain_sum(const struct risk_factor *factor, const enum risk_level *levels,
	const struct risk_sum *sum, struct sink *out)
{
	static const char *const words[] = {
		[RISK_MAX] = "max ", [RISK_MEAN] = "mean ", [RISK_COUNT] = "count "};
	if (sum->level == RISK_NO_DATA && sum->open) {
		sink_string(out, words[factor->roll_up]);
		sink_string(out, "low, but what is not known could raise it");
		put_parameters(factor, levels, out);
		return;
	}
	if (sum->level == RISK_NO_DATA) {
		sink_count(out, sum->known);
		sink_string(out, " of ");
		sink_count(out, factor->count);
		sink_string(out,
			factor->count == 1 ? " parameter known, at least "
					   : " parameters known, at least ");
		sink_count(out, factor->least);
		sink_string(out, " are needed");
		return;
	}
	sink_string(out, words[factor->roll_up]);
	if (sum->open)
		sink_string(out, "at least ");
	if (factor->roll_up == RISK_MAX)
		sink_string(out, risk_level_word(sum->level));
	else
		put_comparison(out, &factor->cuts, sum->numerator, sum->denominator, sum->level);
	put_parameters(factor, levels, out);
}
