/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "markers.h"
#include "calendar.h"
#include "enrolment.h"

/* The name under which a school of a year is known. */
static struct text school_name(struct markers *markers, uint64_t year, struct text school)
{
	char digits[20];
	key_start(&markers->key);
	key_add_field(&markers->key, (struct text){digits, number_digits(digits, year)});
	key_add_value(&markers->key, school);
	return key_text(&markers->key);
}

/* The name under which a result's marker is known. */
static struct text name_of(
	struct markers *markers, uint64_t year, struct text school, struct text measure)
{
	school_name(markers, year, school);
	key_add_value(&markers->key, measure);
	return key_text(&markers->key);
}

/* A line: a marker of a school's result, or none (empty or 0). */
static void take(struct markers *markers, struct filter *filter, struct stream *stream,
	const struct enrolment *enrolment, const size_t columns[3])
{
	struct text count = stream->values[columns[2]];
	struct enrolled school;
	struct defect defect;
	uint64_t year;
	if (!count.length || text_is(count, "0")) {
		account_skip(&filter->account, text_of("no objectivity marker"));
		return;
	}
	if (!calendar_year(stream->values[columns[0]], &year)) {
		filter_reject(filter, stream, "impossible year", "year", columns[0],
			"a year such as 2024");
		return;
	}
	if (enrolment_find(enrolment, stream->values, year, &school, &defect) == ENROLMENT_DEFECT) {
		filter_reject_defect(filter, stream, &defect);
		return;
	}
	dictionary_add(&markers->results,
		name_of(markers, year, school.school_id, stream->values[columns[1]]));
	dictionary_add(&markers->schools, school_name(markers, year, school.school_id));
	filter->account.written++;
}

void markers_load(struct markers *markers, const char *path, const struct registry *registry,
	struct filter *filter)
{
	struct stream stream;
	struct enrolment enrolment;
	stream_open(&stream, &path, 1);
	enrolment_bind(&enrolment, registry, &stream);
	const size_t columns[] = {stream_want(&stream, "year", true),
		stream_want(&stream, "measure", true), stream_want(&stream, "markers", true)};
	while (filter_next(filter, &stream))
		take(markers, filter, &stream, &enrolment, columns);
	stream_close(&stream);
}

bool markers_have(struct markers *markers, uint64_t year, struct text school, struct text measure)
{
	return markers->results.count &&
		dictionary_find(&markers->results, name_of(markers, year, school, measure)) !=
		DICTIONARY_NONE;
}

bool markers_have_any(struct markers *markers, uint64_t year, struct text school)
{
	return markers->schools.count &&
		dictionary_find(&markers->schools, school_name(markers, year, school)) !=
		DICTIONARY_NONE;
}

void markers_free(struct markers *markers)
{
	dictionary_empty(&markers->schools);
	dictionary_empty(&markers->results);
	key_free(&markers->key);
}
