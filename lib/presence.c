/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "presence.h"

static void mark(enum presence *by_school, const struct panel *panel,
	const struct component *component, uint64_t year, enum presence presence)
{
	size_t count;
	const struct panel_cell *cells = panel_find(panel, component->measure, year, &count);
	for (size_t i = 0; i < count; i++)
		if (cells[i].seen->n && by_school[cells[i].school] < presence)
			by_school[cells[i].school] = presence;
}

void presence_find(enum presence *by_school, const struct panel *panel,
	const struct composite *composite, uint64_t year)
{
	memset(by_school, 0, panel->school_count * sizeof *by_school);
	for (size_t i = 0; i < composite->count; i++) {
		const struct component *component = &composite->components[i];
		mark(by_school, panel, component, year, PRESENCE_NOW);
		for (uint64_t age = 1; age < component->window; age++)
			mark(by_school, panel, component, year - age, PRESENCE_BEFORE);
	}
}
