/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff_totals.h"

#include <stdlib.h>

static uint32_t number_of(struct staff_totals *totals, const struct staff_total *line)
{
	struct text parts[] = {line->list, line->indicator, line->year, line->municipality};
	size_t length = 0;
	for (size_t i = 0; i < 4; i++)
		length += parts[i].length + 1;
	char *key = memory_get(length, 1);
	size_t used = 0;
	for (size_t i = 0; i < 4; i++) {
		if (parts[i].length)
			memcpy(key + used, parts[i].at, parts[i].length);
		used += parts[i].length;
		key[used++] = '\t';
	}
	uint32_t known = totals->keys.count;
	uint32_t number = dictionary_add(&totals->keys, (struct text){key, used});
	free(key);
	if (number == known) {
		totals->totals = memory_grow(
			totals->totals, &totals->room, known + 1, sizeof *totals->totals);
		totals->totals[known] =
			(struct staff_total){.list = arena_copy(&totals->arena, line->list),
				.indicator = arena_copy(&totals->arena, line->indicator),
				.year = arena_copy(&totals->arena, line->year),
				.municipality = arena_copy(&totals->arena, line->municipality),
				.measure = arena_copy(&totals->arena, line->measure)};
	}
	return number;
}

void staff_totals_add(struct staff_totals *totals, const struct staff_total *line, bool school)
{
	struct staff_total region = *line;
	uint32_t number = number_of(totals, line);
	if (!school) {
		totals->totals[number].n = line->n;
		totals->totals[number].k = line->k;
		return;
	}
	region.municipality = text_of("");
	totals->totals[number].schools += line->n > 0;
	number = number_of(totals, &region);
	totals->totals[number].schools += line->n > 0;
}

static bool is_part_of(struct text part, struct text whole)
{
	return part.length > whole.length + 1 && part.at[whole.length] == '_' &&
		memcmp(part.at, whole.at, whole.length) == 0;
}

static bool same_place(const struct staff_total *one, const struct staff_total *other)
{
	return text_equal(one->year, other->year) &&
		text_equal(one->municipality, other->municipality);
}

/* A total of a municipality beside the region's. */
static bool is_below(const struct staff_total *total, const struct staff_total *region)
{
	return total->municipality.length && text_equal(total->list, region->list) &&
		text_equal(total->indicator, region->indicator) &&
		text_equal(total->year, region->year);
}

static struct disclosure_range range_of(
	const struct staff_totals *totals, const struct staff_total *total)
{
	uint64_t k = total->k < total->n ? total->k : total->n;
	return total->n ? disclosure_of_total(&totals->limits, k, total->n)
			: (struct disclosure_range){0, 0};
}

/* Does the region's total, less those of the municipalities, tell that none or all of the n others
 * have the property, or what stands behind a coarse share? */
static bool tells_of_parts(
	const struct staff_totals *totals, const struct staff_total *region, uint64_t n)
{
	struct disclosure_range whole = range_of(totals, region), sum = {0, n}, left;
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *total = &totals->totals[i];
		if (!total->shown || !is_below(total, region))
			continue;
		sum.lo += range_of(totals, total).lo;
		sum.hi += range_of(totals, total).hi;
	}
	left = disclosure_left(whole, sum, (struct disclosure_range){0, n});
	if (n && (left.hi == 0 || left.lo >= n))
		return true;
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *total = &totals->totals[i];
		if (!total->shown || !is_below(total, region))
			continue;
		struct disclosure_range own = range_of(totals, total);
		left = disclosure_left(whole, sum, own);
		if (own.lo < own.hi && left.lo >= left.hi &&
			disclosure_is_coarse(&totals->limits, total->k, total->n))
			return true;
	}
	return false;
}

/* What the region's total leaves for the municipalities that have none; if it is but one, the total would be its. */
static bool leaves_enough(const struct staff_totals *totals, const struct staff_total *region)
{
	uint64_t n = region->n, schools = region->schools;
	uint32_t hidden = 0;
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *total = &totals->totals[i];
		if (!is_below(total, region))
			continue;
		hidden += !total->shown && total->n > 0;
		if (!total->shown)
			continue;
		n -= total->n < n ? total->n : n;
		schools -= total->schools < schools ? total->schools : schools;
	}
	return (n == 0 || (hidden != 1 && n >= totals->limits.least && schools >= 2)) &&
		!tells_of_parts(totals, region, n);
}

/* Another indicator of the measure that is shown and has a few people more or fewer: they could
 * be told apart. */
static bool differs_by_few(const struct staff_totals *totals, const struct staff_total *total)
{
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *other = &totals->totals[i];
		uint64_t apart = other->n > total->n ? other->n - total->n : total->n - other->n;
		if (other != total && other->shown && apart && apart < totals->limits.least &&
			text_equal(other->measure, total->measure) && same_place(other, total))
			return true;
	}
	return false;
}

/* Hides the parts of a measure in a place where one of them is hidden. */
static void hide_together(struct staff_totals *totals, const uint32_t *order)
{
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *one = &totals->totals[order[i]];
		for (uint32_t k = 0; k < totals->keys.count && !one->shown && one->n; k++) {
			struct staff_total *other = &totals->totals[order[k]];
			if (!other->shown || !same_place(one, other) ||
				!text_equal(one->list, other->list))
				continue;
			for (uint32_t w = 0; w < totals->keys.count; w++) {
				struct text whole = totals->totals[w].measure;
				if (is_part_of(one->measure, whole) &&
					is_part_of(other->measure, whole)) {
					other->shown = false;
					break;
				}
			}
		}
	}
}

void staff_totals_settle(struct staff_totals *totals)
{
	uint32_t *order = dictionary_sorted(&totals->keys);
	for (size_t round = 0; round < 2; round++) {
		/* Municipalities first, then the region, for what they leave. */
		for (uint32_t i = 0; i < totals->keys.count; i++) {
			struct staff_total *total = &totals->totals[order[i]];
			if ((total->municipality.length == 0) != (round == 1))
				continue;
			total->shown = total->n >= totals->limits.least && total->schools >= 2 &&
				!differs_by_few(totals, total) &&
				(round == 0 || leaves_enough(totals, total));
		}
		hide_together(totals, order);
	}
	/* Hiding parts together may have left too few for the region. */
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		struct staff_total *total = &totals->totals[order[i]];
		if (!total->municipality.length && total->shown && !leaves_enough(totals, total))
			total->shown = false;
	}
	hide_together(totals, order);
	free(order);
}

bool staff_totals_shown(const struct staff_totals *totals, const struct staff_total *line)
{
	for (uint32_t i = 0; i < totals->keys.count; i++) {
		const struct staff_total *total = &totals->totals[i];
		if (same_place(total, line) && text_equal(total->list, line->list) &&
			text_equal(total->indicator, line->indicator))
			return total->shown;
	}
	return false;
}

void staff_totals_free(struct staff_totals *totals)
{
	dictionary_empty(&totals->keys);
	free(totals->totals);
	arena_empty(&totals->arena);
}
