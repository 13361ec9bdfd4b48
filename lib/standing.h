/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standing: where a school stands in a year of the programme, as a line of the membership with its
 * reason: the verdict, the list, what a good verdict goes without, and what has ended the membership.
 *
 * Texts and what is pointed to must live as long as the standing.
 */
#ifndef SHNOR_STANDING_H
#define SHNOR_STANDING_H

#include "basis.h"
#include "membership.h"
#include "sink.h"

struct standing {
	uint64_t year, verdict_year; /* of the programme, and of the results that it rests on */
	struct text school, municipality;
	bool judged; /* is there a verdict? then class and reason are set */
	struct text class, reason;
	enum status_of_member status;
	struct membership member;
	const struct episode *episode; /* the line of the list that the year lies in, or NULL */
	uint64_t last_year;            /* of the school, by the registry */
};

/* By year, municipality and school, for qsort(). */
int standing_compare(const void *a, const void *b);

/* Does the school leave by its verdict, or could it? Then it matters what the verdict goes without. */
bool standing_rests_on_verdict(const struct standing *standing);

/* Writes the line: year municipality school_id status since years reason. `lack` (NULL: not asked for) is
 * what the verdict goes without. */
void standing_write(const struct standing *standing, const struct lack *lack, struct sink *out);

#endif
