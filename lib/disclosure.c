/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclosure.h"

struct disclosure_range disclosure_within(
	struct disclosure_range one, struct disclosure_range other)
{
	return (struct disclosure_range){
		one.lo > other.lo ? one.lo : other.lo, one.hi < other.hi ? one.hi : other.hi};
}

struct disclosure_range disclosure_less(
	struct disclosure_range whole, struct disclosure_range others)
{
	return (struct disclosure_range){whole.lo > others.hi ? whole.lo - others.hi : 0,
		whole.hi > others.lo ? whole.hi - others.lo : 0};
}

struct disclosure_range disclosure_left(
	struct disclosure_range whole, struct disclosure_range all, struct disclosure_range part)
{
	struct disclosure_range others = {all.lo - part.lo, all.hi - part.hi};
	return disclosure_within(disclosure_less(whole, others), part);
}

uint64_t disclosure_band(const struct disclosure_limits *limits, uint64_t n)
{
	uint64_t times = n <= 20 ? 4 : n <= 40 ? 2 : 1;
	return limits->percent * times < 50 ? limits->percent * times : 49;
}

bool disclosure_is_below(const struct disclosure_limits *limits, uint64_t hits, uint64_t n)
{
	return hits * 100 < disclosure_band(limits, n) * n;
}

bool disclosure_is_above(const struct disclosure_limits *limits, uint64_t hits, uint64_t n)
{
	return hits * 100 > (100 - disclosure_band(limits, n)) * n;
}

struct disclosure_range disclosure_of_school(
	const struct disclosure_limits *limits, uint64_t hits, uint64_t n)
{
	struct disclosure_range range = {hits, hits};
	if (disclosure_is_below(limits, hits, n)) {
		range.lo = 0;
		while (range.hi < n && disclosure_is_below(limits, range.hi + 1, n))
			range.hi++;
	} else if (disclosure_is_above(limits, hits, n)) {
		range.hi = n;
		while (range.lo && disclosure_is_above(limits, range.lo - 1, n))
			range.lo--;
	}
	return range;
}

uint64_t disclosure_percent(uint64_t hits, uint64_t n)
{
	return (200 * hits + n) / (2 * n);
}

bool disclosure_is_coarse(const struct disclosure_limits *limits, uint64_t hits, uint64_t n)
{
	return disclosure_is_below(limits, hits, n) || disclosure_is_above(limits, hits, n);
}

struct disclosure_range disclosure_of_total(
	const struct disclosure_limits *limits, uint64_t hits, uint64_t n)
{
	if (disclosure_is_coarse(limits, hits, n))
		return disclosure_of_school(limits, hits, n);
	struct disclosure_range range = {hits, hits};
	uint64_t percent = disclosure_percent(hits, n);
	while (range.lo && disclosure_percent(range.lo - 1, n) == percent &&
		!disclosure_is_coarse(limits, range.lo - 1, n))
		range.lo--;
	while (range.hi < n && disclosure_percent(range.hi + 1, n) == percent &&
		!disclosure_is_coarse(limits, range.hi + 1, n))
		range.hi++;
	return range;
}

struct disclosure_range disclosure_of_hidden(
	const struct disclosure_sum *sum, struct disclosure_range total)
{
	struct disclosure_range range = {total.lo > sum->known.hi ? total.lo - sum->known.hi : 0,
		total.hi > sum->known.lo ? total.hi - sum->known.lo : 0};
	if (range.hi > sum->n_hidden)
		range.hi = sum->n_hidden;
	return range;
}

bool disclosure_is_narrow(
	const struct disclosure_limits *limits, struct disclosure_range range, uint64_t n)
{
	bool at_end = disclosure_is_coarse(limits, range.lo, n) ||
		disclosure_is_coarse(limits, range.hi, n);
	return at_end && range.hi - range.lo < disclosure_of_school(limits, 0, n).hi;
}

bool disclosure_hides_hits(const struct disclosure_limits *limits, const struct disclosure_sum *sum,
	struct disclosure_range total)
{
	struct disclosure_range hidden = disclosure_of_hidden(sum, total);
	if (!sum->schools_hidden)
		return true;
	if (hidden.hi == 0 || hidden.lo >= sum->n_hidden)
		return false;
	return !disclosure_is_narrow(limits, hidden, sum->n_hidden);
}

bool disclosure_is_safe(
	const struct disclosure_limits *limits, const struct disclosure_sum *sum, bool has_hits)
{
	if (sum->n < limits->least)
		return false;
	if (sum->schools_hidden && (sum->schools_hidden < 2 || sum->n_hidden < limits->least))
		return false;
	return !has_hits ||
		disclosure_hides_hits(limits, sum, disclosure_of_total(limits, sum->hits, sum->n));
}

/* Does a sum of n keep off the ends, lo * n and hi * n, as far as a share? In units. */
static bool keeps_off_ends(const struct disclosure_limits *limits, uint64_t n, wide least,
	wide most, uint64_t lo, uint64_t hi)
{
	wide unit = number_power(VALUE_PLACES), count = (wide)n;
	wide margin = (wide)disclosure_band(limits, n) * (wide)(hi - lo) * count * unit;
	return (most - (wide)lo * count * unit) * 100 >= margin &&
		((wide)hi * count * unit - least) * 100 >= margin;
}

bool disclosure_mean_is_safe(
	const struct disclosure_limits *limits, const struct disclosure_mean *mean)
{
	wide unit = number_power(VALUE_PLACES), sum = mean->value * (wide)mean->n;
	if (!keeps_off_ends(limits, mean->n, sum, sum, mean->lowest, mean->highest))
		return false;
	if (!mean->has_hits)
		return true;
	if (disclosure_is_coarse(limits, mean->hits, mean->n))
		return false;
	/* Those who failed have `lowest` at least, and less than `passing`. */
	uint64_t passed = mean->n - mean->hits;
	wide most = sum - (wide)mean->hits * (wide)mean->lowest * unit;
	wide least = mean->passing > mean->lowest
		? sum - (wide)mean->hits * (wide)(mean->passing - 1) * unit
		: most;
	return (passed >= limits->least || least < most) &&
		keeps_off_ends(limits, passed, least, most, mean->passing, mean->highest);
}
