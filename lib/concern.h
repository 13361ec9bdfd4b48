/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * concern: which years of the streams of results count together, and which schools are meant.
 *
 * Results of a year decide on the programme of a later one: the membership, the pairs and the risk profile
 * that go with the results of year Y are the newest there are from Y to Y + lag.
 */
#ifndef SHNOR_CONCERN_H
#define SHNOR_CONCERN_H

#include "key.h"
#include "result_kind.h"
#include "dictionary.h"

struct concern {
	uint64_t lag; /* set before the rest */
	uint64_t last, last_of_programme,
		last_of_both;      /* years seen, of results and of the programme */
	struct dictionary years;   /* kind and year */
	struct dictionary members; /* year, school and status */
	struct key key;
};

/* There is a row of the kind and year. */
void concern_see(struct concern *concern, const struct result_kind *kind, uint64_t year);

/* The school has the status in that year; it may have several, of several programmes. */
void concern_add_member(
	struct concern *concern, uint64_t year, struct text school, struct text status);

/* The year of results that all is about where nobody names one: the last. */
uint64_t concern_last_year(const struct concern *concern);

/* The year of the kind's rows that go with the results of `year`. */
uint64_t concern_year(struct concern *concern, const struct result_kind *kind, uint64_t year);

/* Has the school one of the statuses (parted by |) in that year of the programme? */
bool concern_means(
	struct concern *concern, uint64_t year, struct text school, struct text statuses);

void concern_free(struct concern *concern);

#endif
