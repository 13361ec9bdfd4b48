/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anonymity.h"

/* A mean of equal answers has no interval, or one without width. */
static bool are_alike(const struct risk_parameter *parameter, const struct sighting *seen)
{
	if (parameter->share)
		return !seen->hits || seen->hits == seen->n;
	return !seen->bounded || seen->bounds.low == seen->bounds.high;
}

enum anonymity anonymity_of(const struct risk_parameter *parameter, const struct sighting *seen,
	const struct sighting *all)
{
	if (!seen || seen->n < parameter->least)
		return ANONYMITY_TOO_FEW;
	bool everybody = all && seen->n >= all->n;
	if (parameter->of_people && (seen->n < ANONYMITY_ALIKE || everybody) &&
		are_alike(parameter, seen))
		return ANONYMITY_ALL_ALIKE;
	return ANONYMITY_TOLD;
}

/* Whole from 10 on, with one decimal below. */
static wide two_digits(wide value)
{
	const wide one = number_power(VALUE_PLACES), ten = 10 * one;
	wide unit = value >= ten || value <= -ten ? one : one / 10;
	return number_divide(value, unit) * unit;
}

struct sighting anonymity_told(const struct risk_parameter *parameter, const struct sighting *seen)
{
	struct sighting told = *seen;
	if (!parameter->of_people || parameter->share || seen->n >= ANONYMITY_MEAN)
		return told;
	told.value = two_digits(seen->value);
	told.bounded = false;
	return told;
}
