/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * markers: the results whose objectivity is in doubt, from a stream with the columns year, school_id
 * (or another identifier of the school), measure and markers (empty or 0: none).
 */
#ifndef SHNOR_MARKERS_H
#define SHNOR_MARKERS_H

#include "filter.h"
#include "key.h"
#include "registry.h"

struct markers {
	struct dictionary results; /* year, school and measure */
	struct dictionary schools; /* year and school, of any measure */
	struct key key;
};

/* Reads the file; its lines go to the filter's account like those of the input. `registry` NULL:
 * school_id counts as it stands. */
void markers_load(struct markers *markers, const char *path, const struct registry *registry,
	struct filter *filter);

/* Has the result a marker? */
bool markers_have(struct markers *markers, uint64_t year, struct text school, struct text measure);

/* Has any result of the school in that year a marker? */
bool markers_have_any(struct markers *markers, uint64_t year, struct text school);

void markers_free(struct markers *markers);

#endif
