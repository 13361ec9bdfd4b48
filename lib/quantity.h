/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantity: numbers and days out of a worksheet, written as Excel shows them.
 *
 * A worksheet has numbers as binary floating point prints them (0.10000000000000001, 1.2E+15), and
 * days as numbers. All functions write at most `room` bytes, 400 are always enough, and return how
 * many; 0 where the value is no such thing, and its own text says more.
 */
#ifndef SHNOR_QUANTITY_H
#define SHNOR_QUANTITY_H

#include "text.h"

/* Whole numbers without an exponent and decimals of up to 15 digits stay as they are, others get the
 * 15 digits that Excel has, with zeros behind them: 0.1, 1200000000000000. Whole numbers of fewer than
 * `digits` digits, of which there may be 30, get zeros in front: 070812. */
size_t quantity_number(struct text value, size_t digits, char *into, size_t room);

/* A share as a percentage, with all its digits and the sign: 0.255 as 25.5%. */
size_t quantity_percent(struct text value, char *into, size_t room);

/* A day as 2024-05-31, with a time as 2024-05-31T10:00:00, to the second. Days are counted from
 * 1899-12-30, with the 29 February 1900 that Excel has, or from 1904-01-01. */
size_t quantity_day(struct text value, bool from_1904, char *into, size_t room);

#endif
