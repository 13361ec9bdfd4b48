/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holdings: who has how many participants of what in which year, laid out by school, measure and year.
 *
 * Memory: an item a school, measure and year, and as many again; not one for each that is added.
 */
#ifndef SHNOR_HOLDINGS_H
#define SHNOR_HOLDINGS_H

#include "dictionary.h"

/* What a school has of a measure in a year. */
struct holding {
	uint32_t school, measure;
	uint64_t year, n;
};

struct holdings {
	struct dictionary schools, measures;
	struct holding *items; /* by school, measure and year, after holdings_sort() */
	size_t count, room;
	size_t fold_at;  /* so many items are added up as far as they go together */
	uint64_t *years; /* of all items, ascending */
	size_t year_count;
	bool *held; /* [measure][year]: somebody has it */
};

void holdings_add(struct holdings *holdings, struct text school, struct text measure, uint64_t year,
	uint64_t n);

/* Adds up what is of one school, measure and year, and puts items and years in order; call once when
 * all is added. Returns NULL, or the item whose sum no longer fits. */
const struct holding *holdings_sort(struct holdings *holdings);

/* The place of the year among all years, of which it must be one. */
size_t holdings_place(const struct holdings *holdings, uint64_t year);

/* Has anybody the measure in the year at that place? */
bool holdings_held(const struct holdings *holdings, uint32_t measure, size_t place);

void holdings_free(struct holdings *holdings);

#endif
