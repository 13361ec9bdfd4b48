/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * advice: what is recommended to whom when something was found, by a table.
 *
 *   name       of the line, to be found again; lines to several addressees may share it
 *   stream     the kind of stream it looks at (result_kind)
 *   where      what a row must hold (condition)
 *   schools    all, members (those in the programme), or words of membership parted by |
 *   addressee  whom it is for
 *   text       the recommendation; {column} stands for the value in that column; - for none at all, to
 *              switch off a line of a later table
 *   per        row (or empty): each row that fits gives one; municipality or region: all that fit together
 *              give one, where the text can have {municipality}, {year}, {k} schools and {n} of which
 *   of         with municipality and region: what a row must hold for its school to count among the n; of
 *              these `where` finds the k
 *   least      with municipality and region: so many schools, or N% of the n; 1 if empty
 *   source     the order and clause
 *   verified   yes, no or empty: does the order say so
 *
 * Several files are one table. Where an earlier file has a line of the same name and addressee, that of
 * the later one does not count: a region's own lines come before the shared ones.
 */
#ifndef SHNOR_ADVICE_H
#define SHNOR_ADVICE_H

#include "condition.h"

enum advice_scope { ADVICE_ROW, ADVICE_MUNICIPALITY, ADVICE_REGION };

struct advice_line {
	struct text name, addressee, text, source, schools;
	const struct result_kind *kind;
	struct conditions where, of;
	enum advice_scope scope;
	bool everybody; /* all schools count */
	bool off;       /* says nothing: switched off, or another line has its place */
	uint64_t least; /* schools, or percent of them */
	bool least_percent;
	bool fired;
};

struct advice {
	struct table table;
	struct advice_line *lines; /* by row of the table */
};

/* Loads and checks the tables; faults are told, table_check() ends the program. `addressees` (names parted by
 * commas, NULL: all) are those whose lines count; status 2 if one of them is none. */
void advice_load(
	struct advice *advice, const char *const *paths, size_t count, const char *addressees);

/* Does the line read the column of that number and name of its kind: in a condition or in its text? */
bool advice_reads(const struct advice_line *line, size_t number, struct text name);

void advice_free(struct advice *advice);

#endif
