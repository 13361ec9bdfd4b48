/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * publicity: what the measures of a region count, and so what may be published of them, by a table.
 *
 *   measure     a pattern, held against measures, and against those of a programme's table without
 *               their ^ and $; the first line that fits counts
 *   counts      persons: published by school; staff: only in the totals of a programme; schools:
 *               facts about schools, published whole; results: facts that are changes of a school's
 *               results, published where these are; verdicts: of its verdict of the year;
 *               memberships: of those of the years before
 *   population  a name for measures that count the same people, so that hiding one means hiding
 *               all; empty: the measure alone
 *   scale       three whole numbers: the least possible mark or score, the least that is no low result,
 *               the greatest; empty: means of it are not published
 *   whole       the measure that this one is a part of, so that the rest could be computed; empty:
 *               none
 *   of          a pattern: the measures that results are made of
 *   source      not read
 *
 * What fits no line is not published.
 */
#ifndef SHNOR_PUBLICITY_H
#define SHNOR_PUBLICITY_H

#include "dictionary.h"
#include "pattern.h"
#include "table.h"

enum publicity_counts {
	COUNTS_PERSONS,
	COUNTS_STAFF,
	COUNTS_SCHOOLS,
	COUNTS_RESULTS,
	COUNTS_VERDICTS,
	COUNTS_MEMBERSHIPS
};

enum { PUBLICITY_HIGHEST = 1000000 };

/* Of marks or scores: which are possible, and from which on they are no low result. */
struct publicity_scale {
	bool is_known;
	uint64_t lowest, passing, highest;
};

struct publicity_line {
	struct pattern *pattern, *of; /* of: NULL, if it counts no results */
	enum publicity_counts counts;
	struct text population, whole;
	struct publicity_scale scale;
};

struct publicity {
	struct table table;
	struct publicity_line *lines; /* by row of the table */
	struct dictionary known;      /* measures that were asked for */
	const struct publicity_line **found;
	size_t found_room;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void publicity_load(struct publicity *publicity, const char *const *paths, size_t count);

/* The line for the measure; NULL: it is not to be published. */
const struct publicity_line *publicity_find(struct publicity *publicity, struct text measure);

void publicity_free(struct publicity *publicity);

#endif
