/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assessment: the observations that a record is by the rules of its case, checked against their scales.
 *
 * What a case makes of the same values is the same, so it is remembered where the stream has marks, as long as
 * the rules read few columns.
 */
#ifndef SHNOR_ASSESSMENT_H
#define SHNOR_ASSESSMENT_H

#include "ruleset.h"

enum { ASSESSMENT_COLUMNS = 4, ASSESSMENT_MEASURES = 4, ASSESSMENT_REMEMBERED = 1024 };

/* What a case makes of values with these marks. */
struct assessed {
	const struct rule_case *found; /* NULL: nothing yet */
	uint64_t forgotten;            /* of the ruleset, when it was found */
	uint64_t marks[ASSESSMENT_COLUMNS];
	struct observation seen[ASSESSMENT_MEASURES];
};

struct assessment {
	const struct ruleset *ruleset;
	/* The numbers of the stream's values that the rules read. */
	size_t columns[ASSESSMENT_COLUMNS];
	size_t column_count;
	struct observation *seen; /* room for those of one record */
	struct assessed *known;   /* by a hash; NULL: nothing is remembered */
};

/* The rules are bound to the stream, and stay the caller's. */
void assessment_bind(
	struct assessment *assessment, const struct ruleset *ruleset, const struct stream *stream);

/* The observations of the record at hand, by measure of the case; they live until the next call. NULL with the
 * defect if it cannot be all of them. */
const struct observation *assessment_make(struct assessment *assessment,
	const struct stream *stream, const struct rule_case *found, struct defect *defect);

void assessment_free(struct assessment *assessment);

#endif
