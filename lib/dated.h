/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dated: lines of a table that hold for certain keys and years: thresholds and scales.
 *
 *   (any)     a key: the line holds for records with this canonical value; empty or *: for all
 *   from, to  the years it holds for, both included; empty: open
 *   column    the column of the records it speaks of
 *   source    the order or letter it comes from
 *   verified  yes or no: was the figure seen in that source
 *
 * A threshold table adds `low_below` (a value below it is a low result); a scale table adds `min`,
 * `max` (the values possible) and `whole` (yes: no decimals). For the same column, keys and year at
 * most one line may hold: overlaps are faults.
 */
#ifndef SHNOR_DATED_H
#define SHNOR_DATED_H

#include "number.h"
#include "table.h"

/* Scores are exact to this many decimals. */
enum { SCORE_PLACES = 6 };

enum dated_kind { DATED_THRESHOLD, DATED_SCALE };

struct dated_line {
	size_t row;
	struct text column;
	uint64_t from, to;
	wide low_below;   /* a threshold, in units of 10^-SCORE_PLACES */
	wide least, most; /* a scale */
	bool whole;
	bool verified; /* else a run that uses the line says so */
	bool told;     /* that it did */
};

struct dated {
	struct table table;
	enum dated_kind kind;
	size_t first_key; /* the table's columns from this number on are keys */
	struct dated_line *lines;
	size_t line_count;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void dated_load(struct dated *dated, enum dated_kind kind, const char *const *paths, size_t count);

/* The next line at or behind number `start` that holds in the year; `value_of` gives the canonical
 * value of a key. NULL when there is none. */
struct dated_line *dated_find(const struct dated *dated, size_t start, uint64_t year,
	struct text (*value_of)(const void *context, struct text key), const void *context);

/* Says once that the results rest on the line, if its figure was not seen in its source. */
void dated_tell_unverified(const struct dated *dated, struct dated_line *line);

void dated_free(struct dated *dated);

#endif
