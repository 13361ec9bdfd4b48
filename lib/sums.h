/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sums: observations added up by key. Memory grows with the number of keys.
 */
#ifndef SHNOR_SUMS_H
#define SHNOR_SUMS_H

#include "dictionary.h"
#include "observation.h"

/* Some of a key's observations know it, and some do not, so that the total does not. */
enum sums_gap { GAP_SCORES = 1, GAP_HITS = 2 };

struct sums {
	struct dictionary keys;
	struct observation *totals; /* by key number */
	uint8_t *partly;            /* by key number: bits of enum sums_gap */
	size_t total_room, partly_room;
	uint32_t last; /* the number of the key that was added to last */
};

/* Adds the observation to the total of its key. False if the total no longer fits; it is void
 * then. */
bool sums_add(struct sums *sums, struct text key, const struct observation *seen);

/* The same for a key whose number is known. */
bool sums_add_to(struct sums *sums, uint32_t number, const struct observation *seen);

/* Forgets all keys and totals. */
void sums_empty(struct sums *sums);

#endif
