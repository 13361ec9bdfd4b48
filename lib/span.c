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

bool spans_names(struct text indicator)
{
	struct text base = base_of(indicator);
	return text_is((struct text){indicator.at + base.length, indicator.length - base.length},
		":years");
}

void spans_add(struct spans *spans, struct text indicator, uint64_t years)
{
	uint32_t known = spans->composites.count;
	uint32_t number = dictionary_add(&spans->composites, base_of(indicator));
	spans->years = memory_grow(
		spans->years, &spans->room, spans->composites.count, sizeof *spans->years);
	if (number == known || years > spans->years[number])
		spans->years[number] = years;
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
