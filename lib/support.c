/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "calendar.h"
#include "enrolment.h"
#include "memory.h"
#include "message.h"
#include "stream.h"

#include <stdlib.h>

enum { YEAR_FROM, YEAR_TO, CATEGORY };

static void take_record(struct support *support, struct filter *filter, struct stream *stream,
	const struct enrolment *enrolment)
{
	const struct text *values = stream->values;
	struct episode episode = {.to = UINT64_MAX};
	struct enrolled school;
	struct defect defect;
	if (!calendar_year(values[YEAR_FROM], &episode.from)) {
		filter_reject(filter, stream, "impossible year", "year_from", YEAR_FROM,
			"a year such as 2024, 2023/24 or 01.09.2023");
		return;
	}
	if (values[YEAR_TO].length && !calendar_year(values[YEAR_TO], &episode.to)) {
		filter_reject(filter, stream, "impossible year", "year_to", YEAR_TO,
			"a year such as 2024, 2023/24 or 31.08.2024, or nothing");
		return;
	}
	if (episode.to < episode.from) {
		filter_reject(filter, stream, "impossible year", "year_to", YEAR_TO,
			"a year not before that of the inclusion");
		return;
	}
	enum enrolment_result result =
		enrolment_find(enrolment, values, episode.from, &school, &defect);
	if (result == ENROLMENT_DEFECT) {
		filter_reject_defect(filter, stream, &defect);
		return;
	}
	if (result == ENROLMENT_SKIP) {
		account_skip(&filter->account, school.skip);
		return;
	}
	episode.school = arena_copy(&support->arena, school.school_id);
	episode.category = arena_copy(&support->arena, values[CATEGORY]);
	struct text origin = stream_value(stream, "origin");
	episode.origin =
		arena_copy(&support->arena, origin.length ? origin : stream_origin(stream));
	episode.row = arena_copy(&support->arena, stream->row);
	episode.named = arena_copy(&support->arena, enrolment_named(enrolment, values));
	support->episodes = memory_grow(
		support->episodes, &support->room, support->count + 1, sizeof *support->episodes);
	support->episodes[support->count++] = episode;
}

static int compare(const void *a, const void *b)
{
	const struct episode *one = a, *other = b;
	int order = text_compare(one->school, other->school);
	if (!order)
		order = (one->from > other->from) - (one->from < other->from);
	if (!order)
		order = (one->to > other->to) - (one->to < other->to);
	return order ? order : text_compare(one->row, other->row);
}

/* Puts the episodes in order and rejects those that overlap the one before: in an order of their own, so
 * that of the list is of no consequence. */
static void settle(struct support *support, struct filter *filter)
{
	size_t kept = 0;
	if (support->count)
		qsort(support->episodes, support->count, sizeof *support->episodes, compare);
	for (size_t i = 0; i < support->count; i++) {
		const struct episode *episode = &support->episodes[i];
		struct episode *last = kept ? &support->episodes[kept - 1] : NULL;
		bool meets = last && text_equal(last->school, episode->school) &&
			episode->from <= last->to;
		if (meets && !text_equal(last->named, episode->named)) {
			last->to = episode->to > last->to ? episode->to : last->to;
			account_skip(&filter->account, text_of("joined with its successor"));
			continue;
		}
		if (meets) {
			account_reject(&filter->account,
				&(struct reject){.origin = episode->origin,
					.school = episode->school,
					.reason = N_("in the programme twice"),
					.expected = N_("years that do not overlap another line of "
						       "the school"),
					.record = episode->row});
			continue;
		}
		support->episodes[kept++] = *episode;
		filter->account.written++;
	}
	support->count = kept;
}

void support_load(struct support *support, struct filter *filter, const char *path,
	const struct registry *registry)
{
	struct stream stream;
	struct enrolment enrolment;
	stream_open(&stream, &path, 1);
	stream_want(&stream, "year_from", true);
	stream_want(&stream, "year_to", false);
	stream_want(&stream, "category", false);
	stream_want(&stream, "origin", false);
	enrolment_bind(&enrolment, registry, &stream);
	while (filter_next(filter, &stream))
		take_record(support, filter, &stream, &enrolment);
	stream_close(&stream);
	settle(support, filter);
}

const struct episode *support_find(const struct support *support, struct text school, size_t *count)
{
	size_t low = 0, high = support->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text_compare(support->episodes[middle].school, school) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < support->count &&
		text_equal(support->episodes[low + *count].school, school);)
		++*count;
	return *count ? &support->episodes[low] : NULL;
}

void support_free(struct support *support)
{
	free(support->episodes);
	arena_empty(&support->arena);
}
