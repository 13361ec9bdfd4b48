/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pause: years in which a procedure was not held, by a table. Such a year is no hole in anybody's
 * data, and the years around it are neighbours.
 *
 *   measure   a pattern for the names of measures or of indicators
 *   year      the year without it, or FROM-TO, both included
 *   source    where that is said; not read
 *   verified  yes, no or empty: was it seen in that source
 */
#ifndef SHNOR_PAUSE_H
#define SHNOR_PAUSE_H

#include "pattern.h"
#include "verification.h"

struct pause {
	struct pattern *pattern;
	uint64_t from, to;
	struct verification verification;
};

struct pauses {
	struct table table;
	struct pause *items; /* by row of the table */
};

/* A result of a year in which its procedure was not held is rejected for this reason, and what was
 * expected. */
extern const char pause_reason[], pause_expected[];

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void pauses_load(struct pauses *pauses, const char *const *paths, size_t count);

/* Was the procedure of the measure or indicator not held in the year? When a line that is not
 * verified says so for the first time, this is told. */
bool pauses_have(const struct pauses *pauses, struct text measure, uint64_t year);

void pauses_free(struct pauses *pauses);

#endif
