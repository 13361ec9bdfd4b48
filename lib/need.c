/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "need.h"

#include <stdlib.h>

static const struct attainment *result_of(const struct need *need, uint32_t name, uint32_t school)
{
	return attainments_find(
		&need->candidates->attainments, name, school, need->candidates->last);
}

/* The indicators of the subject that any school has. */
static void find_names(struct need *need)
{
	const struct attainments *attainments = &need->candidates->attainments;
	uint32_t *order = dictionary_sorted(&attainments->names);
	for (uint32_t i = 0; i < attainments->names.count; i++) {
		if (!pattern_matches(need->part->pattern, attainments->names.texts[order[i]]))
			continue;
		struct cut_point point = attainments_cut(
			attainments, order[i], need->candidates->last, &need->part->level);
		if (!point.schools)
			continue;
		need->names = memory_grow(
			need->names, &need->name_room, need->count + 1, sizeof *need->names);
		need->points = memory_grow(
			need->points, &need->point_room, need->count + 1, sizeof *need->points);
		need->names[need->count] = order[i];
		need->points[need->count++] = point;
	}
	free(order);
}

/* How many of the results are worse than the level, and how many there are. */
static size_t count_low(const struct need *need, uint32_t school, size_t *known)
{
	size_t low = 0;
	*known = 0;
	for (size_t i = 0; i < need->count; i++) {
		const struct attainment *result = result_of(need, need->names[i], school);
		*known += result != NULL;
		low += result && !attainments_good(&need->points[i], result->value, need->part->up);
	}
	return low;
}

void need_find(struct need *need, const struct candidates *candidates,
	const struct pairing *pairing, size_t at)
{
	*need = (struct need){
		.candidates = candidates,
		.part = &pairing->parts[at],
		.bit = UINT64_C(1) << at,
		.levels = memory_get(candidates->registry->count, sizeof *need->levels),
	};
	find_names(need);
	for (uint32_t school = 0; school < candidates->registry->count; school++) {
		size_t known, low = count_low(need, school, &known);
		need->levels[school] = !known ? NEED_UNKNOWN
			: 2 * low >= known    ? NEED_LOW
					      : NEED_NONE;
	}
}

/* Without a word in the file a curator offers all subjects. */
static bool is_offered(const struct need *need, uint32_t curator)
{
	const struct offer *offers = need->candidates->offers.by_school;
	return !offers || !offers[curator].subjects || (offers[curator].subjects & need->bit);
}

bool need_helped(const struct need *need, uint32_t curator)
{
	const struct offer *offers = need->candidates->offers.by_school;
	if (need->levels[curator] == NEED_UNKNOWN)
		return offers && (offers[curator].subjects & need->bit);
	return need->levels[curator] == NEED_NONE && is_offered(need, curator);
}

int32_t need_cost(const struct need *need, uint32_t school, uint32_t curator)
{
	if (need->levels[school] == NEED_NONE || need_helped(need, curator))
		return 0;
	return need->levels[school] == NEED_LOW ? need->part->weight : need->part->unknown;
}

void need_explain(const struct need *need, uint32_t school, uint32_t curator, struct sink *out)
{
	const char *separator = " ";
	size_t known, low = count_low(need, school, &known);
	for (size_t i = 0; i < need->count; i++) {
		const struct attainment *result = result_of(need, need->names[i], school);
		if (!result || attainments_good(&need->points[i], result->value, need->part->up))
			continue;
		sink_string(out, separator);
		sink_escaped(out, need->candidates->attainments.names.texts[need->names[i]]);
		sink_byte(out, ' ');
		cut_explain(&need->part->level, &need->points[i], result->value, out);
		sink_string(out, ", curator ");
		attainments_put(result_of(need, need->names[i], curator), out);
		separator = ", ";
	}
	if (!known) {
		sink_string(out, " no data");
		return;
	}
	sink_string(out, " (low ");
	sink_count(out, low);
	sink_string(out, " of ");
	sink_count(out, known);
	sink_byte(out, ')');
	if (!need_helped(need, curator))
		sink_string(
			out, is_offered(need, curator) ? ", curator not strong" : ", not offered");
}

void need_free(struct need *need)
{
	free(need->levels);
	free(need->names);
	free(need->points);
}
