/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "complement.h"

#include <stdlib.h>

static void add_to(struct disclosure_sum *sum, const struct disclosure_limits *limits,
	const struct suppression_cell *cell, bool hidden)
{
	sum->n += cell->n;
	sum->hits += cell->hits;
	if (hidden) {
		sum->schools_hidden++;
		sum->n_hidden += cell->n;
		sum->hits_hidden += cell->hits;
	} else if (cell->has_hits) {
		struct disclosure_range range = disclosure_of_school(limits, cell->hits, cell->n);
		sum->known.lo += range.lo;
		sum->known.hi += range.hi;
	}
}

/* Adds the schools of a municipality. */
static void add_place(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure, uint32_t place,
	struct disclosure_sum *sum, bool *has_hits)
{
	for (uint32_t i = series->starts[place]; i < series->starts[place + 1]; i++) {
		uint32_t member = series->order[i];
		const struct suppression_cell *cell =
			suppression_at(suppression, series, measure, member);
		if (!cell)
			continue;
		*has_hits = *has_hits || cell->has_hits;
		add_to(sum, &suppression->limits, cell, series->members[member].hidden);
	}
}

struct disclosure_sum complement_sum(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure, const uint32_t *whose,
	bool only_hidden_totals, bool *has_hits)
{
	struct disclosure_sum sum = {0};
	*has_hits = false;
	for (uint32_t place = 0; place < series->municipalities.count; place++)
		if (whose ? place == *whose : !only_hidden_totals || series->totals[place].hidden)
			add_place(suppression, series, measure, place, &sum, has_hits);
	return sum;
}

/* Would so much of the total tell the hits of a school whose share is coarse? Only where no
 * school is hidden behind it. */
static bool tells_coarse(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure, uint32_t place,
	const struct disclosure_sum *sum, struct disclosure_range total)
{
	uint32_t end = sum->schools_hidden ? 0 : series->starts[place + 1];
	for (uint32_t i = series->starts[place]; i < end; i++) {
		const struct suppression_cell *cell =
			suppression_at(suppression, series, measure, series->order[i]);
		if (!cell || !cell->has_hits)
			continue;
		struct disclosure_range own =
			disclosure_of_school(&suppression->limits, cell->hits, cell->n);
		struct disclosure_range left = disclosure_left(total, sum->known, own);
		if (own.lo < own.hi && left.lo >= left.hi)
			return true;
	}
	return false;
}

/* Is the total of a municipality coarse, and but one value of it left? */
static bool tells_coarse_total(const struct disclosure_limits *limits,
	const struct disclosure_sum *sum, struct disclosure_range left)
{
	if (!sum->n || !disclosure_is_coarse(limits, sum->hits, sum->n))
		return false;
	struct disclosure_range own = disclosure_of_total(limits, sum->hits, sum->n);
	return own.lo < own.hi && left.lo >= left.hi;
}

enum remedy { NONE, HIDE_SCHOOL, HIDE_TOTAL };

/* What has to be hidden at the municipality. Where its total tells too much of the hits, hiding it costs one
 * figure; to hide schools until it tells no more would cost many, and the verdicts that rest on them. Where
 * a single school is hidden, or too few pupils, another school joins them: the total of the region
 * would tell of them, too. Our decision. */
static enum remedy remedy_for(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t place)
{
	enum remedy worst = NONE;
	for (uint32_t i = 0; i < series->measures.count; i++) {
		bool has_hits;
		struct disclosure_sum sum =
			complement_sum(suppression, series, i, &place, false, &has_hits);
		if (!sum.n)
			continue;
		if (sum.n < suppression->limits.least ||
			(has_hits &&
				tells_coarse(suppression, series, i, place, &sum,
					disclosure_of_total(
						&suppression->limits, sum.hits, sum.n))))
			return HIDE_TOTAL;
		if (!disclosure_is_safe(&suppression->limits, &sum, false))
			worst = HIDE_SCHOOL;
		else if (!disclosure_is_safe(&suppression->limits, &sum, has_hits))
			return HIDE_TOTAL;
	}
	return worst;
}

/* The smallest school of the municipality that is not hidden yet; NULL: all are. */
static struct suppression_member *next_to_hide(struct suppression_series *series, uint32_t place)
{
	struct suppression_member *best = NULL;
	for (uint32_t i = series->starts[place]; i < series->starts[place + 1]; i++) {
		struct suppression_member *member = &series->members[series->order[i]];
		if (member->hidden)
			continue;
		if (!best || member->n < best->n ||
			(member->n == best->n && text_compare(member->school, best->school) < 0))
			best = member;
	}
	return best;
}

static void settle_municipality(
	const struct suppression *suppression, struct suppression_series *series, uint32_t place)
{
	enum remedy remedy;
	while ((remedy = remedy_for(suppression, series, place)) == HIDE_SCHOOL) {
		struct suppression_member *member = next_to_hide(series, place);
		if (!member)
			break;
		member->hidden = true;
	}
	series->totals[place].hidden = remedy != NONE;
}

/* What a reader knows of the hits of a municipality, but for the region's total. */
static struct disclosure_range range_of(
	const struct suppression *suppression, const struct disclosure_sum *sum, bool total_hidden)
{
	struct disclosure_range range = {sum->known.lo, sum->known.hi + sum->n_hidden};
	if (total_hidden || !sum->n)
		return range;
	struct disclosure_range total =
		disclosure_of_total(&suppression->limits, sum->hits, sum->n);
	return disclosure_within(total, range);
}

