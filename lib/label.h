/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * label: what people read in place of the streams' words, by a table.
 *
 *   column  empty: the line names a column of the streams; else: a value in that column
 *   name    the word of the streams; in the column `reason`, a part of the text
 *   label   what is shown
 */
#ifndef SHNOR_LABEL_H
#define SHNOR_LABEL_H

#include "table.h"

struct labels {
	struct table table;
	struct dictionary names; /* "column<tab>name" */
	uint32_t *rows;          /* of the table, by name */
	size_t room;
	/* Rows of the column whose texts hold names as parts: by first byte, and the next of the same; each
	 * is one more than the row, 0 is none. */
	bool linked;
	size_t first_part[256], *next_part;
	char *built; /* the last text that was put together */
	size_t built_room;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void labels_load(struct labels *labels, const char *const *paths, size_t path_count);

/* The label of a column, or its name. */
struct text labels_column(const struct labels *labels, struct text column);

/* The label of a value, or the value; in `reason` every part that has a label is replaced, in
 * `evidence` every part that a reason or an indicator has one for, in `cause` each of the words that commas
 * part. The text lives until the next call. */
struct text labels_value(struct labels *labels, struct text column, struct text value);

void labels_free(struct labels *labels);

#endif
