/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * programme: the indicators by which a programme is judged, by a table.
 *
 *   indicator  its name; several lines of one name are summed up
 *   measure    a pattern for the measures whose observations it is made of
 *   statistic  share (hits of n) or mean (sum over n)
 *   schools    all, members (those in the programme), or words of membership parted by |
 *   good       up or down: which way it is good
 *   target     what it is to reach; empty: nothing is said
 *   source     the order and clause; not read
 */
#ifndef SHNOR_PROGRAMME_H
#define SHNOR_PROGRAMME_H

#include "memory.h"
#include "number.h"
#include "pattern.h"
#include "pause.h"
#include "table.h"

struct programme_line {
	struct text indicator, schools;
	struct pattern *measure;
	bool mean;      /* else a share */
	bool everybody; /* all schools count */
	bool members;   /* those in the programme count, whatever word they have */
	bool selects;   /* some line of the indicator counts schools by their status */
	bool up;        /* else down is good */
	bool has_target;
	wide target;       /* units of 10^-VALUE_PLACES */
	struct text *seen; /* the measures that went into it */
	size_t seen_count, seen_room;
};

struct programme {
	struct table table;
	struct programme_line *lines; /* by row of the table */
	struct arena arena;
	struct dictionary measures; /* those asked for so far */
	bool *fits;                 /* [measure][line] */
	size_t fits_room;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void programme_load(struct programme *programme, const char *const *paths, size_t count);

/* The schools that a cell tells: `all` sets *everybody, `members` gives the words of those in the programme,
 * words of membership parted by | give themselves. False, with `known` set to the words there are, for
 * anything else. */
bool programme_schools(struct text cell, bool *everybody, struct text *words, const char **known);

/* By line: does its pattern take the measure? Every measure is matched once. It lives until the next call. */
const bool *programme_fits(struct programme *programme, struct text measure);

/* The pattern of measures in a row of the table, as it stands there. */
struct text programme_measure(const struct programme *programme, size_t row);

/* Is it a word of membership? */
bool programme_knows(struct text status);

/* Does a school of that status (empty: not in the membership) count for the line? */
bool programme_counts(const struct programme_line *line, struct text status);

/* Takes note that observations of the measure went into the line. */
void programme_see(struct programme *programme, size_t row, struct text measure);

/* Is there nothing of the line's indicator in the year because none of the measures that ever went into
 * it was held then? */
bool programme_paused(
	const struct programme *programme, size_t row, const struct pauses *pauses, uint64_t year);

void programme_free(struct programme *programme);

#endif