/* What is known of the hits of the region and, in the order of their numbers, of its municipalities. */
struct region {
	const struct suppression *suppression;
	const struct suppression_series *series;
	uint32_t measure;
	struct disclosure_sum *sums;
	struct disclosure_range *ranges, total, all; /* all: the sum of the ranges */
};

/* Does the total leave enough open of the municipality, when all others are taken from it? */
static bool leaves_enough(const struct region *region, uint32_t place)
{
	const struct disclosure_limits *limits = &region->suppression->limits;
	const struct disclosure_sum *sum = &region->sums[place];
	struct disclosure_range left =
		disclosure_left(region->total, region->all, region->ranges[place]);
	return disclosure_hides_hits(limits, sum, left) &&
		!tells_coarse(
			region->suppression, region->series, region->measure, place, sum, left) &&
		!tells_coarse_total(limits, sum, left);
}

/* Does it leave enough open of the hidden schools of the municipalities without a total together? Each
 * may be safe where their sum is not. */
static bool leaves_enough_together(
	const struct region *region, const struct disclosure_sum *without)
{
	struct disclosure_range rest = {0, 0};
	for (uint32_t i = 0; i < region->series->municipalities.count; i++)
		if (!region->series->totals[i].hidden) {
			rest.lo += region->ranges[i].lo;
			rest.hi += region->ranges[i].hi;
		}
	return disclosure_hides_hits(
		&region->suppression->limits, without, disclosure_less(region->total, rest));
}

/* Does the region's total leave enough open of every municipality, and of those without a total
 * together? */
static bool region_hides_hits(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t measure,
	const struct disclosure_sum *whole, const struct disclosure_sum *without)
{
	uint32_t count = series->municipalities.count;
	struct region region = {.suppression = suppression,
		.series = series,
		.measure = measure,
		.sums = memory_get(count, sizeof *region.sums),
		.ranges = memory_get(count, sizeof *region.ranges),
		.total = disclosure_of_total(&suppression->limits, whole->hits, whole->n)};
	bool has_hits, hides = true;
	for (uint32_t i = 0; i < count; i++) {
		region.sums[i] = complement_sum(suppression, series, measure, &i, false, &has_hits);
		region.ranges[i] = range_of(suppression, &region.sums[i], series->totals[i].hidden);
		region.all.lo += region.ranges[i].lo;
		region.all.hi += region.ranges[i].hi;
	}
	for (uint32_t i = 0; i < count && hides; i++)
		hides = leaves_enough(&region, i);
	hides = hides && leaves_enough_together(&region, without);
	free(region.sums);
	free(region.ranges);
	return hides;
}

/* May the region's total be published beside those of the municipalities? */
static bool region_is_safe(
	const struct suppression *suppression, const struct suppression_series *series)
{
	for (uint32_t i = 0; i < series->measures.count; i++) {
		bool has_hits, some;
		struct disclosure_sum whole =
			complement_sum(suppression, series, i, NULL, false, &has_hits);
		/* What it leaves for the municipalities without a total. */
		struct disclosure_sum left =
			complement_sum(suppression, series, i, NULL, true, &some);
		if (!whole.n)
			continue;
		if (whole.n < suppression->limits.least)
			return false;
		if (left.schools_hidden &&
			(left.schools_hidden < 2 || left.n_hidden < suppression->limits.least))
			return false;
		if (has_hits && !region_hides_hits(suppression, series, i, &whole, &left))
			return false;
	}
	return true;
}

/* The smallest municipality that has a total and hidden schools behind it; DICTIONARY_NONE if
 * none has. */
static uint32_t next_total_to_hide(const struct suppression_series *series)
{
	uint32_t best = DICTIONARY_NONE;
	uint64_t best_n = 0;
	for (uint32_t place = 0; place < series->municipalities.count; place++) {
		uint64_t n = 0;
		bool hides = false;
		for (uint32_t i = series->starts[place]; i < series->starts[place + 1]; i++) {
			const struct suppression_member *member =
				&series->members[series->order[i]];
			n += member->n;
			hides = hides || member->hidden;
		}
		if (!hides || series->totals[place].hidden)
			continue;
		if (best == DICTIONARY_NONE || n < best_n ||
			(n == best_n &&
				text_compare(series->municipalities.texts[place],
					series->municipalities.texts[best]) < 0)) {
			best = place;
			best_n = n;
		}
	}
	return best;
}

void complement_settle(const struct suppression *suppression, struct suppression_series *series)
{
	uint32_t region = series->municipalities.count, hidden = 0;
	uint32_t *places = memory_get(region + 1, sizeof *places);
	for (uint32_t i = 0; i < region; i++)
		settle_municipality(suppression, series, i);
	while (!region_is_safe(suppression, series)) {
		places[hidden] = next_total_to_hide(series);
		if (places[hidden] == DICTIONARY_NONE) {
			series->totals[region].hidden = true;
			while (hidden)
				series->totals[places[--hidden]].hidden = false;
			break;
		}
		series->totals[places[hidden++]].hidden = true;
	}
	free(places);
}
