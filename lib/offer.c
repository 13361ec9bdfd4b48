/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "offer.h"
#include "calendar.h"
#include "enrolment.h"
#include "message.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR, INNOVATION, WILLING, PLACES, SUBJECTS, ORIGIN, WANTS };

static const char *const names[WANTS] = {
	"year", "innovation", "willing", "places", "subjects", "origin"};

enum { MOST_PLACES = 1000 };

/* A line that could be used. */
struct line {
	uint32_t school;
	uint64_t year;
	struct offer offer;
	struct text origin, row;
};

struct lines {
	struct line *items;
	size_t count, room;
	struct arena arena;
};

/* What the words make of the value; false if the record is done with. */
static bool judge(const struct offer_reading *reading, struct filter *filter, struct stream *stream,
	size_t column, struct text value, struct text *meant)
{
	uint32_t number = reading->words
		? dictionary_find(&reading->words->columns, text_of(names[column]))
		: DICTIONARY_NONE;
	*meant = value;
	if (number == DICTIONARY_NONE)
		return true;
	struct word word = words_judge(reading->words, number, value);
	*meant = word.text;
	if (word.kind == WORD_UNKNOWN)
		filter_reject(filter, stream, "unknown word", names[column], column,
			"a word of the table");
	if (word.kind == WORD_SKIP)
		account_skip(&filter->account, word.text);
	return word.kind == WORD_VALUE;
}

static bool take_flag(const struct offer_reading *reading, struct filter *filter,
	struct stream *stream, size_t column, bool *flag)
{
	struct text meant;
	if (!judge(reading, filter, stream, column, stream->values[column], &meant))
		return false;
	*flag = text_is(meant, "1");
	if (*flag || !meant.length || text_is(meant, "0"))
		return true;
	filter_reject(filter, stream, "neither yes nor no", names[column], column, "1 or 0");
	return false;
}

static bool take_subject(const struct offer_reading *reading, struct filter *filter,
	struct stream *stream, struct text value, uint64_t *subjects)
{
	struct text meant;
	if (!value.length)
		return true;
	if (!judge(reading, filter, stream, SUBJECTS, value, &meant))
		return false;
	const struct pairing_part *part = pairing_subject(reading->pairing, meant);
	if (part)
		*subjects |= UINT64_C(1) << (part - reading->pairing->parts);
	else
		filter_reject(filter, stream, "unknown subject", names[SUBJECTS], SUBJECTS,
			"subjects of the table of the pairing");
	return part != NULL;
}

static bool take_subjects(const struct offer_reading *reading, struct filter *filter,
	struct stream *stream, uint64_t *subjects)
{
	struct text rest = stream->values[SUBJECTS], list, subject;
	while (text_next_part(&rest, ';', &list))
		while (text_next_part(&list, ',', &subject))
			if (!take_subject(reading, filter, stream, text_trim(subject), subjects))
				return false;
	return true;
}

static bool take_offer(const struct offer_reading *reading, struct filter *filter,
	struct stream *stream, struct offer *offer)
{
	struct text places = stream->values[PLACES];
	uint64_t count = reading->places;
	*offer = (struct offer){.there = true};
	if (!take_flag(reading, filter, stream, INNOVATION, &offer->innovation) ||
		!take_flag(reading, filter, stream, WILLING, &offer->willing) ||
		!take_subjects(reading, filter, stream, &offer->subjects))
		return false;
	if (places.length && (!number_count(places, &count) || count > MOST_PLACES)) {
		filter_reject(filter, stream, "impossible number of places", names[PLACES], PLACES,
			"a whole number from 0 to 1000");
		return false;
	}
	offer->places = (uint32_t)count;
	return true;
}

static void take_line(struct lines *lines, struct filter *filter, struct stream *stream,
	const struct enrolment *enrolment, const struct offer_reading *reading)
{
	struct line line = {0};
	struct enrolled school;
	struct defect defect;
	if (!calendar_year(stream->values[YEAR], &line.year)) {
		filter_reject(filter, stream, "impossible year", names[YEAR], YEAR,
			"a year such as 2024");
		return;
	}
	switch (enrolment_find(enrolment, stream->values, line.year, &school, &defect)) {
	case ENROLMENT_DEFECT:
		filter_reject_defect(filter, stream, &defect);
		return;
	case ENROLMENT_SKIP:
		account_skip(&filter->account, school.skip);
		return;
	case ENROLMENT_FOUND:
		break;
	}
	if (!take_offer(reading, filter, stream, &line.offer))
		return;
	const struct school *found = registry_find(reading->registry, BY_CODE, school.school_id);
	struct text origin = stream->values[ORIGIN];
	line.school = (uint32_t)(found - reading->registry->schools);
	line.origin = arena_copy(&lines->arena, origin.length ? origin : stream_origin(stream));
	line.row = arena_copy(&lines->arena, stream->row);
	lines->items =
		memory_grow(lines->items, &lines->room, lines->count + 1, sizeof *lines->items);
	lines->items[lines->count++] = line;
}

static int compare(const void *a, const void *b)
{
	const struct line *one = a, *other = b;
	int order = (one->year > other->year) - (one->year < other->year);
	if (!order)
		order = (one->school > other->school) - (one->school < other->school);
	return order ? order : text_compare(one->row, other->row);
}

/* Which lines hold: those of the newest year, the first of each school. */
static void settle(struct offers *offers, struct filter *filter, struct lines *lines, uint64_t year)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].year <= year && lines->items[i].year > offers->year)
			offers->year = lines->items[i].year;
	if (lines->count)
		qsort(lines->items, lines->count, sizeof *lines->items, compare);
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i];
		struct offer *offer = &offers->by_school[line->school];
		if (line->year != offers->year) {
			account_skip(&filter->account, text_of("another year"));
		} else if (offer->there) {
			account_reject(&filter->account,
				&(struct reject){.origin = line->origin,
					.reason = N_("school stands twice"),
					.expected = N_("one line a school and year"),
					.record = line->row});
		} else {
			*offer = line->offer;
			filter->account.written++;
		}
	}
}

void offers_load(struct offers *offers, struct filter *filter, const char *path,
	const struct offer_reading *reading)
{
	struct stream stream;
	struct enrolment enrolment;
	struct lines lines = {0};
	stream_open(&stream, &path, 1);
	for (size_t i = 0; i < WANTS; i++)
		stream_want(&stream, names[i], i == YEAR);
	enrolment_bind(&enrolment, reading->registry, &stream);
	offers->by_school = memory_get(reading->registry->count, sizeof *offers->by_school);
	while (filter_next(filter, &stream))
		take_line(&lines, filter, &stream, &enrolment, reading);
	settle(offers, filter, &lines, reading->year);
	stream_close(&stream);
	free(lines.items);
	arena_empty(&lines.arena);
}

void offers_free(struct offers *offers)
{
	free(offers->by_school);
}
