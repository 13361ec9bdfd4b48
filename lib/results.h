/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results: the counts behind the shares of low results: by school, year and procedure.
 *
 * Filled from indicators in any order; read in the byte order of names, so that whatever is made
 * of it does not depend on the order of the input.
 */
#ifndef SHNOR_RESULTS_H
#define SHNOR_RESULTS_H

#include "roster.h"

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
	struct roster roster;
	struct dictionary procedures;
	struct school_year *by_cell;
	size_t cell_room;
};

/* Adds a result. False if there already is one for that school, year and procedure. */
bool results_add(
	struct results *results, uint32_t school, uint64_t year, const struct result *result);

/* Adds the schools of the registry, puts years and procedures in order; call once when all is
 * added. */
void results_complete(struct results *results, const struct registry *registry);

/* What the school did in the year, procedures in byte order; NULL if nothing is known. */
const struct school_year *results_find(
	const struct results *results, uint32_t school, uint64_t year);

void results_free(struct results *results);

#endif
