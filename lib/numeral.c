/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "numeral.h"

/* Excel keeps so many digits of a number. */
enum { MOST_DIGITS = 15 };

bool numeral_is_code(struct text column)
{
	static const char end[] = "_id";
	return column.length > 3 && memcmp(column.at + column.length - 3, end, 3) == 0;
}

bool numeral_read(struct text column, struct text value, wide *units)
{
	size_t sign = value.length && value.at[0] == '-';
	if (numeral_is_code(column))
		return false;
	if (value.length > sign + 1 && value.at[sign] == '0' && value.at[sign + 1] != '.')
		return false;
	if (value.length && value.at[0] == '+')
		return false;
	if (value.length > MOST_DIGITS && !memchr(value.at, '.', value.length))
		return false;
	return number_decimal(value, VALUE_PLACES, units);
}
