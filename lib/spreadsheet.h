/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spreadsheet: an .xlsx file of tables, written sheet by sheet and row by row.
 *
 * Nothing in it can act: values are strings or numbers, never formulas or links. A sheet has its
 * heads in bold and frozen, a filter over them, and columns as wide as their texts. Words with a
 * tone are coloured. The same rows give the same bytes: the file holds no time and no name. Rows
 * are kept in temporary files under TMPDIR (/tmp), not in memory. Whatever cannot be written ends
 * the program with status 3.
 *
 * Excel's limits: rows beyond the 1,048,576th go on in a further sheet "NAME (2)"; of a text longer
 * than 32,767 characters the start is kept, and the fact is told and counted.
 */
#ifndef SHNOR_SPREADSHEET_H
#define SHNOR_SPREADSHEET_H

#include "document_cell.h"
#include "sink.h"

struct spreadsheet;

/* `digits`: the decimals shown of numbers that have some. */
struct spreadsheet *spreadsheet_new(unsigned digits);

/* Starts a sheet of that name (see sheet_name), of which there must be no other, with a title and a note above
 * the heads, which may be empty. */
void spreadsheet_sheet(struct spreadsheet *spreadsheet, struct text name, struct text title,
	struct text note, const struct text *heads, size_t columns);

void spreadsheet_row(struct spreadsheet *spreadsheet, const struct document_cell *cells);

/* Writes the file and releases everything. A file without a sheet cannot be. Returns how many
 * texts were cut. */
uint64_t spreadsheet_close(struct spreadsheet *spreadsheet, struct sink *out);

#endif
