/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * suppression: which figures of schools, and which totals of municipalities and the region, may be
 * published, so that those that may not cannot be computed from the others.
 *
 * Hidden is first what rests on fewer than the least number of pupils; then, school by school, the
 * smallest first, what would let it be computed from the total of its municipality; then totals
 * that would still tell of the hidden together. Measures of one population are hidden together, for
 * they have the same n. The parts of a whole are published only where all of them, and what is left of
 * the whole, may be. Totals of parts are not published.
 *
 * The order in which figures are added does not matter.
 */
#ifndef SHNOR_SUPPRESSION_H
#define SHNOR_SUPPRESSION_H

#include "dictionary.h"
#include "disclosure.h"
#include "publicity.h"

struct suppression_place {
	struct text year, municipality, school;
};

struct suppression_cell {
	uint32_t series, member, name; /* name: of the measure, in the series */
	struct text measure;
	uint64_t n, hits;
	bool has_hits, has_mean;
	wide mean; /* in units of 10^-VALUE_PLACES */
	const struct publicity_scale *scale;
};

/* A school in a population and year. */
struct suppression_member {
	struct text municipality, school;
	uint32_t place; /* number of the municipality */
	uint64_t n;     /* the largest of its measures */
	bool hidden;
};

struct suppression_total {
	struct text municipality; /* empty: the region */
	bool hidden;
};

/* A population in a year. */
struct suppression_series {
	struct text year, whole;
	struct dictionary schools;
	struct suppression_member *members; /* by number of the school */
	size_t member_room;
	struct dictionary measures;
	struct dictionary municipalities;
	struct suppression_total *totals; /* by number of the municipality, then the region */
	/* Once it settles: the cells by measure and member, numbered from 1, 0 if there is none; the
	 * members by municipality, and where each municipality begins among them. */
	uint32_t *cells, *order, *starts;
};

struct suppression {
	struct disclosure_limits limits;
	struct publicity *publicity;
	struct dictionary names; /* of series: "year<tab>population" */
	struct suppression_series *series;
	size_t series_room;
	struct dictionary keys; /* "year<tab>measure<tab>school" */
	struct suppression_cell *cells;
	size_t cell_room;
	struct arena arena;
};

enum suppression_shown { SHOWN_NOT, SHOWN_BELOW, SHOWN_ABOVE, SHOWN_WHOLE };

/* What is known of n pupils: hits with the property, the mean of their scores. */
struct suppression_figure {
	uint64_t n, hits;
	bool has_hits, has_mean;
	wide mean;
};

/* Adds the figure of a school. A measure that is added twice keeps its hits and its mean. What counts
 * no persons, or has n = 0, is passed over. False if the school stands under another municipality
 * already: totals could not be kept from telling. */
bool suppression_add(struct suppression *suppression, const struct suppression_place *place,
	struct text measure, const struct suppression_figure *figure);

/* What was added of the measure, year and school; NULL: nothing. */
const struct suppression_cell *suppression_cell(const struct suppression *suppression,
	struct text year, struct text measure, struct text school);

/* The cell of a measure and a member of the series, by their numbers, while it settles and after; NULL:
 * there is none. */
static inline const struct suppression_cell *suppression_at(const struct suppression *suppression,
	const struct suppression_series *series, uint32_t name, uint32_t member)
{
	uint32_t number = series->cells[(size_t)name * series->schools.count + member];
	return number ? &suppression->cells[number - 1] : NULL;
}

/* Decides, after all have been added. */
void suppression_settle(struct suppression *suppression);

/* How the share of the measure in a school and year may be shown; `mean`: the mean of its
 * scores. What was not added is not shown. */
enum suppression_shown suppression_school(const struct suppression *suppression, struct text year,
	struct text measure, struct text school, bool mean);

/* Calls `visit` for each total of a measure with hits that is no part, by year, measure and
 * municipality in byte order, the region (an empty one) first. */
struct suppression_sum {
	struct text year, municipality, measure;
	uint64_t n, hits;
	bool hidden;
};
void suppression_totals(const struct suppression *suppression,
	void (*visit)(void *context, const struct suppression_sum *sum), void *context);

void suppression_free(struct suppression *suppression);

#endif
