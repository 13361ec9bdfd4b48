/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_fact.h"
#include "number.h"

#include <stdlib.h>

static const struct suppression_member *member_of(
	const struct suppression *suppression, const struct suppression_cell *cell)
{
	return &suppression->series[cell->series].members[cell->member];
}

void public_facts_start(struct public_facts *facts, const struct suppression *suppression)
{
	uint32_t count = suppression->keys.count;
	facts->suppression = suppression;
	facts->next = memory_get(count, sizeof *facts->next);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t known = facts->schools.count;
		uint32_t school = dictionary_add(
			&facts->schools, member_of(suppression, &suppression->cells[i])->school);
		facts->first = memory_grow(facts->first, &facts->first_room, facts->schools.count,
			sizeof *facts->first);
		facts->next[i] = school == known ? DICTIONARY_NONE : facts->first[school];
		facts->first[school] = i;
	}
}

static bool is_whole(const struct suppression *suppression, const struct suppression_cell *cell,
	struct text year, struct text school)
{
	return suppression_school(suppression, year, cell->measure, school, false) == SHOWN_WHOLE &&
		(!cell->has_mean ||
			suppression_school(suppression, year, cell->measure, school, true) ==
				SHOWN_WHOLE);
}

bool public_facts_shown(
	const struct public_facts *facts, struct pattern *of, struct text year, struct text school)
{
	const struct suppression *suppression = facts->suppression;
	uint32_t number = dictionary_find(&facts->schools, school);
	uint64_t last, at;
	bool any = false;
	if (number == DICTIONARY_NONE || !number_count(year, &last))
		return false;
	for (uint32_t i = facts->first[number]; i != DICTIONARY_NONE; i = facts->next[i]) {
		const struct suppression_cell *cell = &suppression->cells[i];
		struct text its_year = suppression->series[cell->series].year;
		if (!number_count(its_year, &at) || at > last ||
			!pattern_matches(of, cell->measure))
			continue;
		if (!is_whole(suppression, cell, its_year, school))
			return false;
		any = true;
	}
	return any;
}

void public_facts_leave_out(struct public_facts *facts, struct text name, uint64_t k, uint64_t n)
{
	uint32_t known = facts->names.count;
	uint32_t number = dictionary_add(&facts->names, name);
	if (number == known) {
		facts->totals = memory_grow(
			facts->totals, &facts->total_room, known + 1, sizeof *facts->totals);
		facts->totals[known] = (struct public_fact_total){0};
	}
	facts->totals[number].k += k;
	facts->totals[number].n += n;
}

bool public_facts_total_shown(const struct public_facts *facts, struct text name, bool region)
{
	uint32_t number = dictionary_find(&facts->names, name);
	if (number == DICTIONARY_NONE)
		return true;
	const struct public_fact_total *total = &facts->totals[number];
	return region && total->n >= FACT_SCHOOLS && total->k > 0 && total->k < total->n;
}

void public_facts_free(struct public_facts *facts)
{
	dictionary_empty(&facts->schools);
	dictionary_empty(&facts->names);
	free(facts->first);
	free(facts->next);
	free(facts->totals);
}
