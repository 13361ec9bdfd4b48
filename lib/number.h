/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number: exact decimal numbers, read and rounded without floating point or locale.
 *
 * A decimal is kept as a whole number of units of 10^-places, so sums and comparisons are exact.
 * The only rounding in the project is number_divide(): half away from zero.
 */
#ifndef SHNOR_NUMBER_H
#define SHNOR_NUMBER_H

#include "text.h"

#include <stdint.h>

__extension__ typedef __int128 wide;

/* Digits the streams print of a share, a mean and their bounds. */
enum { VALUE_PLACES = 9 };

/* 10 to the power of `places`, 0 to 18. */
static inline int64_t number_power(unsigned places)
{
	static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000,
		100000000, 1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000,
		100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
		1000000000000000000};
	return powers[places];
}

/* A whole number of at least 0, digits only. False if it is none or does not fit. */
bool number_count(struct text text, uint64_t *count);

/* The part of number_decimal for all but short whole numbers. */
bool number_decimal_long(struct text text, unsigned places, wide *units);

/* A decimal such as 12, -0.5 or .8, exactly, in units of 10^-places. False if it is none, has more
 * decimals than `places` (beyond zeros) or does not fit. */
static inline bool number_decimal(struct text text, unsigned places, wide *units)
{
	unsigned value = 0;
	size_t i = 0;
	/* A score of up to four digits, by far the most frequent case. */
	if (text.length == 0 || text.length > 4 || places > 12)
		return number_decimal_long(text, places, units);
	for (; i < text.length && (unsigned char)(text.at[i] - '0') <= 9; i++)
		value = value * 10 + (unsigned)(text.at[i] - '0');
	if (i < text.length)
		return number_decimal_long(text, places, units);
	*units = (wide)((int64_t)value * number_power(places));
	return true;
}

/* How many decimals are printed in the text; 0 without a point. */
unsigned number_decimals(struct text text);

/* Has the printed number no digit but 0? */
bool number_is_zero(struct text text);

/* numerator / denominator, rounded to a whole number, halves away from zero. denominator > 0. */
wide number_divide(wide numerator, wide denominator);

/* Writes the value's decimal digits at `at` (room for 20); returns their number. */
size_t number_digits(char *at, uint64_t value);

/* Writes a decimal at `at` (room for NUMBER_ROOM), with all its places or without zeros at the end;
 * returns the length. */
enum { NUMBER_ROOM = 48 };
size_t number_print(char *at, wide units, unsigned places, bool trim);

/* numerator * factor / denominator, rounded alike; false if the result does not fit. `factor` and
 * `denominator` are from 1 to 10^18. */
bool number_ratio(wide numerator, wide factor, wide denominator, wide *result);

/* A floating-point value in units of 10^-places, halves away from zero. */
wide number_round(double value, unsigned places);

/* The same in units of 10^-VALUE_PLACES. */
wide number_units(double value);

/* For qsort() of wide numbers: ascending. */
int number_compare(const void *a, const void *b);

/* The count behind a share printed as units/10^VALUE_PLACES of n, by rounding; false when no whole
 * number of n rounds to that value at the `decimals` printed. */
bool number_share_count(wide units, unsigned decimals, uint64_t n, uint64_t *count);

/* A share given as text, 0.30: numerator and denominator. False if it is not within 0 and 1. */
struct fraction {
	int64_t numerator, denominator;
};
bool number_fraction(struct text text, struct fraction *fraction);

#endif
