/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kept_rows: rows of streams of results that are kept to be looked at again, in little room.
 *
 * Starts as {0}. A row is kept once, however many lines of a table want it: whole, with the values of its
 * kind's columns, or only with where it belongs.
 */
#ifndef SHNOR_KEPT_ROWS_H
#define SHNOR_KEPT_ROWS_H

#include "dictionary.h"
#include "result_kind.h"

/* What became of a row. */
enum row_state { ROW_OF_ANOTHER_YEAR, ROW_NOT_CONCERNED, ROW_USED };

struct kept_row {
	const struct result_kind *kind;
	const char *packed;                  /* its values; NULL: they are not kept */
	uint32_t year, municipality, school; /* the last two: numbers of texts */
	uint8_t columns, state;              /* enum row_state, for the caller */
};

struct kept_rows {
	struct kept_row *items;
	size_t count, room;
	struct dictionary municipalities, schools;
	struct arena arena;
	char *scratch;
	size_t scratch_room;
};

/* Keeps a row; `values` are by number of the kind's columns. Returns its number. */
uint32_t kept_rows_add(struct kept_rows *rows, const struct result_kind *kind, uint64_t year,
	const struct text *values, bool whole);

struct text kept_rows_municipality(const struct kept_rows *rows, uint32_t number);
struct text kept_rows_school(const struct kept_rows *rows, uint32_t number);

/* Sets the values of a row that is kept whole; there is room for RESULT_COLUMNS. */
void kept_rows_values(const struct kept_rows *rows, uint32_t number, struct text *values);

void kept_rows_free(struct kept_rows *rows);

#endif
