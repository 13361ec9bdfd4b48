/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut.h"

#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

enum { REASON_PLACES = 3 };

bool cut_read(struct cut *cut, struct text text)
{
	*cut = (struct cut){.kind = text_is(text, "mean") ? CUT_MEAN : CUT_MEDIAN};
	if (text_is(text, "median") || text_is(text, "mean"))
		return true;
	cut->kind = CUT_NUMBER;
	return number_decimal(text, VALUE_PLACES, &cut->number);
}

struct cut_point cut_of(const struct cut *cut, wide *values, size_t count)
{
	struct cut_point point = {.schools = count};
	if (cut->kind == CUT_NUMBER)
		return (struct cut_point){cut->number, 1, count};
	if (!count)
		return point;
	if (cut->kind == CUT_MEDIAN) {
		qsort(values, count, sizeof *values, number_compare);
		point.total = values[(count - 1) / 2] + values[count / 2];
		point.parts = 2;
		return point;
	}
	for (size_t i = 0; i < count; i++)
		point.total += values[i];
	point.parts = (wide)count;
	return point;
}

bool cut_is_high(const struct cut_point *point, wide value)
{
	return value * point->parts >= point->total;
}

bool cut_is_near(const struct cut_point *point, wide value, wide width)
{
	wide distance = value * point->parts - point->total;
	return (distance < 0 ? -distance : distance) < width * point->parts;
}

void cut_explain(const struct cut *cut, const struct cut_point *point, wide value, struct sink *out)
{
	unsigned places = REASON_PLACES;
	wide unit = number_power(VALUE_PLACES - REASON_PLACES);
	wide shown = number_divide(value, unit);
	wide shown_cut = number_divide(point->total, point->parts * unit);
	if (shown == shown_cut && value * point->parts != point->total) {
		places = VALUE_PLACES;
		shown = value;
		shown_cut = number_divide(point->total, point->parts);
	}
	sink_fixed(out, shown, places);
	sink_string(out, cut_is_high(point, value) ? " >= " : " < ");
	sink_fixed(out, shown_cut, places);
	if (cut->kind == CUT_NUMBER) {
		sink_string(out, " (given)");
		return;
	}
	sink_string(out, cut->kind == CUT_MEDIAN ? " (median of " : " (mean of ");
	sink_count(out, point->schools);
	sink_string(out, point->schools == 1 ? " school)" : " schools)");
}

double cut_of_draws(const struct cut *cut, double *values, size_t count)
{
	if (cut->kind == CUT_NUMBER)
		return (double)cut->number;
	return cut->kind == CUT_MEDIAN ? gsl_stats_median(values, 1, count)
				       : gsl_stats_mean(values, 1, count);
}
