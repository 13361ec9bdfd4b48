/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doubt.h"

#include <stdio.h>

void doubt_report(struct doubt *doubt, struct text content, struct text origin, struct text school,
	struct text column, struct text count)
{
	uint32_t known = doubt->reports.count;
	if (dictionary_add(&doubt->reports, content) != known)
		account_warn(doubt->account,
			&(struct finding){SEVERITY_WARNING, "repeated record", origin, school,
				column, count, text_of("one record of these pupils"), NULL});
}

static void tell_resident(void *context, const struct resident *resident)
{
	struct doubt *doubt = context;
	struct text registered = resident->registered;
	char expected[200];
	snprintf(expected, sizeof expected,
		registered.length ? "the name of %.*s, as the registry has it"
				  : "one municipality of a school",
		(int)registered.length, registered.at);
	account_warn(doubt->account,
		&(struct finding){SEVERITY_WARNING, "school under two municipalities",
			resident->origin, resident->school, text_of("municipality"),
			resident->named, text_of(expected), NULL});
}

void doubt_end(struct doubt *doubt)
{
	residence_judge(&doubt->residence, tell_resident, doubt);
	residence_free(&doubt->residence);
	dictionary_empty(&doubt->reports);
}
