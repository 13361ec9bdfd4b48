/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document_cell: a cell of a table that people read: its text, and how it is meant.
 */
#ifndef SHNOR_DOCUMENT_CELL_H
#define SHNOR_DOCUMENT_CELL_H

#include "tone.h"

/* How a cell is meant; it decides alignment, and how Excel is kept from changing it. */
enum cell_meaning {
	MEANS_TEXT,
	MEANS_NUMBER,
	MEANS_CODE, /* digits that are no number: 0123, a long code */
};

struct document_cell {
	struct text text;
	enum cell_meaning meaning;
	enum tone tone;
};

#endif
