/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * absence: why the registry says that a school has no results in a year.
 */
#ifndef SHNOR_ABSENCE_H
#define SHNOR_ABSENCE_H

#include "registry.h"
#include "sink.h"

/* Writes `link` and the reason, escaped for the streams: the successor that its results go to, its
 * kind, not yet open, closed. False, with nothing written, if the registry gives none. */
bool absence_explain(const struct registry *registry, struct text school, uint64_t year,
	const char *link, struct sink *out);

#endif
