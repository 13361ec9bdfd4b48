/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

#include <string.h>

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

/* At most 18 digits, no zeros to pass over and a result that fits 64 bits, by far the most frequent case: no wide
 * arithmetic. */
static bool short_decimal(struct text text, unsigned places, wide *units)
{
	uint64_t value = 0;
	unsigned decimals = 0;
	bool point = false;
	uint64_t scaled;
	if (text.length == 0 || text.length > 18 || text.at[0] == '.')
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
	if (__builtin_mul_overflow(value, (uint64_t)number_power(places - decimals), &scaled))
		return false;
	*units = (wide)scaled;
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

/* The two digits of 0 to 99. */
static const char pairs[] =
	"00010203040506070809101112131415161718192021222324252627282930313233343536373839"
	"40414243444546474849505152535455565758596061626364656667686970717273747576777879"
	"8081828384858687888990919293949596979899";

/* Writes the last `count` digits of the value so that they end at `end`; zeros before it are written too. */
static void put_digits(char *end, uint64_t value, unsigned count)
{
	for (; count >= 2; count -= 2, value /= 100)
		memcpy(end -= 2, pairs + 2 * (value % 100), 2);
	if (count)
		end[-1] = (char)('0' + value % 10);
}

size_t number_digits(char *at, uint64_t value)
{
	unsigned count = 1;
	for (uint64_t rest = value; rest >= 10; rest /= 10)
		count++;
	put_digits(at + count, value, count);
	return count;
}

/* The same for any number: division of wide ones is slow. */
static size_t wide_digits(char *at, wide value)
{
	wide part = number_power(18);
	if (value <= (wide)UINT64_MAX)
		return number_digits(at, (uint64_t)value);
	size_t length = wide_digits(at, value / part);
	put_digits(at + length + 18, (uint64_t)(value % part), 18);
	return length + 18;
}

size_t number_print(char *at, wide units, unsigned places, bool trim)
{
	size_t length = 0;
	wide size = units < 0 ? -units : units, whole;
	uint64_t one = (uint64_t)number_power(places), rest;
	if (units < 0)
		at[length++] = '-';
	if (size <= (wide)UINT64_MAX) {
		whole = (wide)((uint64_t)size / one);
		rest = (uint64_t)size % one;
	} else {
		whole = size / (wide)one;
		rest = (uint64_t)(size % (wide)one);
	}
	length += wide_digits(at + length, whole);
	for (; trim && places && rest % 10 == 0; places--)
		rest /= 10;
	if (!places)
		return length;
	at[length++] = '.';
	put_digits(at + length + places, rest, places);
	return length + places;
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
