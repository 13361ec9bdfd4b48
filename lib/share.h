/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * share: the count of low results behind the indicator MEASURE:share.
 */
#ifndef SHNOR_SHARE_H
#define SHNOR_SHARE_H

#include "indicator.h"

/* ege-mat of ege-mat:share; an empty text for any other indicator. */
struct text share_measure(struct text indicator);

/* The whole number of n that gives the value, the only one: two shares of up to 10^VALUE_PLACES differ
 * by at least 10^-VALUE_PLACES. False with the defect if none does, or if n is larger. */
bool share_count(const struct indicator *indicator, uint64_t *low, struct defect *defect);

#endif
