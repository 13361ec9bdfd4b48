/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * finding: what is wrong, doubtful or missing in the data, for the quality report.
 *
 *   severity   error (the record does not count), warning (it counts, and may be wrong) or note
 *   check      what was looked at, one of few English words for the streams
 *   file line  where; empty when no single line is to blame
 *   school_id  the school as it stands there; empty when it is not known
 *   column value expected
 *              what stood there and what should have
 *   filter     who found it
 */
#ifndef SHNOR_FINDING_H
#define SHNOR_FINDING_H

#include "sink.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct finding {
	enum severity severity;
	const char *check;
	struct text origin; /* file:line, or empty */
	struct text school;
	struct text column, value, expected;
	const char *filter;
};

/* The names of the columns, parted by spaces. */
extern const char finding_columns[];

void finding_header(struct sink *sink);

/* Writes the finding as a line. */
void finding_put(struct sink *sink, const struct finding *finding);

#endif
