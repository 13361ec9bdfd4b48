/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * support: which schools are in the programme, since when and until when, from a stream of records.
 *
 *   school_id   or another identifier of the registry
 *   year_from   the year from which the school is in the programme
 *   year_to     the last year in it; empty: it still is
 *   category    why it is: low, adverse …; may be empty
 *
 * A school may be in it more than once, in years that do not overlap; of two lines that do, the one that
 * begins later is rejected.
 */
#ifndef SHNOR_SUPPORT_H
#define SHNOR_SUPPORT_H

#include "filter.h"
#include "registry.h"

struct episode {
	struct text school, category;
	struct text origin, row; /* where it stands, and the line itself */
	uint64_t from, to;       /* to: UINT64_MAX while it lasts */
};

struct support {
	struct episode *episodes; /* by school, in byte order, then year */
	size_t count, room;
	struct arena arena;
};

/* Loads the stream; `registry` (NULL: none) leads identifiers to schools and those that were
 * reorganised to their successors. Its records count in the filter's account, where a record without
 * a school or a year, or with years that overlap another's, is rejected. */
void support_load(struct support *support, struct filter *filter, const char *path,
	const struct registry *registry);

/* The school's episodes: *count of them, NULL if there is none. */
const struct episode *support_find(
	const struct support *support, struct text school, size_t *count);

void support_free(struct support *support);

#endif
