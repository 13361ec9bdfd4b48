/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict: a line of the classes: year municipality school_id rule class probability reason.
 */
#ifndef SHNOR_VERDICT_H
#define SHNOR_VERDICT_H

#include "roster.h"
#include "sink.h"

/* Probabilities have so many decimals; an unknown one is an empty field. */
enum { VERDICT_PLACES = 4, VERDICT_UNSURE = -1 };

struct verdict {
	uint64_t year;
	uint32_t school; /* its number in the roster */
	const char *rule, *class;
	wide probability; /* of the class, in units of 10^-VERDICT_PLACES, or VERDICT_UNSURE */
};

/* Writes the line up to its reason, which the caller writes, escaped, and a line feed. */
void verdict_start(struct sink *out, const struct roster *roster, const struct verdict *verdict);

#endif
