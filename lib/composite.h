/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * composite: what composite indicators are made of, by a table; a line is a component.
 *
 *   composite      the name of the composite, as in results_index
 *   measure        whose observations are the component; once in a composite
 *   statistic      mean (sum / n) or share (hits / n)
 *   normalization  how its value is compared with those of other schools (see normalization.h);
 *                  the same word for all components of a composite, so that they are on one scale
 *   direction      up: more is better; down: less is
 *   weight         a number above 0
 *   window         how many years are added up, the last one being that of the composite
 *   min_n          with fewer participants in the window the school lacks the component; 1 if empty
 *   source         where the rule comes from; not read
 */
#ifndef SHNOR_COMPOSITE_H
#define SHNOR_COMPOSITE_H

#include "dated.h"
#include "normalization.h"

enum { LONGEST_WINDOW = 50 };

enum component_statistic { STATISTIC_MEAN, STATISTIC_SHARE };

struct component {
	size_t row;
	struct text measure;
	enum component_statistic statistic;
	struct normalization normalization;
	double weight;
	uint64_t window, least_n;
};

struct composite {
	struct text name;
	size_t count, room;
	struct component *components; /* in the order of the table */
	uint64_t window;              /* the longest of them */
};

struct composites {
	struct table table;
	size_t count, room;
	struct composite *items; /* in the order of the table */
};

/* Loads and checks the tables, also against the scales (NULL: none are given), which
 * share_of_score needs; faults are told, table_check() ends the program. */
void composites_load(struct composites *composites, const char *const *paths, size_t path_count,
	const struct dated *scales);

/* Is it the name of a composite? */
bool composites_name(const struct composites *composites, struct text name);

void composites_free(struct composites *composites);

#endif
