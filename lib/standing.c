/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "standing.h"
#include "indicator.h"
#include "message.h"

#include <stdlib.h>

static uint64_t years_of(const struct standings *standings)
{
	return standings->last - standings->first + 1;
}

/* The indicator's number; what is not wanted has one too, and no room. */
static uint32_t number_of(struct standings *standings, struct text name, standings_wanted *wanted,
	const void *context)
{
	uint32_t known = standings->names.count, number = dictionary_add(&standings->names, name);
	if (number != known)
		return number;
	standings->by_name = memory_grow(standings->by_name, &standings->room,
		standings->names.count, sizeof *standings->by_name);
	standings->by_name[number] = wanted(context, name)
		? memory_get((size_t)standings->registry->count * years_of(standings),
			  sizeof **standings->by_name)
		: NULL;
	return number;
}

static struct standing *place_of(
	const struct standings *standings, uint32_t name, uint32_t school, uint64_t year)
{
	return &standings->by_name[name][school * years_of(standings) + year - standings->first];
}

static void take(struct standings *standings, struct filter *filter, struct stream *stream,
	const struct indicator_columns *columns, standings_wanted *wanted, const void *context)
{
	struct indicator indicator;
	struct defect defect;
	wide value;
	if (!indicator_read(columns, stream->values, standings->registry, &indicator, &defect)) {
		filter_reject_defect(filter, stream, &defect);
		return;
	}
	uint32_t name = number_of(standings, indicator.name, wanted, context);
	if (!standings->by_name[name]) {
		account_skip(&filter->account, text_of("another indicator"));
	} else if (indicator.year < standings->first || indicator.year > standings->last) {
		account_skip(&filter->account, text_of("another year"));
	} else if (!number_decimal(indicator.value, VALUE_PLACES, &value)) {
		filter_reject(filter, stream, "impossible value", "value", columns->value,
			"a decimal number");
	} else {
		const struct school *school =
			registry_find(standings->registry, BY_CODE, indicator.school_id);
		struct standing *place = place_of(standings, name,
			(uint32_t)(school - standings->registry->schools), indicator.year);
		if (place->known)
			fail(STATUS_DATA, _("%s: school %s has the indicator twice"),
				stream_origin(stream).at, quote(indicator.school_id).string);
		*place = (struct standing){true, indicator.n, value};
		filter->account.written++;
	}
}

void standings_load(struct standings *standings, struct filter *filter, const char *path,
	standings_wanted *wanted, const void *context)
{
	struct stream stream;
	struct indicator_columns columns;
	stream_open(&stream, &path, 1);
	indicator_bind(&columns, &stream);
	while (filter_next(filter, &stream))
		take(standings, filter, &stream, &columns, wanted, context);
	stream_close(&stream);
}

const struct standing *standings_find(
	const struct standings *standings, uint32_t name, uint32_t school, uint64_t year)
{
	if (name == DICTIONARY_NONE || !standings->by_name[name] || year < standings->first ||
		year > standings->last)
		return NULL;
	const struct standing *standing = place_of(standings, name, school, year);
	return standing->known ? standing : NULL;
}

struct cut_point standings_cut(
	const struct standings *standings, uint32_t name, uint64_t year, const struct cut *cut)
{
	uint32_t schools = standings->registry->count;
	wide *values = memory_get(schools, sizeof *values);
	size_t count = 0;
	for (uint32_t i = 0; i < schools; i++) {
		const struct standing *standing = standings_find(standings, name, i, year);
		if (standing)
			values[count++] = standing->value;
	}
	struct cut_point point = cut_of(cut, values, count);
	free(values);
	return point;
}

bool standings_good(const struct cut_point *point, wide value, bool up)
{
	return cut_is_high(point, value) == up || value * point->parts == point->total;
}

void standings_put(const struct standing *standing, struct sink *out)
{
	enum { PLACES = 3 };
	if (standing)
		sink_decimal(out,
			number_divide(standing->value, number_power(VALUE_PLACES - PLACES)),
			PLACES);
	else
		sink_string(out, "no data");
}

void standings_free(struct standings *standings)
{
	for (uint32_t i = 0; i < standings->names.count; i++)
		free(standings->by_name[i]);
	free(standings->by_name);
	dictionary_empty(&standings->names);
}
