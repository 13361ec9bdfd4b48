/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * observed: writes observations as lines of the stream, or adds them up first as far as a bounded
 * table holds them.
 */
#ifndef SHNOR_OBSERVED_H
#define SHNOR_OBSERVED_H

#include "sums.h"

/* With `combine`, so many keys are held before their sums are written. */
enum { OBSERVED_HELD = 65536 };

struct observed {
	struct sink *out;
	bool combine;
	uint64_t lines;   /* written so far */
	struct sums sums; /* with `combine`; sums.last is void once `lines` has changed */
	char *key;
	size_t key_room;
};

/* The key of an observation as it is written: the columns before the counts and those carried
 * behind them. It lives until the next call. */
struct text observed_key(struct observed *observed, const struct text *before, size_t before_count,
	const struct text *behind, size_t behind_count);

/* Writes the observation or adds it to the sum of its key. False if the sum no longer fits. */
bool observed_put(struct observed *observed, struct text key, const struct observation *seen);

/* Writes what is held. */
void observed_end(struct observed *observed);

#endif
