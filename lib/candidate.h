/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * candidate: which schools may be curators: stably high results without a marker of biased ones, and, where
 * there is a file of offers, what it says of them. Schools are given by their number in the registry.
 */
#ifndef SHNOR_CANDIDATE_H
#define SHNOR_CANDIDATE_H

#include "markers.h"
#include "offer.h"
#include "attainment.h"

struct candidate_rule {
	const char *classes; /* C|C: verdicts of high results; NULL: not asked for */
	const char *index;   /* an indicator on the good side of its median; NULL: not asked for */
	bool index_up;
	uint64_t years;           /* so many running, up to `last` */
	bool willing, innovation; /* asked for */
	uint32_t places;          /* of a school when there is no file of offers */
};

struct candidates {
	struct candidate_rule rule;
	const struct registry *registry;
	uint64_t year;        /* of the programme */
	uint64_t first, last; /* years of results */
	struct text *classes; /* [school][year]; empty: no verdict */
	struct attainments attainments;
	struct markers markers;
	struct offers offers;
	bool *supported;           /* by school: cannot be a curator */
	struct cut_point *medians; /* of the index, by year */
	uint32_t index;            /* its number in the attainments */
	struct dictionary seen;    /* the classes there are */
	struct arena arena;
};

enum candidate_state {
	CANDIDATE_FIT,
	CANDIDATE_NOT_OPEN,
	CANDIDATE_NOT_COUNTED, /* a kind of school that does not count */
	CANDIDATE_SUPPORTED,
	CANDIDATE_NOT_OFFERED,
	CANDIDATE_NOT_WILLING,
	CANDIDATE_NO_SITE,
	CANDIDATE_NO_PLACES,
	CANDIDATE_NOT_STEADY,
	CANDIDATE_MARKED,
};

/* Sets aside the room; rule, registry, year, first and last are set. */
void candidates_start(struct candidates *candidates);

/* Loads the verdicts (`rule` NULL: whatever the rule); the second one of a school and year ends the program
 * with status 1. */
void candidates_load_classes(
	struct candidates *candidates, struct filter *filter, const char *path, const char *rule);

/* Finds the medians; call when all streams are loaded. An index that no school has, and classes that no verdict
 * is, are told: they may be misspelled. */
void candidates_settle(struct candidates *candidates);

/* The verdict of the year; empty: none. */
struct text candidates_class(const struct candidates *candidates, uint32_t school, uint64_t year);

/* May it be a curator? The first thing that speaks against it. */
enum candidate_state candidates_judge(struct candidates *candidates, uint32_t school);

/* How many schools it can take. */
uint32_t candidates_places(const struct candidates *candidates, uint32_t school);

/* Writes why it may or may not be a curator: its results, year by year. */
void candidates_explain(struct candidates *candidates, uint32_t school, enum candidate_state state,
	struct sink *out);

void candidates_free(struct candidates *candidates);

#endif
