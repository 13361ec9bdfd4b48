/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_fact: may it be published of a school that its results have become better?
 *
 * The fact is a change between results of the school, so it is published where all these are, of
 * that year and of those before. A total of such facts is published where none of its schools is
 * left out; of the region also where at least FACT_SCHOOLS are, some of them better and some not.
 */
#ifndef SHNOR_PUBLIC_FACT_H
#define SHNOR_PUBLIC_FACT_H

#include "suppression.h"

enum { FACT_SCHOOLS = 3 };

/* The cells of a settled suppression by school, and what is left out of totals. */
struct public_facts {
	const struct suppression *suppression;
	struct dictionary schools;
	uint32_t *first, *next; /* cells, by number of the school, and by number of the cell */
	size_t first_room;
	struct dictionary names; /* of totals */
	struct public_fact_total {
		uint64_t n, k; /* of the schools left out */
	} * totals;
	size_t total_room;
};

void public_facts_start(struct public_facts *facts, const struct suppression *suppression);

/* Are all results of the school whole, of the measures that fit the pattern and of years up to
 * this one? False if there are none. */
bool public_facts_shown(
	const struct public_facts *facts, struct pattern *of, struct text year, struct text school);

/* Leaves a school's fact, k of n, out of the total of that name. */
void public_facts_leave_out(struct public_facts *facts, struct text name, uint64_t k, uint64_t n);

/* May the total of that name be published? */
bool public_facts_total_shown(const struct public_facts *facts, struct text name, bool region);

void public_facts_free(struct public_facts *facts);

#endif
