/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * absence: why the registry says that a school has no results in a year.
 */
#ifndef SHNOR_ABSENCE_H
#define SHNOR_ABSENCE_H

#include "registry.h"
#include "sink.h"

/* Writes the reason why there is nothing of the school in the year, escaped for the streams: the
 * successor that its results go to, its kind, not yet open, closed. False, with nothing written, if the
 * registry gives none. */
bool absence_explain(
	const struct registry *registry, struct text school, uint64_t year, struct sink *out);

/* Why a value of that school must not be compared with those of others in the year: it was not there,
 * or what it has is its successor's; one of few, for the counts. Empty if there is no reason. What it has
 * from before it opened, of schools it succeeded or under a past code, is its own. A kind that does not
 * count is not asked for. */
struct text absence_reason(const struct registry *registry, struct text school, uint64_t year);

#endif
