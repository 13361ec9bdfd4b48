/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

enum { MOST_DIGITS = 36 };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

bool number_count(struct text text, uint64_t *count)
{
	uint64_t value = 0;
	if (text.length == 0 || text.length > 18)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		if (!is_digit(text.at[i]))
			return false;
		value = value * 10 + (uint64_t)(text.at[i] - '0');
	}
	*count = value;
	return true;
}

/* At most 18 digits and no zeros to pass over, by far the most frequent case: no wide arithmetic. */
static bool short_decimal(struct text text, unsigned places, wide *units)
{
	uint64_t value = 0;
	unsigned decimals = 0;
	bool point = false;
	if (text.length == 0 || text.length + places > 18 || text.at[0] == '.')
		return false;
	size_t i = 0;
	for (; i < text.length && is_digit(text.at[i]); i++)
		value = value * 10 + (uint64_t)(text.at[i] - '0');
	for (; i < text.length; i++) {
		if (text.at[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit(text.at[i]) || decimals == places + !point)
			return false;
		decimals += point;
		value = value * 10 + (uint64_t)(text.at[i] - '0');
	}
	*units = (wide)(value * (uint64_t)number_power(places - decimals));
	return true;
}

bool number_decimal_long(struct text text, unsigned places, wide *units)
{
	size_t i = 0, digits = 0, used = 0;
	unsigned decimals = 0;
	bool negative = false, point = false;
	wide value = 0;
	if (short_decimal(text, places, units))
		return true;
	if (text.length && (text.at[0] == '-' || text.at[0] == '+'))
		negative = text.at[i++] == '-';
	for (; i < text.length; i++) {
		if (text.at[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit(text.at[i]))
			return false;
		digits++;
		if (point && decimals == places) {
			if (text.at[i] != '0')
				return false;
			continue;
		}
		decimals += point;
		value = value * 10 + (text.at[i] - '0');
		if (value && ++used > MOST_DIGITS)
			return false;
	}
	if (!digits)
		return false;
	for (; decimals < places; decimals++) {
		value *= 10;
		if (value && ++used > MOST_DIGITS)
			return false;
	}
	*units = negative ? -value : value;
	return true;
}

unsigned number_decimals(struct text text)
{
	const char *point = text.length ? memchr(text.at, '.', text.length) : NULL;
	return point ? (unsigned)(text.at + text.length - point - 1) : 0;
}

bool number_is_zero(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] >= '1' && text.at[i] <= '9')
			return false;
	return true;
}

wide number_divide(wide numerator, wide denominator)
{
	if (numerator >= 0 && numerator <= INT64_MAX && denominator <= INT64_MAX) {
		uint64_t above = (uint64_t)numerator, below = (uint64_t)denominator;
		return (wide)(above / below + (above % below >= below - above % below));
	}
	wide quotient = numerator / denominator;
	wide rest = numerator % denominator;
	if (rest < 0)
		return quotient - (-rest >= denominator + rest);
	return quotient + (rest >= denominator - rest);
}

bool number_ratio(wide numerator, wide factor, wide denominator, wide *result)
{
	/* What the whole part leaves is below the denominator, so its product always fits. */
	wide whole = numerator / denominator, rest = numerator % denominator;
	return !__builtin_mul_overflow(whole, factor, result) &&
		!__builtin_add_overflow(*result, number_divide(rest * factor, denominator), result);
}

size_t number_print(char *at, wide units, unsigned places, bool trim)
{
	char digits[NUMBER_ROOM]; /* from the last one on */
	size_t count = 0, length = 0, last = 0;
	if (units < 0)
		at[length++] = '-';
	wide rest = units < 0 ? -units : units;
	/* Division of wide numbers is slow, and hardly ever needed. */
	for (; rest > UINT64_MAX; rest /= 10)
		digits[count++] = (char)('0' + (int)(rest % 10));
	uint64_t small = (uint64_t)rest;
	for (; small >= 100; small /= 100) {
		unsigned pair = (unsigned)(small % 100);
		digits[count++] = (char)('0' + pair % 10);
		digits[count++] = (char)('0' + pair / 10);
	}
	for (; small || count < places + 1; small /= 10)
		digits[count++] = (char)('0' + (int)(small % 10));
	while (trim && last < places && digits[last] == '0')
		last++;
	while (count > places)
		at[length++] = digits[--count];
	if (count > last)
		at[length++] = '.';
	while (count > last)
		at[length++] = digits[--count];
	return length;
}

wide number_round(double value, unsigned places)
{
	double scaled = value * (double)number_power(places);
	return (wide)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

wide number_units(double value)
{
	return number_round(value, VALUE_PLACES);
}

bool number_share_count(wide units, unsigned decimals, uint64_t n, uint64_t *count)
{
	wide one = number_power(VALUE_PLACES);
	if (units < 0 || units > one || decimals > VALUE_PLACES)
		return false;
	wide nearest = number_divide(units * (wide)n, one);
	/* |count/n - value| may be at most half a unit of the last decimal printed. */
	wide distance = nearest * one - units * (wide)n;
	wide half = number_power(VALUE_PLACES - decimals) * (wide)n;
	if (2 * (distance < 0 ? -distance : distance) > half)
		return false;
	*count = (uint64_t)nearest;
	return true;
}

bool number_fraction(struct text text, struct fraction *fraction)
{
	wide units;
	if (!number_decimal(text, VALUE_PLACES, &units))
		return false;
	*fraction = (struct fraction){(int64_t)units, number_power(VALUE_PLACES)};
	return units >= 0 && units <= fraction->denominator;
}

int number_compare(const void *a, const void *b)
{
	wide one = *(const wide *)a, other = *(const wide *)b;
	return (one > other) - (one < other);
}
