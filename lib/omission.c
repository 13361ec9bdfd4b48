/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "omission.h"
#include "message.h"

#include <inttypes.h>
#include <stdio.h>

/* "2022-2024", or "2024" for a window of one year. */
struct span {
	char string[48];
};

static struct span name_window(uint64_t last, uint64_t window)
{
	struct span span;
	if (window == 1)
		snprintf(span.string, sizeof span.string, "%" PRIu64, last);
	else
		snprintf(span.string, sizeof span.string, "%" PRIu64 "-%" PRIu64, last - window + 1,
			last);
	return span;
}

/* "has data of 2022, 2023 only", or "has no data". */
struct holding {
	char string[32 + LONGEST_WINDOW * 8];
};

static struct holding name_holding(uint64_t last, uint64_t years)
{
	struct holding holding;
	char list[LONGEST_WINDOW * 8] = "";
	size_t used = 0;
	for (uint64_t age = LONGEST_WINDOW; age-- > 0;)
		if (years >> age & 1)
			used += (size_t)snprintf(list + used, sizeof list - used, "%s%" PRIu64,
				used ? ", " : "", last - age);
	if (used)
		snprintf(holding.string, sizeof holding.string, _("has data of %s only"), list);
	else
		snprintf(holding.string, sizeof holding.string, _("has no data"));
	return holding;
}

static bool is_whole(const struct component *component, uint64_t years)
{
	return years == (UINT64_C(1) << component->window) - 1;
}

/* Do all components have the same window, and data of the same years of it? */
static bool are_alike(const struct composite *composite, const uint64_t *years)
{
	for (size_t i = 1; i < composite->count; i++)
		if (composite->components[i].window != composite->components[0].window ||
			years[i] != years[0])
			return false;
	return true;
}

void omission_tell_windows(const struct composite *composite, uint64_t year, const uint64_t *years)
{
	char list[2000];
	size_t used = 0;
	for (size_t i = 0; i < composite->count && used < sizeof list; i++)
		if (!is_whole(&composite->components[i], years[i]))
			used += (size_t)snprintf(list + used, sizeof list - used, "%s%s %s %s",
				used ? "; " : "", composite->components[i].measure.at,
				name_window(year, composite->components[i].window).string,
				name_holding(year, years[i]).string);
	if (used && are_alike(composite, years))
		message_note(_("%s %" PRIu64 ": its window %s %s"), composite->name.at, year,
			name_window(year, composite->window).string,
			name_holding(year, years[0]).string);
	else if (used)
		message_note(_("%s %" PRIu64 ": its windows are not whole: %s"), composite->name.at,
			year, list);
}

void omission_tell(
	const struct composite *composite, uint64_t gone, const struct omission *by_component)
{
	if (gone)
		message_note(_("%s: left out of %" PRIu64 " school(s) and year(s) with data of "
			       "years before only"),
			composite->name.at, gone);
	for (size_t i = 0; i < composite->count; i++) {
		const struct component *component = &composite->components[i];
		const struct omission *omission = &by_component[i];
		const char *name = composite->name.at, *measure = component->measure.at;
		if (omission->small)
			message_note(_("%s: %s left out of %" PRIu64 " school(s) and year(s) with "
				       "fewer than %" PRIu64 " participants"),
				name, measure, omission->small, component->least_n);
		if (omission->unknown)
			message_note(_("%s: %s left out of %" PRIu64 " school(s) and year(s), for "
				       "some of their results are missing"),
				name, measure, omission->unknown);
		if (omission->alone)
			message_note(
				_("%s: %s left out of %" PRIu64 " pool(s) and year(s), for only "
				  "one school has it there"),
				name, measure, omission->alone);
		if (omission->constant)
			message_note(
				_("%s: %s left out of %" PRIu64 " pool(s) and year(s), for its "
				  "values do not differ there"),
				name, measure, omission->constant);
	}
}
