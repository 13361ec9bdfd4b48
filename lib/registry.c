/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "registry.h"
#include "calendar.h"
#include "message.h"
#include "stream.h"

#include <inttypes.h>
#include <stdlib.h>

/* The stream's values: the identifiers first, in their own order. Those of the words and those that are kept are
 * among them, or follow. */
enum {
	ID,
	LOGIN,
	OGRN,
	INN,
	PAST_CODES,
	NAME,
	MUNICIPALITY,
	SUCCESSOR,
	FROM,
	TO,
	ORIGIN,
	COLUMNS,
};

static const char *const columns[] = {"school_id", "login", "ogrn", "inn", "past_codes", "name",
	"municipality", "successor", "from", "to", "origin"};

/* The registry's file being read. */
struct reading {
	struct stream stream;
	size_t *words, *kept; /* numbers of the stream's values */
};

/* Several schools have it. */
enum { SHARED = DICTIONARY_NONE - 1 };

const char *registry_column(enum registry_identifier kind)
{
	return columns[kind];
}

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

static void add_identifier(struct registry *registry, struct stream *stream,
	enum registry_identifier kind, const char *column, struct text identifier)
{
	struct dictionary *known = &registry->identifiers[kind];
	uint32_t count = known->count, number = dictionary_add(known, identifier);
	registry->numbers[kind] = memory_grow(registry->numbers[kind],
		&registry->number_rooms[kind], known->count, sizeof *registry->numbers[kind]);
	if (number == count)
		registry->numbers[kind][number] = registry->count;
	else if (kind == BY_OGRN || kind == BY_INN)
		registry->numbers[kind][number] = SHARED;
	else
		fail(STATUS_USAGE,
			_("%s: column \"%s\": found %s a second time, expected one line a school"),
			place(stream), column, quote(identifier).string);
}

static void add_identifiers(struct registry *registry, struct stream *stream)
{
	struct text past = stream->values[PAST_CODES], code;
	for (size_t kind = 0; kind < REGISTRY_IDENTIFIERS; kind++)
		if (stream->values[kind].length)
			add_identifier(registry, stream, (enum registry_identifier)kind,
				columns[kind], stream->values[kind]);
	while ((code = text_next_word(&past)).length) {
		struct text part;
		while (text_next_part(&code, ',', &part))
			if (part.length)
				add_identifier(
					registry, stream, BY_CODE, columns[PAST_CODES], part);
	}
}

/* The school year of the day in the column, or `open` if there is none. */
static uint64_t read_year(struct stream *stream, size_t column, uint64_t open)
{
	struct text value = stream->values[column];
	struct date date;
	if (!value.length)
		return open;
	if (!calendar_date(value, &date))
		fail(STATUS_USAGE,
			_("%s: column \"%s\": found %s, expected a day such as 31.08.2024"),
			place(stream), columns[column], quote(value).string);
	return calendar_school_year(date);
}

/* Why the words say that the school does not count; empty if they do not. */
static struct text read_skip(
	struct registry *registry, struct reading *reading, struct words *words)
{
	struct stream *stream = &reading->stream;
	struct text skip = {"", 0};
	for (uint32_t i = 0; words && i < words->columns.count; i++) {
		struct text value = stream->values[reading->words[i]];
		struct word word = words_judge(words, i, value);
		if (word.kind == WORD_UNKNOWN)
			fail(STATUS_USAGE,
				_("%s: column \"%s\": found %s, expected a word of the school "
				  "words"),
				place(stream), words->columns.texts[i].at, quote(value).string);
		if (word.kind == WORD_SKIP && !skip.length)
			skip = arena_copy(&registry->arena, word.text);
	}
	return skip;
}

static struct text *read_kept(struct registry *registry, const struct reading *reading)
{
	struct text *kept = memory_get(registry->kept.count, sizeof *kept);
	for (uint32_t i = 0; i < registry->kept.count; i++)
		kept[i] = arena_copy(&registry->arena, reading->stream.values[reading->kept[i]]);
	return kept;
}

static void check_years(struct stream *stream, const struct school *school)
{
	if (school->first_year > school->last_year)
		fail(STATUS_USAGE,
			_("%s: column \"to\": found %s, expected a day not before that of the "
			  "opening"),
			place(stream), quote(stream->values[TO]).string);
}

static void add_school(struct registry *registry, struct reading *reading, struct words *words)
{
	struct stream *stream = &reading->stream;
	const struct text *values = stream->values;
	if (!values[ID].length)
		fail(STATUS_USAGE, _("%s: column \"school_id\": found nothing, expected a code"),
			place(stream));
	add_identifiers(registry, stream);
	registry->schools = memory_grow(
		registry->schools, &registry->room, registry->count + 1, sizeof *registry->schools);
	registry->schools[registry->count++] = (struct school){
		.id = arena_copy(&registry->arena, values[ID]),
		.name = arena_copy(&registry->arena, values[NAME]),
		.municipality = arena_copy(&registry->arena, values[MUNICIPALITY]),
		.skip = read_skip(registry, reading, words),
		.first_year = read_year(stream, FROM, 0),
		.last_year = read_year(stream, TO, UINT64_MAX),
		.has_login = values[LOGIN].length > 0,
		.successor = DICTIONARY_NONE,
		.kept = read_kept(registry, reading),
	};
	check_years(stream, &registry->schools[registry->count - 1]);
}

