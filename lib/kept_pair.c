/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept_pair.h"
#include "calendar.h"
#include "enrolment.h"
#include "stream.h"

#include <stdlib.h>

enum { CURATOR_ID, CURATOR, YEAR, YEAR_FROM, YEAR_TO, ORIGIN, WANTS };

static const char *const names[WANTS] = {
	"curator_id", "curator", "year", "year_from", "year_to", "origin"};

struct line {
	uint32_t school, curator;
	uint64_t year; /* 0: of a list */
};

struct reading {
	const struct registry *registry;
	struct enrolment enrolment;
	struct stream stream;
	uint64_t year;
	struct line *lines;
	size_t count, room;
};

/* The school of that name, if there is just one. */
static const struct school *find_name(const struct registry *registry, struct text name)
{
	const struct school *found = NULL;
	for (uint32_t i = 0; i < registry->count; i++) {
		if (!text_equal(registry->schools[i].name, name))
			continue;
		if (found)
			return NULL;
		found = &registry->schools[i];
	}
	return found;
}

static bool is_none(struct text curator)
{
	static const char *const nones[] = {"", "-", "–", "—", "нет", "Нет", "НЕТ"};
	for (size_t i = 0; i < sizeof nones / sizeof *nones; i++)
		if (text_is(curator, nones[i]))
			return true;
	return false;
}

/* The year of a line of pairs, 0 for one of a list, and the year that it says; false if it does not hold, or
 * says no year. */
static bool read_year(
	struct reading *reading, struct filter *filter, uint64_t *year, uint64_t *said)
{
	const struct text *values = reading->stream.values;
	bool listed = stream_has(&reading->stream, names[YEAR_FROM]);
	size_t column = listed ? YEAR_FROM : YEAR;
	uint64_t to = UINT64_MAX;
	if (!calendar_year(values[column], year)) {
		filter_reject(filter, &reading->stream, "impossible year", names[column], column,
			"a year such as 2024, 2023/24 or 01.09.2023");
		return false;
	}
	if (listed && values[YEAR_TO].length && !calendar_year(values[YEAR_TO], &to)) {
		filter_reject(filter, &reading->stream, "impossible year", names[YEAR_TO], YEAR_TO,
			"a year such as 2024, 2023/24 or 31.08.2024, or nothing");
		return false;
	}
	if (*year > reading->year || to < reading->year) {
		account_skip(&filter->account, text_of("another year"));
		return false;
	}
	*said = *year;
	*year = listed ? 0 : *year;
	return true;
}

/* The curator may be of another region: nobody can say how well it fits, and the school gets one of this one. */
static void pass_unknown(struct reading *reading, struct filter *filter, size_t column)
{
	filter_warn(filter, &reading->stream, "unknown curator", names[column], column,
		"a school of the registry, if it is one of the region");
	account_skip(&filter->account, text_of("unknown curator"));
}

static const struct school *read_curator(struct reading *reading, struct filter *filter)
{
	size_t column = stream_has(&reading->stream, names[CURATOR_ID]) ? CURATOR_ID : CURATOR;
	struct text value = reading->stream.values[column];
	if (is_none(value)) {
		account_skip(&filter->account, text_of("no curator"));
		return NULL;
	}
	const struct school *found = registry_find(reading->registry, BY_CODE, value);
	found = found ? found : find_name(reading->registry, value);
	if (!found)
		pass_unknown(reading, filter, column);
	return found ? registry_heir(reading->registry, found) : NULL;
}

static void take_line(struct reading *reading, struct filter *filter)
{
	struct line line;
	struct enrolled school;
	struct defect defect;
	uint64_t said;
	if (!read_year(reading, filter, &line.year, &said))
		return;
	enum enrolment_result result =
		enrolment_find(&reading->enrolment, reading->stream.values, said, &school, &defect);
	if (result == ENROLMENT_DEFECT) {
		filter_reject_defect(filter, &reading->stream, &defect);
		return;
	}
	if (result == ENROLMENT_SKIP) {
		account_skip(&filter->account, school.skip);
		return;
	}
	const struct school *curator = read_curator(reading, filter);
	if (!curator)
		return;
	line.curator = (uint32_t)(curator - reading->registry->schools);
	line.school = (uint32_t)(registry_find(reading->registry, BY_CODE, school.school_id) -
		reading->registry->schools);
	reading->lines = memory_grow(
		reading->lines, &reading->room, reading->count + 1, sizeof *reading->lines);
	reading->lines[reading->count++] = line;
	filter->account.written++;
}

static void settle(struct kept_pairs *kept, const struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->lines[i].year > kept->year)
			kept->year = reading->lines[i].year;
	for (size_t i = 0; i < reading->count; i++) {
		const struct line *line = &reading->lines[i];
		uint32_t *curator = &kept->curators[line->school];
		if (line->year == kept->year &&
			(*curator == DICTIONARY_NONE ||
				text_compare(reading->registry->schools[line->curator].id,
					reading->registry->schools[*curator].id) < 0))
			*curator = line->curator;
	}
}

void kept_pairs_load(struct kept_pairs *kept, struct filter *filter, const char *path,
	const struct registry *registry, uint64_t year)
{
	struct reading reading = {.registry = registry, .year = year};
	stream_open(&reading.stream, &path, 1);
	bool listed = stream_has(&reading.stream, names[YEAR_FROM]);
	bool by_code = stream_has(&reading.stream, names[CURATOR_ID]);
	for (size_t i = 0; i < WANTS; i++)
		stream_want(&reading.stream, names[i],
			i == (by_code ? CURATOR_ID : CURATOR) || i == (listed ? YEAR_FROM : YEAR));
	enrolment_bind(&reading.enrolment, registry, &reading.stream);
	kept->curators = memory_get(registry->count, sizeof *kept->curators);
	for (uint32_t i = 0; i < registry->count; i++)
		kept->curators[i] = DICTIONARY_NONE;
	while (filter_next(filter, &reading.stream))
		take_line(&reading, filter);
	settle(kept, &reading);
	stream_close(&reading.stream);
	free(reading.lines);
}

void kept_pairs_free(struct kept_pairs *kept)
{
	free(kept->curators);
}
