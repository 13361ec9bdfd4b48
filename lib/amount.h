/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amount: a count in a column of the records, as it stands or as a percentage of n.
 *
 * A percentage becomes a count again by rounding; one that no count gives is a defect. `%` takes the
 * decimals as printed; `%.2` says that the source prints two and may have dropped zeros at the end.
 */
#ifndef SHNOR_AMOUNT_H
#define SHNOR_AMOUNT_H

#include "defect.h"
#include "number.h"

/* Spreadsheets print a number with up to so many decimals. */
enum { AMOUNT_PLACES = 16 };

struct amount {
	struct text column;
	size_t value; /* its number in the stream */
	bool percent;
	unsigned decimals; /* at least so many were printed */
};

/* Cuts a % or %.N off the end of a table's cell. False if it is badly written. */
bool amount_cut_percent(struct text *cell, struct amount *amount);

/* The decimals that the percentage was printed with. */
unsigned amount_decimals(const struct amount *amount, struct text value);

/* The count that stands in the record, up to n. False with the defect if there is none. */
bool amount_count(const struct amount *amount, const struct text *values, uint64_t n,
	uint64_t *count, struct defect *defect);

#endif
