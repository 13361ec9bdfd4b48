/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "standing.h"
#include "calendar.h"
#include "message.h"
#include "programme.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR, SCHOOL, STATUS };

static struct text key_of(struct standings *standings, struct text year, struct text school)
{
	key_start(&standings->key);
	key_add_value(&standings->key, year);
	key_add_value(&standings->key, school);
	return key_text(&standings->key);
}

static void add(struct standings *standings, struct stream *stream)
{
	const struct text *values = stream->values;
	uint32_t known = standings->schools.count;
	uint32_t number = dictionary_add(
		&standings->schools, key_of(standings, values[YEAR], values[SCHOOL]));
	if (number != known)
		fail(STATUS_DATA, _("%s: school %s stands twice in %s"), stream_origin(stream).at,
			quote(values[SCHOOL]).string, quote(values[YEAR]).string);
	standings->statuses = memory_grow(
		standings->statuses, &standings->room, known + 1, sizeof *standings->statuses);
	standings->statuses[number] = arena_copy(&standings->arena, values[STATUS]);
}

void standings_load(struct standings *standings, struct filter *filter, const char *path)
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
			add(standings, &stream);
			filter->account.written++;
		}
	}
	stream_close(&stream);
}

struct text standings_find(struct standings *standings, struct text year, struct text school)
{
	uint32_t number = dictionary_find(&standings->schools, key_of(standings, year, school));
	return number == DICTIONARY_NONE ? text_of("") : standings->statuses[number];
}

void standings_free(struct standings *standings)
{
	dictionary_empty(&standings->schools);
	arena_empty(&standings->arena);
	key_free(&standings->key);
	free(standings->statuses);
	*standings = (struct standings){0};
}
