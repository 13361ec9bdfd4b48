/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * body: the rows of a table below its header, told apart: records, and what is none and why.
 *
 * Reasons are those of the counts (see account). A row is read once and handed out once. Fields are
 * raw bytes in the rows' encoding and die at the next body_next().
 */
#ifndef SHNOR_BODY_H
#define SHNOR_BODY_H

#include "rows.h"

enum body_result {
	BODY_RECORD,
	BODY_SKIPPED,  /* it holds no record; reason is set */
	BODY_REJECTED, /* reason is set, and expected if there is more to say */
	BODY_END,
};

struct body {
	struct rows *rows;

	/* The row at hand; one that no fields could be made of has none. */
	struct text *fields;
	size_t count;
	size_t bytes;  /* of all fields, at most */
	uint64_t line; /* where it starts, from 1 */
	const char *reason, *expected;

	char expected_text[64];
};

/* Starts behind the header; the rows are settled, and stay the caller's. */
void body_open(struct body *body, struct rows *rows);

enum body_result body_next(struct body *body);

/* The row at hand as it stands, for rejects. */
struct text body_raw(struct body *body);

#endif
