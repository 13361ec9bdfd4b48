/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remarks: what lines of a table of advice have to say of rows and of groups of schools, before and after it
 * is put into words.
 *
 * Noted are only which line and which row; the words are found school by school when they are written, so
 * that those of one school are in memory at a time. What is pointed to is the caller's.
 */
#ifndef SHNOR_REMARKS_H
#define SHNOR_REMARKS_H

#include "headcount.h"
#include "kept_rows.h"
#include "key.h"
#include "label.h"
#include "recommendations.h"

struct remark {
	uint32_t place;        /* number of the municipality with the school */
	uint32_t line, number; /* of the table; of the row, or of the group where it is counted */
	bool counted;
};

struct remarks {
	struct advice *advice;
	struct labels *labels; /* what is written in place of the streams' words */
	const struct kept_rows *rows;
	const struct headcount *counts;
	uint64_t year; /* that they are about */

	struct dictionary places;
	struct remark *items;
	size_t count, room;
	struct key key;
	struct wording wording, evidence;
};

/* What the line says of the row, which is kept whole. The line has said something then. */
void remarks_add_row(struct remarks *remarks, uint32_t line, uint32_t row);

/* The same of a group of schools. */
void remarks_add_group(struct remarks *remarks, uint32_t group);

/* Writes them as recommendations, sorted by their keys; returns how many lines. */
uint64_t remarks_write(struct remarks *remarks, struct sink *out);

void remarks_free(struct remarks *remarks);

#endif
