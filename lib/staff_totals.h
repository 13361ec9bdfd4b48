/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * staff_totals: which totals of a programme's indicators that count staff may be published.
 *
 * What is known of the staff of a school is not published at all. A total stands for at least two
 * schools and the least number of people, and so does what the region's total leaves for the
 * municipalities without one, and what two indicators of one measure leave when one is taken from
 * the other. Nor does the region's total tell that none or all of the others have the property, or
 * how many stand behind a coarse share. Parts of a measure (its name and _ in front of theirs) are published
 * together or not at all.
 *
 * First every line of the programme is added, then staff_totals_settle() decides.
 */
#ifndef SHNOR_STAFF_TOTALS_H
#define SHNOR_STAFF_TOTALS_H

#include "dictionary.h"
#include "disclosure.h"

struct staff_total {
	struct text list;                                   /* the stream it stands in */
	struct text indicator, year, municipality, measure; /* municipality empty: the region */
	uint64_t n, k, schools;                             /* k of n have the property */
	bool shown;
};

struct staff_totals {
	struct disclosure_limits limits;
	struct dictionary keys;
	struct staff_total *totals;
	size_t room;
	struct arena arena;
};

/* Adds a line of a municipality, or, with an empty one, of the region; `school`: the line is of
 * a school in it, and counts for both. `measure` is what the indicator is made of. */
void staff_totals_add(struct staff_totals *totals, const struct staff_total *line, bool school);

void staff_totals_settle(struct staff_totals *totals);

bool staff_totals_shown(const struct staff_totals *totals, const struct staff_total *line);

void staff_totals_free(struct staff_totals *totals);

#endif
