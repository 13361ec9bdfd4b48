/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indicator.h"
#include "calendar.h"

void indicator_bind(struct indicator_columns *columns, struct stream *stream)
{
	*columns = (struct indicator_columns){
		.year = stream_want(stream, "year", true),
		.municipality = stream_want(stream, "municipality", false),
		.school_id = stream_want(stream, "school_id", true),
		.name = stream_want(stream, "indicator", true),
		.n = stream_want(stream, "n", true),
		.value = stream_want(stream, "value", true),
		.low = stream_want(stream, "lo", false),
		.high = stream_want(stream, "hi", false),
	};
}

bool indicator_read(const struct indicator_columns *columns, const struct text *values,
	const struct registry *registry, struct indicator *indicator, struct defect *defect)
{
	struct text id = values[columns->school_id];
	const struct school *school = registry ? registry_find(registry, BY_CODE, id) : NULL;
	*indicator = (struct indicator){
		.name = values[columns->name],
		.school_id = id,
		.named = id,
		.municipality = values[columns->municipality],
		.value = values[columns->value],
		.low = values[columns->low],
		.high = values[columns->high],
	};
	if (!calendar_year(values[columns->year], &indicator->year))
		return defect_set(defect, "impossible year", "year", values[columns->year],
			"a year such as 2024");
	if (!id.length || (registry && !school))
		return defect_set(
			defect, "unknown school", "school_id", id, "a school of the registry");
	if (!number_count(values[columns->n], &indicator->n) || !indicator->n)
		return defect_set(defect, "impossible n", "n", values[columns->n],
			"a whole number of at least 1");
	if (school) {
		school = registry_heir(registry, school);
		indicator->school_id = school->id;
		indicator->municipality = school->municipality;
		indicator->skip = school->skip;
	}
	return true;
}
