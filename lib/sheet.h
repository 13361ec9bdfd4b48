/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet: the rows of a worksheet in an .xlsx file, streamed.
 *
 * Only the table of shared strings is kept in memory, not the rows. Cells come as UTF-8 text: numbers
 * and days as quantity has them, truth values as 1 and 0, a formula as its value. Damaged data, and
 * cells that stand elsewhere than they say, end the program with status 3.
 */
#ifndef SHNOR_SHEET_H
#define SHNOR_SHEET_H

#include "listing.h"

#include <stdint.h>

struct sheet;

/* Opens the worksheet of that name (NULL: the first that is not hidden, with a note of the others) in the .xlsx
 * file behind the descriptor, which stays the caller's; `file_name` is for messages. NULL if there is no such
 * sheet; then `names` tells those there are. */
struct sheet *sheet_open(
	int file, const char *file_name, const char *wanted, struct listing *names);

/* The next row that has cells. Fields up to its last cell, empty ones between; they live until the
 * next call. *row is its number in the sheet, from 1. False at the end. */
bool sheet_next(struct sheet *sheet, struct text **fields, size_t *count, uint64_t *row);

/* Has the row more than SHEET_LONGEST bytes? Then only the cells before that are there. */
enum { SHEET_LONGEST = 1 << 20 };
bool sheet_row_too_long(const struct sheet *sheet);

void sheet_close(struct sheet *sheet);

#endif
