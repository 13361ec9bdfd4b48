/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basis.h"
#include "calendar.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR, SCHOOL, MEASURE, COUNT };

static void load_kinds(struct basis *basis, const struct option_list *kinds)
{
	char error[200];
	basis->kinds = memory_get(kinds->count, sizeof(struct pattern *));
	basis->kind_count = kinds->count;
	for (size_t i = 0; i < kinds->count; i++) {
		basis->kinds[i] = pattern_compile(text_of(kinds->items[i]), error, sizeof error);
		if (!basis->kinds[i])
			fail(STATUS_USAGE, _("--needed: no pattern: %s"), error);
	}
}

static bool is_procedure(const struct basis *basis, struct text measure)
{
	for (size_t i = 0; i < basis->kind_count; i++)
		if (pattern_matches(basis->kinds[i], measure))
			return true;
	return false;
}

static void take_observation(struct basis *basis, struct filter *filter, struct stream *stream)
{
	const struct text *values = stream->values;
	uint64_t year, n;
	if (!is_procedure(basis, values[MEASURE])) {
		account_skip(&filter->account, text_of("another measure"));
	} else if (!calendar_year(values[YEAR], &year)) {
		filter_reject(
			filter, stream, "impossible year", "year", YEAR, "a year such as 2024");
	} else if (!number_count(values[COUNT], &n)) {
		filter_reject(filter, stream, "no observation", "n", COUNT, "a whole number");
	} else {
		if (n)
			holdings_add(&basis->all, values[SCHOOL], values[MEASURE], year, n);
		filter->account.written++;
	}
}

void basis_load(struct basis *basis, struct filter *filter, const char *path,
	const struct option_list *kinds, const struct option_list *pauses)
{
	static const char *const names[] = {"year", "school_id", "measure", "n"};
	struct stream stream;
	load_kinds(basis, kinds);
	pauses_load(&basis->pauses, pauses->items, pauses->count);
	table_check();
	stream_open(&stream, &path, 1);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&stream, names[i], true);
	while (filter_next(filter, &stream))
		take_observation(basis, filter, &stream);
	stream_close(&stream);
	if (holdings_sort(&basis->all))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			path);
}

/* The first item of the school, or the count. */
static size_t find_school(const struct holdings *all, struct text school)
{
	size_t low = 0, high = all->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text_compare(all->schools.texts[all->items[middle].school], school) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Of the school's items from `at` on: does any of the year fit? */
static bool has_kind(const struct basis *basis, size_t at, struct pattern *kind, uint64_t year)
{
	const struct holdings *all = &basis->all;
	uint32_t school = all->items[at].school;
	for (; at < all->count && all->items[at].school == school; at++)
		if (all->items[at].year == year &&
			pattern_matches(kind, all->measures.texts[all->items[at].measure]))
			return true;
	return false;
}

/* The last year before in which the school has any procedure; 0 if there is none. */
static uint64_t year_before(
	const struct holdings *all, size_t first, struct text school, uint64_t year)
{
	uint64_t before = 0;
	for (size_t at = first;
		at < all->count && text_equal(all->schools.texts[all->items[at].school], school);
		at++)
		if (all->items[at].year < year && all->items[at].year > before)
			before = all->items[at].year;
	return before;
}

struct lack basis_lacks(const struct basis *basis, struct text school, uint64_t year)
{
	const struct holdings *all = &basis->all;
	size_t first = find_school(all, school);
	struct lack lack = {.before = year_before(all, first, school, year)};
	for (size_t at = first; lack.before && at < all->count &&
		text_equal(all->schools.texts[all->items[at].school], school);
		at++) {
		const struct holding *had = &all->items[at];
		struct text measure = all->measures.texts[had->measure];
		bool goes_on = at + 1 < all->count && had[1].school == had->school &&
			had[1].measure == had->measure && had[1].year == year;
		if (had->year != lack.before || goes_on ||
			pauses_have(&basis->pauses, measure, year))
			continue;
		listing_add(&lack.measures, measure);
		for (size_t i = 0; i < basis->kind_count; i++)
			if (pattern_matches(basis->kinds[i], measure) &&
				!has_kind(basis, first, basis->kinds[i], year))
				lack.kind = true;
	}
	return lack;
}

void basis_free(struct basis *basis)
{
	holdings_free(&basis->all);
	for (size_t i = 0; i < basis->kind_count; i++)
		pattern_free(basis->kinds[i]);
	free(basis->kinds);
	pauses_free(&basis->pauses);
}
