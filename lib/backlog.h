/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * backlog: rows of a table, kept back until it is known what they are. It owns copies of them.
 */
#ifndef SHNOR_BACKLOG_H
#define SHNOR_BACKLOG_H

#include "text.h"

#include <stdint.h>

/* So many rows are kept at most, and one more that says that these are too many. */
enum { BACKLOG_ROWS = 50 };

struct backlog_row {
	struct text *fields;
	size_t count;
	size_t bytes;    /* of all fields, at most */
	uint64_t line;   /* where it starts, from 1 */
	struct text raw; /* the row as it stands */
};

struct backlog {
	struct backlog_row rows[BACKLOG_ROWS + 1];
	size_t count, taken;
};

/* Keeps a copy of the row; there has to be room for it. */
void backlog_add(struct backlog *backlog, const struct backlog_row *row);

/* The rows one after the other as they came, each to live until the next call; NULL when there is none
 * left, and the backlog empty again. */
const struct backlog_row *backlog_take(struct backlog *backlog);

void backlog_empty(struct backlog *backlog);

#endif
