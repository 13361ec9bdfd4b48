/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "absence.h"

bool absence_explain(const struct registry *registry, struct text id, uint64_t year,
	const char *link, struct sink *out)
{
	const struct school *school = registry_find(registry, BY_CODE, id);
	const struct school *heir = school ? registry_heir(registry, school) : NULL;
	if (!school ||
		(heir == school && !school->skip.length && year >= school->first_year &&
			year <= school->last_year))
		return false;
	sink_string(out, link);
	if (heir != school) {
		sink_string(out, "results go to ");
		sink_escaped(out, heir->id);
	} else if (school->skip.length) {
		sink_escaped(out, school->skip);
	} else if (year < school->first_year) {
		sink_string(out, "not yet open in ");
		sink_count(out, year);
	} else {
		sink_string(out, "closed in ");
		sink_count(out, school->last_year);
	}
	return true;
}
