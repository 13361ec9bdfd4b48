/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows: the rows of one table of a source file, be it delimited text or a worksheet.
 *
 * Fields are raw bytes in `encoding` (a worksheet's are UTF-8), padded as bytes.h has it unless they are empty, and
 * die at the next rows_next().
 */
#ifndef SHNOR_ROWS_H
#define SHNOR_ROWS_H

#include "delimited.h"
#include "sheet.h"

struct rows {
	struct delimited text; /* used when sheet is NULL */
	struct sheet *sheet;
	int file; /* of the sheet */

	const struct encoding *encoding;
	size_t columns; /* set by rows_settle() */
	struct text *fields;
	size_t count;
	size_t bytes;      /* of all fields, at most */
	uint64_t line;     /* where the row starts, from 1 */
	bool unended;      /* it is the last line, and has no line end */
	const char *fault; /* after ROWS_BROKEN, and when the table as a whole cannot be read */

	struct text *padded;
	size_t padded_room;
	char *joined;
	size_t joined_room;
};

enum rows_result {
	ROWS_RECORD,
	ROWS_BROKEN, /* no record could be made of the line: line and fault are set */
	ROWS_END,
};

/* Text out of the source, which becomes the rows'. False, with the fault, if it is none. */
bool rows_open_text(struct rows *rows, struct source *source, const char *name,
	const char *encoding, char delimiter);

/* The worksheet of that name (NULL: the first one seen) of the .xlsx file behind the descriptor, which
 * becomes the rows'. A name that is not there ends the program with status 2. */
void rows_open_sheet(struct rows *rows, int file, const char *name, const char *sheet);

/* Behind the header: rows have so many columns from now on. A worksheet's rows that end
 * early, as its empty cells are not stored, are filled up. */
void rows_settle(struct rows *rows, size_t columns);

enum rows_result rows_next(struct rows *rows);

/* The row as it stands, for rejects; a worksheet's cells are parted by tabs. */
struct text rows_raw(struct rows *rows);

void rows_close(struct rows *rows);

#endif
