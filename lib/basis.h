/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis: which procedures a school has in a year, from a stream of observations, and which of those
 * that it had the year before (the last one it has results of) it lacks: a good verdict on fewer of them may
 * be good for that reason alone.
 *
 * Procedures are measures that fit one of the patterns; each pattern is a kind of them (final
 * exams, ВПР). A procedure that was not held in the year, by the table of pauses, is no lack.
 */
#ifndef SHNOR_BASIS_H
#define SHNOR_BASIS_H

#include "filter.h"
#include "holdings.h"
#include "listing.h"
#include "pattern.h"
#include "pause.h"

struct basis {
	struct holdings all;
	struct pattern **kinds;
	size_t kind_count;
	struct pauses pauses;
};

/* Loads the stream; its records count in the filter's account, where one without a year or a number of
 * participants is rejected. A pattern that is none ends the program with status 2, as does a fault of
 * the tables of pauses. */
void basis_load(struct basis *basis, struct filter *filter, const char *path,
	const struct option_list *kinds, const struct option_list *pauses);

/* What a school had the year before and lacks. */
struct lack {
	uint64_t before;         /* the last year in which it had any procedure; 0: none */
	struct listing measures; /* in byte order; empty: it lacks nothing */
	bool kind;               /* a whole kind of them is missing */
};

struct lack basis_lacks(const struct basis *basis, struct text school, uint64_t year);

void basis_free(struct basis *basis);

#endif
