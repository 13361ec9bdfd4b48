/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "absence.h"

enum absence { ABSENCE_NONE, ABSENCE_HANDED_OVER, ABSENCE_UNOPENED, ABSENCE_CLOSED };

static enum absence find(
	const struct registry *registry, const struct school *school, uint64_t year)
{
	if (registry_heir(registry, school) != school)
		return ABSENCE_HANDED_OVER;
	if (year < school->first_year && year < registry_first_year(registry, school))
		return ABSENCE_UNOPENED;
	return year > school->last_year ? ABSENCE_CLOSED : ABSENCE_NONE;
}

bool absence_explain(
	const struct registry *registry, struct text id, uint64_t year, struct sink *out)
{
	const struct school *school = registry_find(registry, BY_CODE, id);
	enum absence absence = school ? find(registry, school, year) : ABSENCE_NONE;
	if (absence == ABSENCE_HANDED_OVER) {
		sink_string(out, "results go to ");
		sink_escaped(out, registry_heir(registry, school)->id);
	} else if (school && school->skip.length) {
		sink_escaped(out, school->skip);
	} else if (absence == ABSENCE_UNOPENED) {
		sink_string(out, "not yet open in ");
		sink_count(out, year);
	} else if (absence == ABSENCE_CLOSED) {
		sink_string(out, "closed in ");
		sink_count(out, school->last_year);
	} else {
		return false;
	}
	return true;
}

struct text absence_reason(const struct registry *registry, struct text id, uint64_t year)
{
	static const char *const reasons[] = {
		"", "results go to a successor", "school not yet open", "school closed"};
	const struct school *school = registry_find(registry, BY_CODE, id);
	enum absence absence = school ? find(registry, school, year) : ABSENCE_NONE;
	return text_of(reasons[absence]);
}
