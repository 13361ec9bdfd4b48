/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers: read and printed back, rounded half away from zero, shares turned into counts again.
 */
#include "check.h"
#include "number.h"

#include <string.h>

static bool reads(const char *text, unsigned places, int64_t expected)
{
	wide units;
	return number_decimal(text_of(text), places, &units) && units == expected;
}

static bool refuses(const char *text, unsigned places)
{
	wide units;
	return !number_decimal(text_of(text), places, &units);
}

static void check_reading(void)
{
	CHECK(reads("12", 2, 1200));
	CHECK(reads("-0.5", 2, -50));
	CHECK(reads(".8", 1, 8));
	CHECK(reads("5.", 1, 50));
	CHECK(reads("+7.10", 1, 71));
	CHECK(reads("0000123456789.5", 1, 1234567895));
	const char *const wrong[] = {"", "-", ".", "1,5", "1e5", "0x1", " 1", "1 ", "1.2.3", "--1",
		"nan", "99999999999999999999999999999999999999999"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		CHECK(refuses(wrong[i], 6));
	CHECK(refuses("0.123", 2));
}

/* Numbers of every length and number of places, made of digits that are counted beside. */
static void check_random_reading(void)
{
	char text[40];
	for (int i = 0; i < 200000; i++) {
		unsigned whole = check_random(8), places = check_random(17);
		unsigned decimals = check_random(places + 1), length = 0;
		wide expected = 0, units;
		for (unsigned digit = 0; digit < whole + 1 + decimals; digit++) {
			if (digit == whole + 1)
				text[length++] = '.';
			text[length++] = (char)('0' + check_random(10));
			expected = expected * 10 + (text[length - 1] - '0');
		}
		for (unsigned digit = decimals; digit < places; digit++)
			expected *= 10;
		CHECK(number_decimal((struct text){text, length}, places, &units) &&
			units == expected);
	}
}

static void check_rounding(void)
{
	CHECK(number_divide(1, 2) == 1);
	CHECK(number_divide(-1, 2) == -1);
	CHECK(number_divide(3, 2) == 2);
	CHECK(number_divide(5, 2) == 3);
	CHECK(number_divide(1, 3) == 0);
	CHECK(number_divide(2, 3) == 1);
	CHECK(number_divide(-2, 3) == -1);
	CHECK(number_divide(-4, 3) == -1);
	for (int i = 0; i < 100000; i++) {
		int64_t numerator = (int64_t)check_random(2000001) - 1000000;
		int64_t denominator = 1 + check_random(1000);
		int64_t rounded = (int64_t)number_divide(numerator, denominator);
		int64_t distance = 2 * llabs(numerator - rounded * denominator);
		CHECK(distance <= denominator);
		CHECK(distance < denominator || llabs(rounded) * denominator > llabs(numerator));
	}
}

/* Digit by digit from the last one on. */
static size_t print_slowly(char *at, wide units, unsigned places, bool trim)
{
	char digits[NUMBER_ROOM];
	size_t count = 0, length = 0, last = 0;
	for (wide rest = units < 0 ? -units : units; rest || count < places + 1; rest /= 10)
		digits[count++] = (char)('0' + (int)(rest % 10));
	while (trim && last < places && digits[last] == '0')
		last++;
	if (units < 0)
		at[length++] = '-';
	for (size_t i = count; i > last; i--) {
		if (i == places)
			at[length++] = '.';
		at[length++] = digits[i - 1];
	}
	return length;
}

/* Of every size, up to the longest there are, round ones too. */
static void check_long_printing(void)
{
	char fast[NUMBER_ROOM], slow[NUMBER_ROOM];
	for (int i = 0; i < 100000; i++) {
		wide units = check_random(10);
		for (unsigned digits = check_random(38); digits; digits--)
			units = units * 10 + (check_random(3) ? check_random(10) : 0);
		units = check_random(2) ? units : -units;
		unsigned places = check_random(19);
		bool trim = check_random(2);
		size_t length = number_print(fast, units, places, trim);
		CHECK(length == print_slowly(slow, units, places, trim));
		CHECK(memcmp(fast, slow, length) == 0);
	}
	size_t length = number_digits(fast, UINT64_MAX);
	CHECK(length == 20 && memcmp(fast, "18446744073709551615", 20) == 0);
	CHECK(number_digits(fast, 0) == 1 && *fast == '0');
}

static void check_printing(void)
{
	char text[NUMBER_ROOM];
	for (int i = 0; i < 100000; i++) {
		int64_t units = ((int64_t)check_random(UINT32_MAX) - INT32_MAX) *
			(check_random(2) ? 1 : 1000000);
		unsigned places = check_random(10);
		size_t length = number_print(text, units, places, check_random(2));
		wide back;
		CHECK(number_decimal((struct text){text, length}, places, &back) && back == units);
	}
	CHECK(number_print(text, 500, 3, true) == 3 && memcmp(text, "0.5", 3) == 0);
	CHECK(number_print(text, 500, 3, false) == 5 && memcmp(text, "0.500", 5) == 0);
	CHECK(number_print(text, -7, 0, true) == 2 && memcmp(text, "-7", 2) == 0);
}

/* Every count of every n comes back from its share at nine decimals, and from its percentage at
 * two decimals as long as n is below 10000. */
static void check_share_counts(void)
{
	uint64_t back;
	for (uint64_t n = 1; n <= 300; n++)
		for (uint64_t count = 0; count <= n; count++) {
			wide nine =
				number_divide((wide)count * number_power(VALUE_PLACES), (wide)n);
			CHECK(number_share_count(nine, VALUE_PLACES, n, &back) && back == count);
			wide four = number_divide((wide)count * 10000, (wide)n);
			CHECK(number_share_count(four * 100000, 4, n, &back) && back == count);
		}
	/* 30.05 % of 43: 12 would be 27.91 %, 13 would be 30.23 %. */
	CHECK(!number_share_count(300500000, 4, 43, &back));
	CHECK(!number_share_count(300000000, 4, 43, &back));
	CHECK(number_share_count(300000000, 2, 43, &back) && back == 13);
	CHECK(!number_share_count(1000000001, 9, 10, &back));
	CHECK(!number_share_count(-1, 9, 10, &back));
}

int main(void)
{
	check_reading();
	check_random_reading();
	check_rounding();
	check_printing();
	check_long_printing();
	check_share_counts();
	return check_end();
}
