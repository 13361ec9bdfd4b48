/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spreadsheet_parts: the parts of an .xlsx file (ECMA-376) that are about its sheets, not in them: which there are, their
 * styles, and the frame of each around its rows. Nothing in them tells of a time or of who made the file.
 */
#ifndef SHNOR_SPREADSHEET_PARTS_H
#define SHNOR_SPREADSHEET_PARTS_H

#include "bundle.h"
#include "memory.h"

/* The numbers of the cells' styles in the file. */
enum cell_style {
	STYLE_NONE,
	STYLE_TITLE,
	STYLE_HEAD,
	STYLE_TEXT,
	STYLE_CODE,
	STYLE_WHOLE,
	STYLE_DECIMAL,
	STYLE_BAD,
	STYLE_DOUBTFUL,
	STYLE_GOOD,
};

struct spreadsheet_part;

struct spreadsheet_sheets {
	struct spreadsheet_part *items;
	size_t count, room;
	struct arena arena;
};

/* What a sheet is around its rows. */
struct spreadsheet_frame {
	size_t columns;
	const size_t *widths;     /* of the columns, in letters */
	const char *last_letters; /* of the last column */
	uint32_t first, last;     /* rows: of the heads, and the last one; from 1 */
};

/* A further sheet; its rows follow. */
void spreadsheet_sheets_add(struct spreadsheet_sheets *sheets, struct text name);

/* The end of that sheet: a part of the bundle, whose rows were put there. */
void spreadsheet_sheets_end(struct spreadsheet_sheets *sheets, struct bundle *bundle,
	const struct spreadsheet_frame *frame);

/* Writes all other parts and forgets the sheets. `digits`: decimals shown of numbers that have some, at most 9. */
void spreadsheet_sheets_close(
	struct spreadsheet_sheets *sheets, struct bundle *bundle, unsigned digits);

#endif
