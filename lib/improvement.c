/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "improvement.h"
#include "calendar.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct text name_of(struct improvements *improvements, uint64_t year, struct text school)
{
	improvements->name =
		memory_grow(improvements->name, &improvements->name_room, school.length + 24, 1);
	int length = sprintf(improvements->name, "%" PRIu64 "\t", year);
	memcpy(improvements->name + length, school.at, school.length);
	return (struct text){improvements->name, (size_t)length + school.length};
}

void improvements_load(struct improvements *improvements, struct filter *filter, const char *path,
	const char *indicator)
{
	struct stream stream;
	enum stream_result result;
	enum { TO, ID, INDICATOR, TREND };
	uint64_t year;
	stream_open(&stream, &path, 1);
	stream_want(&stream, "year_to", true);
	stream_want(&stream, "school_id", true);
	stream_want(&stream, "indicator", true);
	stream_want(&stream, "trend", true);
	while ((result = stream_next(&stream)) != STREAM_END) {
		const struct text *values = stream.values;
		filter->account.read++;
		if (result == STREAM_BROKEN) {
			filter_reject(filter, &stream, stream.fault, NULL, 0, stream.fault_detail);
		} else if (!text_is(values[INDICATOR], indicator)) {
			account_skip(&filter->account, text_of("another indicator"));
		} else if (!calendar_year(values[TO], &year)) {
			filter_reject(filter, &stream, "impossible year", "year_to", TO,
				"a year such as 2024");
		} else {
			improvements->seen = true;
			if (text_is(values[TREND], "improved"))
				dictionary_add(&improvements->found,
					name_of(improvements, year, values[ID]));
			filter->account.written++;
		}
	}
	stream_close(&stream);
}

bool improvements_have(struct improvements *improvements, uint64_t year, struct text school)
{
	return dictionary_find(&improvements->found, name_of(improvements, year, school)) !=
		DICTIONARY_NONE;
}

void improvements_free(struct improvements *improvements)
{
	dictionary_empty(&improvements->found);
	free(improvements->name);
}
