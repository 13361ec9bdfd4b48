/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * presence: which schools have anything of a composite in the year itself, and which only in the years
 * of its window before: those are not there any more.
 */
#ifndef SHNOR_PRESENCE_H
#define SHNOR_PRESENCE_H

#include "composite.h"
#include "panel.h"

enum presence { PRESENCE_NEVER, PRESENCE_BEFORE, PRESENCE_NOW };

/* Sets the presence of every school of the panel, by the participants of the composite's measures. */
void presence_find(enum presence *by_school, const struct panel *panel,
	const struct composite *composite, uint64_t year);

#endif
