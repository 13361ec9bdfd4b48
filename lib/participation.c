/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "participation.h"
#include "calendar.h"
#include "message.h"
#include "programme.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR, SCHOOL, STATUS };

static struct text key_of(
	struct participations *participations, struct text year, struct text school)
{
	key_start(&participations->key);
	key_add_value(&participations->key, year);
	key_add_value(&participations->key, school);
	return key_text(&participations->key);
}

static void add(struct participations *participations, struct stream *stream)
{
	const struct text *values = stream->values;
	uint32_t known = participations->schools.count;
	uint32_t number = dictionary_add(
		&participations->schools, key_of(participations, values[YEAR], values[SCHOOL]));
	if (number != known)
		fail(STATUS_DATA, _("%s: school %s stands twice in %s"), stream_origin(stream).at,
			quote(values[SCHOOL]).string, quote(values[YEAR]).string);
	participations->statuses = memory_grow(participations->statuses, &participations->room,
		known + 1, sizeof *participations->statuses);
	participations->statuses[number] = arena_copy(&participations->arena, values[STATUS]);
}

void participations_load(
	struct participations *participations, struct filter *filter, const char *path)
{
	struct stream stream;
	uint64_t year;
	stream_open(&stream, &path, 1);
	stream_want(&stream, "year", true);
	stream_want(&stream, "school_id", true);
	stream_want(&stream, "status", true);
	while (filter_next(filter, &stream)) {
		if (!calendar_year(stream.values[YEAR], &year))
			filter_reject(filter, &stream, "impossible year", "year", YEAR,
				"a year such as 2024");
		else if (!stream.values[SCHOOL].length)
			filter_reject(filter, &stream, "no school", "school_id", SCHOOL, "a code");
		else if (!programme_knows(stream.values[STATUS]))
			filter_reject(filter, &stream, "unknown status", "status", STATUS,
				"a word of shnor-membership");
		else {
			add(participations, &stream);
			filter->account.written++;
		}
	}
	stream_close(&stream);
}

struct text participations_find(
	struct participations *participations, struct text year, struct text school)
{
	uint32_t number =
		dictionary_find(&participations->schools, key_of(participations, year, school));
	return number == DICTIONARY_NONE ? text_of("") : participations->statuses[number];
}

void participations_free(struct participations *participations)
{
	dictionary_empty(&participations->schools);
	arena_empty(&participations->arena);
	key_free(&participations->key);
	free(participations->statuses);
	*participations = (struct participations){0};
}
