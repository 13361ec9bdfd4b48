/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * body: the rows of a table below its header, told apart: records, and what is none and why.
 *
 * Files joined one behind the other, and tables printed page by page, have their header again. The
 * same header is no record. One with other columns, or one below other title lines where the map takes
 * values from them, says that all behind it means something else; that is rejected, as is the header.
 *
 * Notes stand under a table: lines of words with one field filled, behind the last record. What looks so
 * is kept back until it is known what follows; between records it is a row like any other.
 *
 * So that data are not taken for a header, the map has to take two columns at least, and three so that
 * they are not taken for a note.
 *
 * Reasons are those of the counts (see account). A row is read once and handed out once. Fields are
 * raw bytes in the rows' encoding and die at the next body_next().
 */
#ifndef SHNOR_BODY_H
#define SHNOR_BODY_H

#include "backlog.h"
#include "header.h"

enum body_result {
	BODY_RECORD,
	BODY_SKIPPED,  /* it holds no record; reason is set */
	BODY_REJECTED, /* reason is set, and expected if there is more to say */
	BODY_END,
};

/* What a row seems to be. */
enum body_kind {
	BODY_PLAIN,
	BODY_NOTE, /* if nothing but such follows */
	BODY_BLANK,
	BODY_HEADER,
	BODY_OTHER_HEADER,
	BODY_BROKEN,
	BODY_AT_END,
};

struct body {
	struct rows *rows;
	const struct header *header;
	bool *marked; /* by field: the map takes it */
	size_t marked_count, first_marked;
	uint64_t header_marks; /* of the header's fields, for a quick look */
	bool reads_titles;

	/* The row at hand; one that no fields could be made of has none. */
	struct text *fields;
	size_t count;
	size_t bytes;  /* of all fields, at most */
	uint64_t line; /* where it starts, from 1 */
	const char *reason, *expected;

	struct backlog backlog;
	const struct backlog_row *held; /* the row at hand, if it was kept back */
	enum { BODY_KEPT, BODY_AS_ROWS, BODY_AS_NOTES } release; /* what those kept back are */
	bool crowded;        /* there are too many of them to be notes */
	bool waiting;        /* the rows' row has yet to be handed out */
	enum body_kind kind; /* of that row */

	bool below_upper;  /* the row before was the upper one of the header's two */
	bool below_record; /* the row before that is not blank was a record, or the header */
	bool behind;       /* another header has come */
	char expected_text[64];
};

/* Starts behind the header, for which the layout is resolved. Rows and header stay the caller's. */
void body_open(struct body *body, struct rows *rows, const struct header *header,
	const struct layout *layout);

enum body_result body_next(struct body *body);

/* The row at hand as it stands, for rejects. */
struct text body_raw(struct body *body);

void body_close(struct body *body);

#endif
