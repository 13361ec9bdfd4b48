/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * condition: what a row of a stream of results must hold, as a cell of a table says it.
 *
 *   COLUMN=VALUE|VALUE    one of these; COLUMN= is the empty value
 *   COLUMN!=VALUE|VALUE   none of these
 *   COLUMN>=N COLUMN<=N   a number of at least, at most N; an empty value is none
 *   COLUMN~=PATTERN       a pattern (PCRE2, without spaces) that occurs in it
 *
 * Several are parted by spaces, and all must hold.
 */
#ifndef SHNOR_CONDITION_H
#define SHNOR_CONDITION_H

#include "number.h"
#include "pattern.h"
#include "result_kind.h"
#include "table.h"

enum condition_test {
	CONDITION_IS,
	CONDITION_IS_NOT,
	CONDITION_LEAST,
	CONDITION_MOST,
	CONDITION_LIKE
};

struct condition {
	enum condition_test test;
	size_t column; /* number in the kind */
	struct text values;
	wide number; /* units of 10^-VALUE_PLACES */
	struct pattern *pattern;
};

struct conditions {
	size_t count, room;
	struct condition *items;
};

/* Reads the cell of the table; what no row of the kind can fulfil is told as a fault. */
void conditions_read(struct conditions *conditions, const struct table *table, size_t row,
	size_t column, const struct result_kind *kind);

/* Do the values, by number of the kind's columns, fulfil all of them? */
bool conditions_fit(const struct conditions *conditions, const struct text *values);

void conditions_free(struct conditions *conditions);

#endif