/* A successor may stand further down, so they are linked when all schools are there. */
struct link {
	uint32_t school;
	struct text code;
	struct text place;
};

static void link_successors(struct registry *registry, const struct link *links, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct school *successor = registry_find(registry, BY_CODE, links[i].code);
		if (!successor)
			fail(STATUS_USAGE,
				_("%s: column \"successor\": found %s, expected the code of a "
				  "school"),
				links[i].place.at, quote(links[i].code).string);
		registry->schools[links[i].school].successor =
			(uint32_t)(successor - registry->schools);
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t at = links[i].school;
		for (uint32_t steps = 0; at != DICTIONARY_NONE; steps++) {
			if (steps > registry->count)
				fail(STATUS_USAGE, _("%s: the successors lead round in a ring"),
					links[i].place.at);
			at = registry->schools[at].successor;
		}
	}
}

uint32_t registry_keep(struct registry *registry, struct text column)
{
	return dictionary_add(&registry->kept, column);
}

static size_t *want_all(struct stream *stream, const struct dictionary *names)
{
	size_t *values = memory_get(names->count, sizeof *values);
	for (uint32_t i = 0; i < names->count; i++)
		values[i] = stream_want(stream, names->texts[i].at, true);
	return values;
}

void registry_load(struct registry *registry, const char *path, struct words *words)
{
	struct reading reading = {0};
	struct stream *stream = &reading.stream;
	struct link *links = NULL;
	size_t count = 0, room = 0;
	enum stream_result result;
	stream_open(stream, &path, 1);
	for (size_t i = 0; i < COLUMNS; i++)
		stream_want(stream, columns[i], i == ID);
	reading.words = words ? want_all(stream, &words->columns) : NULL;
	reading.kept = want_all(stream, &registry->kept);
	while ((result = stream_next(stream)) != STREAM_END) {
		if (result == STREAM_BROKEN)
			fail(STATUS_USAGE, "%s: %s", stream_origin(stream).at, stream->fault);
		add_school(registry, &reading, words);
		if (!stream->values[SUCCESSOR].length)
			continue;
		links = memory_grow(links, &room, count + 1, sizeof *links);
		links[count++] = (struct link){registry->count - 1,
			arena_copy(&registry->arena, stream->values[SUCCESSOR]),
			arena_copy(&registry->arena, text_of(place(stream)))};
	}
	link_successors(registry, links, count);
	free(links);
	free(reading.words);
	free(reading.kept);
	stream_close(stream);
}

const struct school *registry_find(
	const struct registry *registry, enum registry_identifier kind, struct text identifier)
{
	uint32_t number = dictionary_find(&registry->identifiers[kind], identifier);
	if (number == DICTIONARY_NONE || registry->numbers[kind][number] == SHARED)
		return NULL;
	return &registry->schools[registry->numbers[kind][number]];
}

bool registry_shares(
	const struct registry *registry, enum registry_identifier kind, struct text identifier)
{
	uint32_t number = dictionary_find(&registry->identifiers[kind], identifier);
	return number != DICTIONARY_NONE && registry->numbers[kind][number] == SHARED;
}

const struct school *registry_heir(const struct registry *registry, const struct school *school)
{
	while (school->successor != DICTIONARY_NONE)
		school = &registry->schools[school->successor];
	return school;
}

uint64_t registry_first_year(const struct registry *registry, const struct school *school)
{
	const struct dictionary *codes = &registry->identifiers[BY_CODE];
	uint64_t first = school->first_year;
	for (uint32_t i = 0; i < codes->count; i++) {
		const struct school *other = &registry->schools[registry->numbers[BY_CODE][i]];
		if (registry_heir(registry, other) != school)
			continue;
		if (!text_equal(codes->texts[i], other->id))
			return 0;
		first = other->first_year < first ? other->first_year : first;
	}
	return first;
}

struct text registry_kept(
	const struct registry *registry, const struct school *school, uint32_t column)
{
	return school && column < registry->kept.count ? school->kept[column] : text_of("");
}

void registry_free(struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		free(registry->schools[i].kept);
	dictionary_empty(&registry->kept);
	dictionary_empty(&registry->names);
	dictionary_empty(&registry->named_places);
	for (size_t kind = 0; kind < REGISTRY_IDENTIFIERS; kind++) {
		dictionary_empty(&registry->identifiers[kind]);
		free(registry->numbers[kind]);
	}
	free(registry->schools);
	arena_empty(&registry->arena);
}
