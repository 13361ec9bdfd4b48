/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * alignment: rows as aligned columns on a terminal, fitted to its width.
 *
 * The widths are known at the end only, so all rows are kept. Starts as {0} but for the first four
 * members; alignment_end() releases all.
 */
#ifndef SHNOR_ALIGNMENT_H
#define SHNOR_ALIGNMENT_H

#include "document_cell.h"
#include "memory.h"
#include "sink.h"

struct alignment {
	struct sink *out;
	size_t columns;
	size_t width;  /* of the terminal; 0: rows are never wrapped */
	bool coloured; /* heads and words that have a tone */
	struct arena arena;
	struct document_cell *kept;
	size_t kept_count, kept_room;
	size_t *widths;
	bool *numbers; /* columns that hold numbers only */
};

/* Keeps a row; the first one holds the heads. Line breaks and control characters become a space. */
void alignment_row(struct alignment *alignment, const struct document_cell *cells);

/* A paragraph above the rows, wrapped at the width. */
void alignment_paragraph(const struct alignment *alignment, struct text text);

/* Writes the rows. Where they are wider than the terminal, the widest columns of text get
 * narrower, and their cells go on in the next line; numbers and codes are never broken. Rows
 * that do not fit even so stay wide. */
void alignment_end(struct alignment *alignment);

#endif
