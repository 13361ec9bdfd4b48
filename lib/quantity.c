/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	EXACT_DIGITS = 15, /* of a number in Excel */
	LONGEST_NUMBER = 64,
	SECONDS_A_DAY = 86400,
	DAYS_TO_1970 = 25569, /* from Excel's day 0, 1899-12-30 */
	DAYS_TO_1904 = 1462,  /* from day 0 to the day 0 of the other calendar */
	DAYS_TO_10000 = 2958466,
};

/* The value as a number; false if it is none. The C locale is never left for numbers, so the point
 * is a point. */
static bool read_number(struct text value, double *number)
{
	char copy[LONGEST_NUMBER], *end;
	if (!value.length || value.length >= sizeof copy)
		return false;
	for (size_t i = 0; i < value.length; i++)
		if (!value.at[i] || !strchr("0123456789.-+eE", value.at[i]))
			return false;
	memcpy(copy, value.at, value.length);
	copy[value.length] = '\0';
	*number = strtod(copy, &end);
	return end != copy && !*end && isfinite(*number);
}

/* Copies a number that needs no rounding, with a zero before a bare point: 0.8 for .8. */
static size_t copy_plain(struct text value, char *into)
{
	size_t used = 0;
	for (size_t i = 0; i < value.length; i++) {
		if (value.at[i] == '.' && (i == 0 || value.at[i - 1] == '-'))
			into[used++] = '0';
		into[used++] = value.at[i];
	}
	return used;
}

/* A number of more digits than Excel has: 15 digits and zeros. What binary floating point has
 * behind them would only look like digits. */
static size_t print_long(double number, char *into, size_t room)
{
	char digits[LONGEST_NUMBER];
	snprintf(digits, sizeof digits, "%.*e", EXACT_DIGITS - 1, fabs(number));
	long exponent = strtol(strchr(digits, 'e') + 1, NULL, 10);
	size_t used = 0, length = (size_t)exponent + 1;
	if (length < EXACT_DIGITS || length + 1 > room)
		return 0;
	if (number < 0)
		into[used++] = '-';
	into[used++] = digits[0];
	memcpy(into + used, digits + 2, EXACT_DIGITS - 1);
	used += EXACT_DIGITS - 1;
	memset(into + used, '0', length - EXACT_DIGITS);
	return used + length - EXACT_DIGITS;
}

static size_t print_number(struct text value, char *into, size_t room)
{
	double number;
	size_t digits = 0;
	bool point = false, exponent = false;
	if (!read_number(value, &number) || room < 2 * LONGEST_NUMBER)
		return 0;
	for (size_t i = 0; i < value.length; i++) {
		digits += value.at[i] >= '0' && value.at[i] <= '9';
		point = point || value.at[i] == '.';
		exponent = exponent || value.at[i] == 'e' || value.at[i] == 'E';
	}
	if (!exponent && (!point || digits <= EXACT_DIGITS))
		return copy_plain(value, into);
	int length = snprintf(into, room, "%.*g", EXACT_DIGITS, number);
	if (!strchr(into, 'e'))
		return (size_t)length;
	/* Beyond what exam files have, such as 1e-30, the cell's own text says more. */
	return fabs(number) < 1 ? 0 : print_long(number, into, room);
}

/* Puts zeros in front of a whole number of fewer digits. */
static size_t fill_up(char *number, size_t length, size_t digits)
{
	size_t sign = length && number[0] == '-';
	for (size_t i = sign; i < length; i++)
		if (number[i] < '0' || number[i] > '9')
			return length;
	if (length == sign || length - sign >= digits)
		return length;
	size_t zeros = digits - (length - sign);
	memmove(number + sign + zeros, number + sign, length - sign);
	memset(number + sign, '0', zeros);
	return length + zeros;
}

size_t quantity_number(struct text value, size_t digits, char *into, size_t room)
{
	return fill_up(into, print_number(value, into, room), digits);
}

size_t quantity_percent(struct text value, char *into, size_t room)
{
	double number;
	char hundredfold[LONGEST_NUMBER];
	if (!read_number(value, &number))
		return 0;
	int length = snprintf(hundredfold, sizeof hundredfold, "%.*g", EXACT_DIGITS, 100 * number);
	size_t used = print_number((struct text){hundredfold, (size_t)length}, into, room);
	if (used)
		into[used++] = '%';
	return used;
}

size_t quantity_day(struct text value, bool from_1904, char *into, size_t room)
{
	struct tm parts;
	double day;
	if (!read_number(value, &day) || day < (from_1904 ? 0 : 1))
		return 0;
	if (from_1904)
		day += DAYS_TO_1904;
	if (day >= DAYS_TO_10000)
		return 0;
	/* Excel counts a 29 February 1900 that never was. */
	if (day < 61)
		day += 1;
	double seconds = (day - DAYS_TO_1970) * SECONDS_A_DAY;
	time_t moment = (time_t)(seconds < 0 ? seconds - 0.5 : seconds + 0.5);
	gmtime_r(&moment, &parts);
	bool midnight = moment % SECONDS_A_DAY == 0;
	return strftime(into, room, midnight ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S", &parts);
}
