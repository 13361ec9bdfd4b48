/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number: what is read is printed and read again as the same; counts are decimals; division rounds
 * to the nearest, halves away from zero; the count behind a share gives that share.
 *
 * The first byte of the input chooses the places; behind it stand numbers, parted by spaces.
 */
#include "fuzz.h"
#include "number.h"

static wide magnitude(wide value)
{
	return value < 0 ? -value : value;
}

static void check_print(wide units, unsigned places, bool trim)
{
	char printed[NUMBER_ROOM];
	wide again;
	size_t length = number_print(printed, units, places, trim);
	HOLDS(length >= 1 && length <= sizeof printed);
	HOLDS(number_decimal((struct text){printed, length}, places, &again) && again == units);
	HOLDS(number_decimals((struct text){printed, length}) <= places);
}

static void check_count(struct text word)
{
	uint64_t count;
	wide units;
	if (!number_count(word, &count))
		return;
	HOLDS(number_decimal(word, 0, &units) && units == (wide)count);
}

/* The quotient is off by at most a half, and at a half away from zero. */
static void check_divide(wide numerator, wide denominator)
{
	const wide most = (wide)1 << 120;
	if (denominator <= 0 || denominator > most || magnitude(numerator) > most)
		return;
	wide quotient = number_divide(numerator, denominator);
	wide over = magnitude(quotient) * denominator - magnitude(numerator);
	HOLDS(quotient == 0 || (quotient < 0) == (numerator < 0));
	HOLDS(2 * over <= denominator && -2 * over < denominator);
	HOLDS(number_divide(-numerator, denominator) == -quotient);
}

static void check_ratio(wide numerator, wide factor, wide denominator)
{
	wide result, product, most = number_power(18);
	if (factor < 1 || factor > most || denominator < 1 || denominator > most)
		return;
	if (__builtin_mul_overflow(numerator, factor, &product))
		(void)number_ratio(numerator, factor, denominator, &result);
	else
		HOLDS(number_ratio(numerator, factor, denominator, &result) &&
			result == number_divide(product, denominator));
}

static void check_share(struct text word, uint64_t n)
{
	struct fraction fraction;
	uint64_t count;
	wide units;
	if (number_fraction(word, &fraction))
		HOLDS(fraction.numerator >= 0 && fraction.numerator <= fraction.denominator);
	unsigned decimals = number_decimals(word);
	if (!number_decimal(word, VALUE_PLACES, &units) || n > (uint64_t)number_power(18) ||
		!number_share_count(units, decimals, n, &count))
		return;
	HOLDS(count <= n && decimals <= VALUE_PLACES);
	wide one = number_power(VALUE_PLACES);
	HOLDS(2 * magnitude((wide)count * one - units * (wide)n) <=
		number_power(VALUE_PLACES - decimals) * (wide)n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (!length)
		return 0;
	unsigned places = bytes[0] % 19;
	struct text rest = {(const char *)bytes + 1, length - 1}, word;
	wide units, before = 1, before_that = 1;
	while ((word = text_next_word(&rest)).length) {
		check_count(word);
		check_share(word, (uint64_t)before);
		(void)number_decimals(word);
		if (!number_decimal(word, places, &units))
			continue;
		check_print(units, places, false);
		check_print(units, places, true);
		check_divide(units, before);
		check_ratio(units, before, before_that);
		before_that = before;
		before = units;
	}
	return 0;
}
