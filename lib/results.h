/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results: the counts behind the shares of low results: by school, year and procedure.
 *
 * Filled from indicators in any order; read in the byte order of names, so that whatever is made
 * of it does not depend on the order of the input.
 */
#ifndef SHNOR_RESULTS_H
#define SHNOR_RESULTS_H

#include "dictionary.h"

struct result {
	struct text procedure;
	uint64_t n, low;
	bool marked; /* its objectivity is in doubt */
};

/* What one school did in one year, by procedure. */
struct school_year {
	size_t count, room;
	struct result *items;
};

struct results {
	struct dictionary schools, procedures;
	struct text *municipalities; /* by school */
	size_t municipality_room;
	struct dictionary names; /* "year school" */
	struct school_year *by_name;
	size_t name_room;
	uint64_t *years; /* those seen, ascending after results_sort() */
	size_t year_count, year_room;
	struct arena arena;
};

/* The school's number; its municipality is the first in byte order of those it was seen with. */
uint32_t results_school(struct results *results, struct text school, struct text municipality);

/* Adds a result. False if there already is one for that school, year and procedure. */
bool results_add(
	struct results *results, uint32_t school, uint64_t year, const struct result *result);

/* Puts years and procedures in order; call once when all is added. */
void results_sort(struct results *results);

/* What the school did in the year, procedures in byte order; NULL if nothing is known. */
const struct school_year *results_find(
	const struct results *results, uint32_t school, uint64_t year);

/* The schools' numbers in the byte order of municipality, then school; free() releases it. */
uint32_t *results_order(const struct results *results);

void results_free(struct results *results);

#endif
