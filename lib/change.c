/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "change.h"

#include <math.h>

const char *trend_word(enum trend trend)
{
	static const char *const words[] = {[TREND_NO_DATA] = "no_data",
		[TREND_IMPROVED] = "improved",
		[TREND_DECLINED] = "declined",
		[TREND_STABLE] = "stable"};
	return words[trend];
}

/* The trend and the alarm of a change whose figures are set. */
static void judge(struct change *change, const struct direction *direction, bool only_certain)
{
	wide worse = direction->up ? -change->delta : change->delta;
	wide size = worse < 0 ? -worse : worse;
	bool chance = change->bounded && change->interval.low <= 0 && change->interval.high >= 0;
	change->alarming = direction->alarm && worse >= direction->alarm;
	if (size <= direction->tolerance || (only_certain && (chance || !change->bounded)))
		change->trend = TREND_STABLE;
	else
		change->trend = worse < 0 ? TREND_IMPROVED : TREND_DECLINED;
}

struct change change_between(const struct point *from, const struct point *to,
	const struct direction *direction, bool only_certain)
{
	struct change change = {
		.year_from = from->year,
		.year_to = to->year,
		.from = from->value,
		.to = to->value,
		.delta = to->value - from->value,
		.has_from = true,
		.has_to = true,
		.bounded = from->bounded && to->bounded,
	};
	if (change.bounded)
		change.interval =
			interval_difference(from->value, from->bounds, to->value, to->bounds);
	judge(&change, direction, only_certain);
	return change;
}

static wide round_units(double units)
{
	return number_round(units, 0);
}

struct change change_over(const struct point *points, size_t count,
	const struct direction *direction, bool only_certain)
{
	const struct point *first = &points[0], *last = &points[count - 1];
	double span = (double)(last->year - first->year), middle = 0, spread = 0, slope = 0;
	double mean = 0, below = 0, above = 0;
	struct change change = {.year_from = first->year,
		.year_to = last->year,
		.has_from = true,
		.has_to = true,
		.bounded = true};
	for (size_t i = 0; i < count; i++) {
		middle += (double)(points[i].year - first->year) / (double)count;
		mean += (double)points[i].value / (double)count;
	}
	for (size_t i = 0; i < count; i++)
		spread += pow((double)(points[i].year - first->year) - middle, 2);
	for (size_t i = 0; i < count; i++) {
		const struct point *point = &points[i];
		double weight = ((double)(point->year - first->year) - middle) / spread;
		double down = (double)(point->value - point->bounds.low) * weight;
		double up = (double)(point->bounds.high - point->value) * weight;
		slope += weight * (double)point->value;
		/* A negative weight turns the bounds round. */
		below += weight > 0 ? down * down : up * up;
		above += weight > 0 ? up * up : down * down;
		change.bounded = change.bounded && point->bounded;
	}
	change.from = round_units(mean - slope * middle);
	change.to = round_units(mean + slope * (span - middle));
	change.delta = round_units(slope * span);
	change.interval = (struct interval){change.delta - round_units(span * sqrt(below)),
		change.delta + round_units(span * sqrt(above))};
	judge(&change, direction, only_certain);
	return change;
}

struct change change_unknown(
	uint64_t year_from, uint64_t year_to, const struct point *from, const struct point *to)
{
	return (struct change){.year_from = year_from,
		.year_to = year_to,
		.from = from ? from->value : 0,
		.to = to ? to->value : 0,
		.has_from = from != NULL,
		.has_to = to != NULL,
		.trend = TREND_NO_DATA};
}

static void put_value(struct sink *out, bool has, wide units)
{
	sink_byte(out, '\t');
	if (has)
		sink_decimal(out, units, VALUE_PLACES);
}

static void put_answer(struct sink *out, bool known, bool yes)
{
	sink_string(out, !known ? "\t" : yes ? "\tyes" : "\tno");
}

void change_put(struct sink *out, const struct change *change, const struct direction *direction,
	uint64_t streak)
{
	const struct interval *interval = &change->interval;
	bool known = change->trend != TREND_NO_DATA;
	sink_count(out, change->year_from);
	sink_byte(out, '\t');
	sink_count(out, change->year_to);
	put_value(out, change->has_from, change->from);
	put_value(out, change->has_to, change->to);
	put_value(out, known, change->delta);
	put_value(out, change->bounded, interval->low);
	put_value(out, change->bounded, interval->high);
	sink_byte(out, '\t');
	sink_string(out, trend_word(change->trend));
	sink_byte(out, '\t');
	sink_count(out, streak);
	put_answer(out, change->bounded, interval->low > 0 || interval->high < 0);
	put_answer(out, known && direction->alarm, change->alarming);
}
