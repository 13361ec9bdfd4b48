/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attainment.h"
#include "indicator.h"
#include "message.h"

#include <stdlib.h>

static uint64_t years_of(const struct attainments *attainments)
{
	return attainments->last - attainments->first + 1;
}

/* The indicator's number; what is not wanted has one too, and no room. */
static uint32_t number_of(struct attainments *attainments, struct text name,
	attainments_wanted *wanted, const void *context)
{
	uint32_t known = attainments->names.count,
		 number = dictionary_add(&attainments->names, name);
	if (number != known)
		return number;
	attainments->by_name = memory_grow(attainments->by_name, &attainments->room,
		attainments->names.count, sizeof *attainments->by_name);
	attainments->by_name[number] = wanted(context, name)
		? memory_get((size_t)attainments->registry->count * years_of(attainments),
			  sizeof **attainments->by_name)
		: NULL;
	return number;
}

static struct attainment *place_of(
	const struct attainments *attainments, uint32_t name, uint32_t school, uint64_t year)
{
	return &attainments
			->by_name[name][school * years_of(attainments) + year - attainments->first];
}

static void take(struct attainments *attainments, struct filter *filter, struct stream *stream,
	const struct indicator_columns *columns, attainments_wanted *wanted, const void *context)
{
	struct indicator indicator;
	struct defect defect;
	wide value;
	/* Differences of such values, and costs of these, can be reckoned with. */
	const wide largest = (wide)number_power(9) * number_power(9) * number_power(VALUE_PLACES);
	if (!indicator_read(columns, stream->values, attainments->registry, &indicator, &defect)) {
		filter_reject_defect(filter, stream, &defect);
		return;
	}
	uint32_t name = number_of(attainments, indicator.name, wanted, context);
	if (!attainments->by_name[name]) {
		account_skip(&filter->account, text_of("another indicator"));
	} else if (indicator.year < attainments->first || indicator.year > attainments->last) {
		account_skip(&filter->account, text_of("another year"));
	} else if (!number_decimal(indicator.value, VALUE_PLACES, &value) || value > largest ||
		value < -largest) {
		filter_reject(filter, stream, "impossible value", "value", columns->value,
			"a decimal number below 10^18");
	} else {
		const struct school *school =
			registry_find(attainments->registry, BY_CODE, indicator.school_id);
		struct attainment *place = place_of(attainments, name,
			(uint32_t)(school - attainments->registry->schools), indicator.year);
		if (place->known)
			fail(STATUS_DATA, _("%s: school %s has the indicator twice"),
				stream_origin(stream).at, quote(indicator.school_id).string);
		*place = (struct attainment){true, indicator.n, value};
		filter->account.written++;
	}
}

void attainments_load(struct attainments *attainments, struct filter *filter, const char *path,
	attainments_wanted *wanted, const void *context)
{
	struct stream stream;
	struct indicator_columns columns;
	stream_open(&stream, &path, 1);
	indicator_bind(&columns, &stream);
	while (filter_next(filter, &stream))
		take(attainments, filter, &stream, &columns, wanted, context);
	stream_close(&stream);
}

const struct attainment *attainments_find(
	const struct attainments *attainments, uint32_t name, uint32_t school, uint64_t year)
{
	if (name == DICTIONARY_NONE || !attainments->by_name[name] || year < attainments->first ||
		year > attainments->last)
		return NULL;
	const struct attainment *attainment = place_of(attainments, name, school, year);
	return attainment->known ? attainment : NULL;
}

struct cut_point attainments_cut(
	const struct attainments *attainments, uint32_t name, uint64_t year, const struct cut *cut)
{
	uint32_t schools = attainments->registry->count;
	wide *values = memory_get(schools, sizeof *values);
	size_t count = 0;
	for (uint32_t i = 0; i < schools; i++) {
		const struct attainment *attainment = attainments_find(attainments, name, i, year);
		if (attainment)
			values[count++] = attainment->value;
	}
	struct cut_point point = cut_of(cut, values, count);
	free(values);
	return point;
}

bool attainments_good(const struct cut_point *point, wide value, bool up)
{
	return cut_is_high(point, value) == up || value * point->parts == point->total;
}

void attainments_put(const struct attainment *attainment, struct sink *out)
{
	enum { PLACES = 3 };
	if (attainment)
		sink_decimal(out,
			number_divide(attainment->value, number_power(VALUE_PLACES - PLACES)),
			PLACES);
	else
		sink_string(out, "no data");
}

void attainments_free(struct attainments *attainments)
{
	for (uint32_t i = 0; i < attainments->names.count; i++)
		free(attainments->by_name[i]);
	free(attainments->by_name);
	dictionary_empty(&attainments->names);
}
