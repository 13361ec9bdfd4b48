/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalization.h"
#include "memory.h"

#include <math.h>
#include <stdlib.h>

static const char *const words[NORMALIZE_NOT] = {
	"t_score", "z_score", "min_max", "share_of_maximum", "percentile_rank", "share_of_score"};

/* LOW:HIGH */
static bool read_bounds(struct normalization *normalization, struct text rest)
{
	struct text low, high;
	wide most = (wide)number_power(RAW_LARGEST) * number_power(RAW_PLACES);
	normalization->fixed = true;
	return text_next_part(&rest, ':', &low) && text_next_part(&rest, ':', &high) && !rest.at &&
		number_decimal(low, RAW_PLACES, &normalization->low) &&
		number_decimal(high, RAW_PLACES, &normalization->high) &&
		normalization->low >= -most && normalization->high <= most &&
		normalization->low < normalization->high;
}

bool normalization_read(struct normalization *normalization, struct text cell)
{
	struct text rest = cell, word = cell;
	size_t kind = 0;
	text_next_part(&rest, ':', &word);
	while (kind < NORMALIZE_NOT && !text_is(word, words[kind]))
		kind++;
	*normalization =
		(struct normalization){.kind = (enum normalization_kind)kind, .column = {"", 0}};
	bool well = !rest.at;
	if (kind == NORMALIZE_MIN_MAX && rest.at)
		well = read_bounds(normalization, rest);
	if (kind == NORMALIZE_SHARE_OF_SCORE && rest.at) {
		normalization->column = rest;
		well = rest.length > 0;
	}
	if (!well)
		normalization->kind = NORMALIZE_NOT;
	return normalization->kind != NORMALIZE_NOT;
}

static void find_ends(const wide *values, size_t count, wide *least, wide *most)
{
	*least = *most = values[0];
	for (size_t i = 1; i < count; i++) {
		*least = values[i] < *least ? values[i] : *least;
		*most = values[i] > *most ? values[i] : *most;
	}
}

/* The mean, exact but for its last unit, and the population's standard deviation about it. */
static void find_spread(struct ruler *ruler, const wide *values, size_t count)
{
	wide sum = 0;
	double squares = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	ruler->zero = number_divide(sum, (wide)count);
	for (size_t i = 0; i < count; i++) {
		double distance = (double)(values[i] - ruler->zero);
		squares += distance * distance;
	}
	ruler->unit = sqrt(squares / (double)count);
}

static void rank(struct ruler *ruler, const wide *values, size_t count)
{
	ruler->ranked = memory_get(count, sizeof *ruler->ranked);
	memcpy(ruler->ranked, values, count * sizeof *values);
	qsort(ruler->ranked, count, sizeof *values, number_compare);
}

enum normalization_fault ruler_make(struct ruler *ruler, const struct normalization *normalization,
	const wide *values, size_t count)
{
	wide least, most;
	find_ends(values, count, &least, &most);
	*ruler = (struct ruler){.normalization = *normalization, .unit = 1, .count = count};
	if (normalization->kind == NORMALIZE_PERCENTILE_RANK) {
		rank(ruler, values, count);
		return NORMALIZATION_WELL;
	}
	if (normalization->kind == NORMALIZE_SHARE_OF_SCORE) {
		ruler->unit = (double)number_power(RAW_PLACES);
		return NORMALIZATION_WELL;
	}
	if (normalization->kind == NORMALIZE_SHARE_OF_MAXIMUM) {
		ruler->unit = (double)most;
		return most > 0 ? NORMALIZATION_WELL : NORMALIZATION_NO_MAXIMUM;
	}
	if (normalization->fixed) {
		ruler->zero = normalization->low;
		ruler->unit = (double)(normalization->high - normalization->low);
		return NORMALIZATION_WELL;
	}
	if (least == most)
		return count == 1 ? NORMALIZATION_ONE : NORMALIZATION_CONSTANT;
	ruler->zero = least;
	ruler->unit = (double)(most - least);
	if (normalization->kind != NORMALIZE_MIN_MAX)
		find_spread(ruler, values, count);
	return NORMALIZATION_WELL;
}

/* How many of the ranked values lie below the raw one, or at it too. */
static size_t count_below(const struct ruler *ruler, wide raw, bool at_it)
{
	size_t from = 0, to = ruler->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (ruler->ranked[middle] < raw || (at_it && ruler->ranked[middle] == raw))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

double ruler_read(const struct ruler *ruler, wide raw)
{
	double value = (double)(raw - ruler->zero) / ruler->unit, top = 1;
	switch (ruler->normalization.kind) {
	case NORMALIZE_T_SCORE:
		value = 50 + 10 * value;
		top = 100;
		break;
	case NORMALIZE_Z_SCORE:
		top = 0;
		break;
	case NORMALIZE_PERCENTILE_RANK:
		/* B + (B + E) is 2 B + E. */
		value = 50 *
			(double)(count_below(ruler, raw, false) + count_below(ruler, raw, true)) /
			(double)ruler->count;
		top = 100;
		break;
	case NORMALIZE_MIN_MAX:
	case NORMALIZE_SHARE_OF_MAXIMUM:
	case NORMALIZE_SHARE_OF_SCORE:
	case NORMALIZE_NOT:
		break;
	}
	return ruler->normalization.down ? top - value : value;
}

void ruler_free(struct ruler *ruler)
{
	free(ruler->ranked);
	ruler->ranked = NULL;
}
