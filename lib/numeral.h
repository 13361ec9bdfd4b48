/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeral: which cells of a stream are numbers to people: right-aligned, rounded, with the decimal mark.
 *
 * A code such as 0123, a cell of a column of codes (…_id), or one too long for a number of Excel, is none;
 * nor is +7, which may be part of a telephone's.
 */
#ifndef SHNOR_NUMERAL_H
#define SHNOR_NUMERAL_H

#include "number.h"

/* Does the column hold codes? By its name, which ends in _id. */
bool numeral_is_code(struct text column);

/* Is the value of the column a number? Then *units is it in units of 10^-VALUE_PLACES. */
bool numeral_read(struct text column, struct text value, wide *units);

#endif
