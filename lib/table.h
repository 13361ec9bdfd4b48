/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table: the small TSV files that hold a region's rules, and the faults found in them.
 *
 * A table has a header line, `#` comments, one tab between cells; blank lines, spaces around
 * cells, a BOM, CRLF and cells that Excel put in quotes are all right; missing cells at the end of
 * a line are empty. Several files given for one option make one table, in that order.
 * Every fault is told with file, line, column and cell; table_check() then ends the program with
 * status 2, before a byte of data is read.
 */
#ifndef SHNOR_TABLE_H
#define SHNOR_TABLE_H

#include "dictionary.h"

struct table_row {
	const char *file;
	uint64_t line;
	size_t cell_count;
	struct text *cells; /* by column number; beyond cell_count they are empty */
};

struct table {
	struct dictionary columns; /* the declared ones first, then the table's own */
	size_t row_count, row_room;
	struct table_row *rows;
	struct arena arena;
};

/* What a table may hold: `required` columns must be in each file's header, `allowed` may; both are
 * words parted by spaces and get the numbers 0, 1, 2 … in this order. With `open`, columns of any
 * other name are the table's own keys; without, they are faults. */
struct table_form {
	const char *required, *allowed;
	bool open;
};

/* Loads the files; a file that cannot be read ends the program with status 3. */
void table_load(struct table *table, const char *const *paths, size_t path_count,
	const struct table_form *form);

/* The cell, trimmed; empty if the row has none there. */
struct text table_cell(const struct table *table, size_t row, size_t column);

/* Tells a fault in a cell: `file:line: column "c": found "x": MESSAGE`. */
void table_fault(const struct table *table, size_t row, size_t column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Where a row stands, for messages about two rows: "file:line". */
struct quoted_place {
	char string[160];
};
struct quoted_place table_place(const struct table *table, size_t row);

/* Ends the program with status 2 if any fault was told so far. */
void table_check(void);

void table_free(struct table *table);

#endif
