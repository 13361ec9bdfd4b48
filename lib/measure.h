/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure: what a record is an observation of, and of how much, by a table.
 *
 *   measure  the name, as in ege-mat
 *   where    which records: key=value pairs parted by spaces, alternatives parted by |
 *   n        1 (a pupil's record), or the column with the number of participants
 *   hits     low (by the thresholds), a column with a count, a column and %, or nothing (unknown)
 *   score    a column (n = 1); mean:COLUMN; VALUE:COLUMN … [%] for counts of each mark; or nothing
 *   check    what must agree: COLUMN [%]=COLUMN [%], several parted by ; (or nothing)
 *   source   where the rule comes from; not read
 */
#ifndef SHNOR_MEASURE_H
#define SHNOR_MEASURE_H

#include "amount.h"
#include "observation.h"
#include "stream.h"
#include "table.h"

/* Two columns that must say the same count. */
struct agreement {
	struct amount one, other;
};

struct mark {
	wide score; /* units of 10^-SUM_PLACES */
	struct amount amount;
};

enum hits_kind { HITS_UNKNOWN, HITS_LOW, HITS_AMOUNT };
enum score_kind { SCORE_UNKNOWN, SCORE_COLUMN, SCORE_MEAN, SCORE_MARKS };

struct measure {
	size_t row;
	struct text name, where;
	struct text n_column; /* empty: one pupil */
	size_t n_value;
	enum hits_kind hits_kind;
	struct amount hits;
	enum score_kind score_kind;
	struct amount score;
	struct mark *marks;
	size_t mark_count, mark_room;
	struct agreement *agreements;
	size_t agreement_count, agreement_room;
};

struct measures {
	struct table table;
	struct measure *items;
	size_t count;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void measures_load(struct measures *measures, const char *const *paths, size_t path_count);

/* Cuts the next condition, key=value|value, off *rest. False when none is left. */
bool measure_condition(struct text *rest, struct text *key, struct text *values);

/* Is the value one of those parted by |? */
bool measure_value_fits(struct text values, struct text value);

/* Asks the stream for the columns that the measures read. */
void measures_bind(struct measures *measures, struct stream *stream);

/* Sets read[i] for each value of the stream that the measures read. */
void measures_mark_values(const struct measures *measures, bool *read);

/* Makes the observation of a record; `low` is what the threshold says of it. False with the defect
 * when the record cannot be one. */
bool measure_observe(const struct measure *measure, const struct text *values, bool low,
	struct observation *observation, struct defect *defect);

void measures_free(struct measures *measures);

#endif
