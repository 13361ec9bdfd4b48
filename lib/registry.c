/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "registry.h"
#include "message.h"
#include "stream.h"

#include <inttypes.h>
#include <stdlib.h>

enum { ID, LOGIN, NAME, MUNICIPALITY, ORIGIN };

/* Where the school stands in the source it came from, or else in the stream. */
static const char *place(struct stream *stream)
{
	static char origin[512];
	struct text text = stream->values[ORIGIN];
	if (!text.length || text.length >= sizeof origin)
		return stream_origin(stream).at;
	memcpy(origin, text.at, text.length);
	origin[text.length] = '\0';
	return origin;
}

static _Noreturn void twice(struct stream *stream, const char *column, struct text value)
{
	fail(STATUS_USAGE,
		_("%s: column \"%s\": found %s a second time, expected one line a school"),
		place(stream), column, quote(value).string);
}

static void add_school(struct registry *registry, struct stream *stream)
{
	const struct text *values = stream->values;
	uint32_t known = registry->ids.count;
	if (!values[ID].length)
		fail(STATUS_USAGE, _("%s: column \"school_id\": found nothing, expected a code"),
			place(stream));
	if (dictionary_add(&registry->ids, values[ID]) != known)
		twice(stream, "school_id", values[ID]);
	registry->schools = memory_grow(
		registry->schools, &registry->room, registry->ids.count, sizeof *registry->schools);
	registry->schools[known] = (struct school){
		.id = registry->ids.texts[known],
		.name = arena_copy(&registry->arena, values[NAME]),
		.municipality = arena_copy(&registry->arena, values[MUNICIPALITY]),
	};
	if (!values[LOGIN].length)
		return;
	uint32_t login = registry->logins.count;
	if (dictionary_add(&registry->logins, values[LOGIN]) != login)
		twice(stream, "login", values[LOGIN]);
	registry->by_login = memory_grow(registry->by_login, &registry->login_room,
		registry->logins.count, sizeof *registry->by_login);
	registry->by_login[login] = known;
}

void registry_load(struct registry *registry, const char *path)
{
	struct stream stream;
	enum stream_result result;
	*registry = (struct registry){0};
	stream_open(&stream, &path, 1);
	stream_want(&stream, "school_id", true);
	stream_want(&stream, "login", false);
	stream_want(&stream, "name", false);
	stream_want(&stream, "municipality", false);
	stream_want(&stream, "origin", false);
	while ((result = stream_next(&stream)) != STREAM_END) {
		if (result == STREAM_BROKEN)
			fail(STATUS_USAGE, "%s: %s", stream_origin(&stream).at, stream.fault);
		add_school(registry, &stream);
	}
	stream_close(&stream);
}

const struct school *registry_school(const struct registry *registry, struct text id)
{
	uint32_t number = dictionary_find(&registry->ids, id);
	return number == DICTIONARY_NONE ? NULL : &registry->schools[number];
}

const struct school *registry_login(const struct registry *registry, struct text login)
{
	uint32_t number = dictionary_find(&registry->logins, login);
	return number == DICTIONARY_NONE ? NULL : &registry->schools[registry->by_login[number]];
}

void registry_free(struct registry *registry)
{
	dictionary_empty(&registry->ids);
	dictionary_empty(&registry->logins);
	free(registry->schools);
	free(registry->by_login);
	arena_empty(&registry->arena);
}
