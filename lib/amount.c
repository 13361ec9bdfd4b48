/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "amount.h"

#include <inttypes.h>

/* The most decimals that a table may say a source prints. */
enum { PERCENT_PLACES = 6 };

bool amount_cut_percent(struct text *cell, struct amount *amount)
{
	const char *sign = cell->length ? memchr(cell->at, '%', cell->length) : NULL;
	uint64_t decimals = 0;
	if (!sign)
		return true;
	struct text rest = {sign + 1, (size_t)(cell->at + cell->length - sign - 1)};
	if (rest.length &&
		(rest.at[0] != '.' ||
			!number_count((struct text){rest.at + 1, rest.length - 1}, &decimals) ||
			decimals > PERCENT_PLACES))
		return false;
	amount->percent = true;
	amount->decimals = (unsigned)decimals;
	cell->length = (size_t)(sign - cell->at);
	*cell = text_trim(*cell);
	return true;
}

unsigned amount_decimals(const struct amount *amount, struct text value)
{
	unsigned decimals = number_decimals(value);
	if (decimals < amount->decimals)
		decimals = amount->decimals;
	return decimals > VALUE_PLACES - 2 ? VALUE_PLACES - 2 : decimals;
}

bool amount_count(const struct amount *amount, const struct text *values, uint64_t n,
	uint64_t *count, struct defect *defect)
{
	struct text value = values[amount->value];
	const char *column = amount->column.at;
	wide percent;
	if (!amount->percent) {
		if (!number_count(value, count) || *count > n)
			return defect_set(defect, "impossible count", column, value,
				"a whole number from 0 to %" PRIu64, n);
		return true;
	}
	/* Percentages have two places less than the shares they stand for; a spreadsheet may have
	 * written more of them than count. */
	bool well = number_decimal(value, AMOUNT_PLACES, &percent);
	if (well)
		percent = number_divide(percent, number_power(AMOUNT_PLACES - (VALUE_PLACES - 2)));
	if (!well || percent < 0 || percent > (wide)100 * number_power(VALUE_PLACES - 2))
		return defect_set(
			defect, "impossible percentage", column, value, "a number from 0 to 100");
	if (!number_share_count(percent, amount_decimals(amount, value) + 2, n, count))
		return defect_set(defect, "percentage that no count gives", column, value,
			"a percentage of %" PRIu64 " participants", n);
	return true;
}
