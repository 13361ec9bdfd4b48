/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decision: the management decisions that were taken, and what each was to change, from a stream of records.
 *
 *   year          whose results it rests on: what changes is told from this year on
 *   municipality  whose it is; that of the school, where there is one and a registry
 *   school_id     or another identifier of the registry; empty: the whole municipality, and without one
 *                 either, the region
 *   kind          organising, activating, coordinating, controlling or stimulating: order 616 of 23.07.2021
 *                 (Volgograd), section 9
 *   decision      what was decided; never empty
 *   indicator     what it was to change: a name of the streams
 *   date          of the document; may be empty; not before the school year of `year`
 *
 * Words (words.h) may say what stands in any of these columns.
 */
#ifndef SHNOR_DECISION_H
#define SHNOR_DECISION_H

#include "filter.h"
#include "registry.h"

struct decision {
	struct text municipality, school, kind, decision, indicator, date;
	struct text origin, row; /* where it stands, and the line itself */
	uint64_t year;
};

struct decisions {
	struct decision *items; /* by year, municipality, school, kind, decision and indicator */
	size_t count, room;
	struct arena arena;
};

/* Loads the stream; `registry` (NULL: none) leads identifiers to schools. Its records count in the filter's
 * account as read; those that are none are rejected, the others are still to be counted. A second line that says
 * the same is rejected. */
void decisions_load(struct decisions *decisions, struct filter *filter, const char *path,
	struct words *words, const struct registry *registry);

/* Rejects a decision that was loaded. */
void decision_reject(struct filter *filter, const struct decision *decision, const char *reason,
	const char *column, struct text value, const char *expected);

void decisions_free(struct decisions *decisions);

#endif
