/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assessment.h"
#include "memory.h"

#include <stdlib.h>

void assessment_bind(
	struct assessment *assessment, const struct ruleset *ruleset, const struct stream *stream)
{
	bool *read = memory_get(stream->want_count, sizeof *read);
	*assessment = (struct assessment){.ruleset = ruleset};
	assessment->seen = memory_get(ruleset->measures.count, sizeof *assessment->seen);
	ruleset_mark_values(ruleset, read);
	bool fits = stream->feed != NULL;
	for (size_t i = 0; i < stream->want_count && fits; i++) {
		if (!read[i])
			continue;
		fits = assessment->column_count < ASSESSMENT_COLUMNS;
		if (fits)
			assessment->columns[assessment->column_count++] = i;
	}
	if (fits)
		assessment->known = memory_get(ASSESSMENT_REMEMBERED, sizeof *assessment->known);
	free(read);
}

/* What the rules say of the record, found out. */
static bool assess(struct assessment *assessment, const struct text *values,
	const struct rule_case *found, struct defect *defect)
{
	const struct ruleset *ruleset = assessment->ruleset;
	char keys[100];
	bool low = false;
	if (!ruleset_check(ruleset, found, values, defect))
		return false;
	if (!found->measure_count) {
		ruleset_describe(ruleset, keys, sizeof keys);
		return defect_set(defect, "no measure", NULL, text_of(""),
			"a line of the measures for %s", keys);
	}
	for (size_t i = 0; i < found->measure_count; i++) {
		const struct measure *measure = found->measures[i];
		if (measure->hits_kind == HITS_LOW &&
			!ruleset_low(ruleset, found, values, &low, defect))
			return false;
		if (!measure_observe(measure, values, low, &assessment->seen[i], defect))
			return false;
	}
	return true;
}

/* The place of what the case makes of the values at hand; NULL if it is not to be remembered. *same says whether
 * it is that already; if not, it becomes that. */
static struct assessed *find_known(struct assessment *assessment, const struct stream *stream,
	const struct rule_case *found, bool *same)
{
	uint64_t marks[ASSESSMENT_COLUMNS], hash = (uintptr_t)found, differ;
	if (!assessment->known || found->measure_count > ASSESSMENT_MEASURES)
		return NULL;
	for (size_t i = 0; i < assessment->column_count; i++) {
		marks[i] = stream_mark(stream, assessment->columns[i]);
		if (!marks[i])
			return NULL;
		hash = (hash ^ marks[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	struct assessed *place = &assessment->known[hash % ASSESSMENT_REMEMBERED];
	differ = (uintptr_t)found ^ (uintptr_t)place->found;
	differ |= assessment->ruleset->forgotten ^ place->forgotten;
	for (size_t i = 0; i < assessment->column_count; i++)
		differ |= place->marks[i] ^ marks[i];
	*same = !differ;
	if (*same)
		return place;
	place->found = NULL; /* until it is known */
	place->forgotten = assessment->ruleset->forgotten;
	for (size_t i = 0; i < assessment->column_count; i++)
		place->marks[i] = marks[i];
	return place;
}

const struct observation *assessment_make(struct assessment *assessment,
	const struct stream *stream, const struct rule_case *found, struct defect *defect)
{
	bool same = false;
	struct assessed *place = find_known(assessment, stream, found, &same);
	if (same)
		return place->seen;
	if (!assess(assessment, stream->values, found, defect))
		return NULL;
	if (place) {
		place->found = found;
		for (size_t i = 0; i < found->measure_count; i++)
			place->seen[i] = assessment->seen[i];
	}
	return assessment->seen;
}

void assessment_free(struct assessment *assessment)
{
	free(assessment->seen);
	free(assessment->known);
}
