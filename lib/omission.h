/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * omission: years in which a procedure was not held, by a table. Such a year is no hole in anybody's
 * data, and the years around it are neighbours.
 *
 *   measure   a pattern for the names of measures or of indicators
 *   year      the year without it, or FROM-TO, both included
 *   source    where that is said; not read
 *   verified  yes, no or empty: was it seen in that source
 */
#ifndef SHNOR_OMISSION_H
#define SHNOR_OMISSION_H

#include "pattern.h"
#include "table.h"

struct omission {
	struct pattern *pattern;
	uint64_t from, to;
	bool verified, told;
};

struct omissions {
	struct table table;
	struct omission *items; /* by row of the table */
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void omissions_load(struct omissions *omissions, const char *const *paths, size_t count);

/* Was the procedure of the measure or indicator not held in the year? When a line that is not
 * verified says so for the first time, this is told. */
bool omissions_have(const struct omissions *omissions, struct text measure, uint64_t year);

void omissions_free(struct omissions *omissions);

#endif
