/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * header: finds the header of a table among its first rows, below the title lines that forms have.
 *
 * The header is the first row that has all the columns the layout asks for, or the first two that
 * have them together: a cell spanning several columns («Отметка» over 2, 3, 4, 5) stands before the
 * ones below it, "Отметка 2".
 */
#ifndef SHNOR_HEADER_H
#define SHNOR_HEADER_H

#include "layout.h"
#include "rows.h"

/* So many rows are looked through. */
enum { HEADER_ROWS = 50 };

struct header {
	struct text *names; /* clean: UTF-8, inner blanks and line breaks as one space */
	size_t count;
	/* The one or two rows it was made of, as they stand, without the blanks around their fields;
	 * fields that a row lacks are empty. */
	struct text *rows[2];
	size_t row_count;
	struct text titles;  /* the text of the rows above, a line each */
	uint64_t title_rows; /* those of them that had any text */
	const char *broken;  /* what was wrong with a line above, if the header was not found */
	uint64_t fault_line; /* where that was */
	struct arena arena;
};

/* Finds the header; the rows stand behind it then, and are settled. If none fits, the first of the
 * rows that fit best is taken, so that what it lacks can be told. Lines that no row can be made of are
 * title lines. False, with the fault, if the table has no row at all, or if one of them may have been
 * the header, as no row has any of its columns. */
bool header_find(
	struct header *header, struct rows *rows, const struct layout *layout, const char **fault);

/* Writes a cell at `at` as headers are compared: UTF-8, without the blanks around it, inner ones and line
 * breaks as one space. ENCODING_GROWTH times its length must fit; returns what was written. */
size_t header_clean(const struct encoding *encoding, struct text raw, char *at);

void header_free(struct header *header);

/* The names of two rows as one header: a cell of the upper one goes before the one below it, and before
 * those below the empty cells to its right. *names is the caller's to free, the texts are the arena's;
 * returns how many. */
size_t header_join(struct arena *arena, const struct text *upper, size_t upper_count,
	const struct text *lower, size_t lower_count, struct text **names);

#endif
