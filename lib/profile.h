/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * profile: the levels of a school's risks in a year, and why they are such.
 *
 * A parameter's level is that of its value at the cuts of the table; a factor's is rolled up from the
 * levels of its parameters. A share is compared as hits of n, never rounded. What has too few answers has
 * no level, and what has no level counts nowhere. Values are in units of 10^-VALUE_PLACES.
 */
#ifndef SHNOR_PROFILE_H
#define SHNOR_PROFILE_H

#include "change.h"
#include "anonymity.h"
#include "risk.h"
#include "sighting.h"
#include "sink.h"

/* What a factor's parameters come to. */
struct risk_sum {
	size_t known;                /* parameters with a level */
	wide numerator, denominator; /* of the value; 0 known: none */
	bool open;                   /* what is not known could raise the level */
	enum risk_level level;
};

/* no_data, low, medium or high. */
const char *risk_level_word(enum risk_level level);

/* The level of what was seen, of `all` there could be; NULL: nothing was, nobody knows. */
enum risk_level risk_judge(const struct risk_parameter *parameter, const struct sighting *seen,
	const struct sighting *all);

bool risk_is_fixed(const struct risk_cuts *cuts, enum risk_level level);

/* Rolls the levels of the factor's parameters up, in their order. A maximum or count that is low, and would not
 * be if what is not known were high, has no level: nobody has looked there. */
struct risk_sum risk_roll_up(const struct risk_factor *factor, const enum risk_level *levels);

/* The value of what is known. */
wide risk_sum_value(const struct risk_sum *sum);

/* Are the parameters known the same ones in both years? Else the factor's levels are of two things. */
bool risk_comparable(const struct risk_factor *factor, const enum risk_level *before,
	const enum risk_level *now);

/* From level to level; no_data where one of them is missing. */
enum trend risk_trend(enum risk_level before, enum risk_level now);

/* Writes why the parameter has its level: `3 of 12 answers, share 0.25 >= 0.2 medium`. */
void risk_explain(const struct risk_parameter *parameter, const struct sighting *seen,
	enum risk_level level, struct sink *out);

/* Writes why the factor has its level: the value at its cut, the parameters whose risk is fixed, and
 * those of which nothing is known. */
void risk_explain_sum(const struct risk_factor *factor, const enum risk_level *levels,
	const struct risk_sum *sum, struct sink *out);

#endif
