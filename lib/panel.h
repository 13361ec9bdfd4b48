/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * panel: sums laid out by measure, year and school, for whatever looks over several years or
 * compares schools with one another.
 *
 * Schools are numbered 0, 1, 2 … in the byte order of their codes, so going through them in order
 * never depends on the order of the input. A school is one, whatever municipality it was in.
 * Texts belong to the sums, which must outlive the panel. Memory: some bytes per sum.
 */
#ifndef SHNOR_PANEL_H
#define SHNOR_PANEL_H

#include "key.h"
#include "sums.h"

/* The keys, in the order of `places`. */
enum panel_key { PANEL_YEAR, PANEL_MUNICIPALITY, PANEL_SCHOOL, PANEL_KEYS };

struct panel_cell {
	uint32_t measure, school;
	uint64_t year;
	struct text municipality;
	const struct observation *seen;
};

struct panel {
	size_t places[PANEL_KEYS]; /* where each key stands among those of the sums */
	uint32_t school_count;
	struct text *schools; /* codes as they stand in the stream, by number */
	size_t year_count;
	uint64_t *years; /* those of the sums, ascending */
	struct dictionary measures;
	struct panel_cell *cells; /* by measure, year and school; several if it has been in several
				     municipalities */
	size_t cell_count;
	struct dictionary homes;     /* school and year, as bytes */
	struct text *municipalities; /* by those */
	size_t municipality_room;
	struct dictionary codes;
};

/* Lays the sums out. Their keys are year, municipality and school_id at the places given, then the
 * measure with a byte behind it; years are such as calendar_year() reads. */
void panel_make(struct panel *panel, const struct sums *sums, const size_t places[PANEL_KEYS]);

/* The cells of the measure in that year, schools ascending; *count may be 0. */
const struct panel_cell *panel_find(
	const struct panel *panel, struct text measure, uint64_t year, size_t *count);

/* Adds year, municipality and school to the key, in the order of the sums' keys. The school must have
 * something in the year; the municipality is that of it, of several the first in byte order. */
void panel_add_keys(const struct panel *panel, uint32_t school, uint64_t year, struct key *key);

void panel_free(struct panel *panel);

#endif
