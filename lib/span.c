/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "span.h"
#include "number.h"

#include <stdlib.h>

/* results_index of results_index:ege-rus. */
static struct text base_of(struct text indicator)
{
	const char *colon = indicator.length ? memchr(indicator.at, ':', indicator.length) : NULL;
	return colon ? (struct text){indicator.at, (size_t)(colon - indicator.at)} : indicator;
}

void spans_see(struct spans *spans, struct text indicator, struct text n)
{
	static const char years[] = ":years";
	struct text base = base_of(indicator);
	uint64_t span;
	if (indicator.length - base.length != sizeof years - 1 ||
		memcmp(indicator.at + base.length, years, sizeof years - 1) != 0 ||
		!number_count(n, &span))
		return;
	uint32_t number = dictionary_add(&spans->composites, base);
	spans->years = memory_grow(
		spans->years, &spans->room, spans->composites.count, sizeof *spans->years);
	spans->years[number] = span;
}

bool spans_overlap(const struct spans *spans, struct text indicator, uint64_t years)
{
	uint32_t composite = dictionary_find(&spans->composites, base_of(indicator));
	return composite != DICTIONARY_NONE && spans->years[composite] > years;
}

void spans_free(struct spans *spans)
{
	dictionary_empty(&spans->composites);
	free(spans->years);
}
