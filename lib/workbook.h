/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workbook: what the worksheets of an .xlsx file refer to: their names and places, the shared
 * strings, and what the styles make of numbers. Read whole, once, before the rows.
 */
#ifndef SHNOR_WORKBOOK_H
#define SHNOR_WORKBOOK_H

#include "listing.h"
#include "memory.h"
#include "number_format.h"

#include <stdint.h>

struct workbook_sheet {
	struct text name, relation, path;
	bool hidden;
	bool no_table; /* a diagram, or another sheet without rows */
};

struct workbook {
	size_t sheet_count, sheet_room;
	struct workbook_sheet *sheets; /* in the order of the tabs */
	size_t string_count, string_room;
	struct text *strings; /* by the number cells refer to */
	size_t style_count, style_room;
	struct number_format *styles; /* by the number cells refer to */
	bool from_1904;               /* days are counted from 1904-01-01 */
	struct arena arena;
};

/* Reads the workbook from the .xlsx file behind the descriptor. Damaged data end the program with
 * status 3; `file_name` is for the message. */
void workbook_read(struct workbook *workbook, int file, const char *file_name);

/* The sheet of that name, or for NULL the first one that is not hidden and may hold a table (the first of
 * all, if there is no such); NULL if there is none. */
const struct workbook_sheet *workbook_find(const struct workbook *workbook, const char *name);

/* What to say behind a sheet's name: " (hidden)", " (no table)" or nothing. */
const char *workbook_remark(const struct workbook_sheet *sheet);

/* Lists the sheets with their remarks, all but one (NULL: all). */
void workbook_list(
	const struct workbook *workbook, const struct workbook_sheet *but, struct listing *names);

void workbook_free(struct workbook *workbook);

#endif
