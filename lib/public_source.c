/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_source.h"
#include "message.h"
#include "path.h"
#include "stream.h"

#include <stdlib.h>

struct text public_source_measure(struct text indicator, struct text *statistic)
{
	struct text measure = indicator;
	*statistic = text_of("");
	text_next_part(&indicator, ':', &measure);
	if (indicator.at)
		*statistic = indicator;
	return measure;
}

void public_source_read(struct publication *publication, bool settled)
{
	struct stream stream = {0};
	char *path = path_join(publication->run, text_of("indicators.tsv"));
	const char *paths[] = {path};
	enum stream_result result;
	stream_open(&stream, paths, 1);
	size_t year = stream_want(&stream, "year", true),
	       municipality = stream_want(&stream, "municipality", true),
	       school = stream_want(&stream, "school_id", true),
	       indicator = stream_want(&stream, "indicator", true),
	       count = stream_want(&stream, "n", true), value = stream_want(&stream, "value", true);
	while ((result = stream_next(&stream)) != STREAM_END) {
		struct text statistic;
		uint64_t n;
		wide units = 0;
		if (result == STREAM_BROKEN || !stream.values[school].length ||
			!number_count(stream.values[count], &n))
			continue;
		struct text measure = public_source_measure(stream.values[indicator], &statistic);
		struct suppression_figure figure = {.n = n};
		bool is_number = number_decimal(stream.values[value], VALUE_PLACES, &units);
		bool share = figure.has_hits = is_number && text_is(statistic, "share") &&
			number_share_count(units, VALUE_PLACES, n, &figure.hits);
		figure.has_mean = is_number && text_is(statistic, "mean");
		figure.mean = units;
		const struct suppression_place place = {
			stream.values[year], stream.values[municipality], stream.values[school]};
		if (settled && share)
			public_verdicts_add(&publication->verdicts, &publication->suppression,
				&place, measure, n, figure.hits);
		else if (settled && is_number)
			public_indices_add(&publication->verdicts.indices,
				&publication->suppression, &place, measure, statistic);
		else if (!settled && (share || text_is(statistic, "mean")) &&
			!suppression_add(&publication->suppression, &place, measure, &figure))
			fail(STATUS_DATA,
				_("%s: school %s stands under two municipalities; totals would "
				  "tell what is hidden"),
				stream_origin(&stream).at, quote(place.school).string);
	}
	stream_close(&stream);
	free(path);
}
