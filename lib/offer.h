/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * offer: which schools are offered as curators, from a stream of records.
 *
 *   year        the year of the programme
 *   school_id   or another identifier of the registry
 *   innovation  1: it is a regional innovation site; 0
 *   willing     1: its head is ready to take part; 0
 *   places      how many schools it can take; empty: the default
 *   subjects    names of subjects of the pairing parted by commas or semicolons; empty: any
 *
 * Words may say what stands there means. A year's programme goes by the newest year of the file that is not later.
 */
#ifndef SHNOR_OFFER_H
#define SHNOR_OFFER_H

#include "filter.h"
#include "pairing.h"
#include "registry.h"
#include "words.h"

struct offer {
	bool there;
	bool innovation, willing;
	uint32_t places;
	uint64_t subjects; /* a bit for each part of the pairing; 0: any */
};

struct offers {
	struct offer *by_school; /* by number in the registry; NULL: there is no file */
	uint64_t year;           /* that they are of; 0: no line is of use */
};

/* What they are read with. */
struct offer_reading {
	const struct registry *registry;
	const struct pairing *pairing;
	struct words *words; /* NULL: none */
	uint64_t year;       /* of the programme */
	uint32_t places;     /* where a line has none */
};

/* Loads the file; its lines count in the filter's account. Of two lines of a school and year the first in
 * byte order counts, the other one is rejected. */
void offers_load(struct offers *offers, struct filter *filter, const char *path,
	const struct offer_reading *reading);

void offers_free(struct offers *offers);

#endif
