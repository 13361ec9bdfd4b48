/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "candidate.h"
#include "calendar.h"
#include "message.h"
#include "stream.h"

#include <stdlib.h>

static const char *const words[] = {
	[CANDIDATE_FIT] = "",
	[CANDIDATE_NOT_OPEN] = "not open in the year",
	[CANDIDATE_NOT_COUNTED] = "a kind of school that does not count",
	[CANDIDATE_SUPPORTED] = "in the programme itself",
	[CANDIDATE_NOT_OFFERED] = "not among the schools offered",
	[CANDIDATE_NOT_WILLING] = "not ready to take part",
	[CANDIDATE_NO_SITE] = "no innovation site",
	[CANDIDATE_NO_PLACES] = "no places",
	[CANDIDATE_NOT_STEADY] = "results not stably high",
	[CANDIDATE_MARKED] = "objectivity marker",
};

static uint64_t years_of(const struct candidates *candidates)
{
	return candidates->last - candidates->first + 1;
}

void candidates_start(struct candidates *candidates)
{
	uint32_t schools = candidates->registry->count;
	candidates->classes =
		memory_get(schools * years_of(candidates), sizeof *candidates->classes);
	candidates->supported = memory_get(schools, sizeof *candidates->supported);
	candidates->medians = memory_get(years_of(candidates), sizeof *candidates->medians);
	candidates->index = DICTIONARY_NONE;
	candidates->attainments.registry = candidates->registry;
	candidates->attainments.first = candidates->first;
	candidates->attainments.last = candidates->last;
}

static struct text *class_place(const struct candidates *candidates, uint32_t school, uint64_t year)
{
	return &candidates->classes[school * years_of(candidates) + year - candidates->first];
}

enum { YEAR, SCHOOL, CLASS, RULE };

static void take_verdict(struct candidates *candidates, struct filter *filter,
	struct stream *stream, const char *rule)
{
	const struct text *values = stream->values;
	const struct school *school = registry_find(candidates->registry, BY_CODE, values[SCHOOL]);
	uint64_t year;
	if (rule && !text_is(values[RULE], rule)) {
		account_skip(&filter->account, text_of("another rule"));
	} else if (!calendar_year(values[YEAR], &year)) {
		filter_reject(
			filter, stream, "impossible year", "year", YEAR, "a year such as 2024");
	} else if (!school) {
		filter_reject(filter, stream, "unknown school", "school_id", SCHOOL,
			"a school of the registry");
	} else if (year < candidates->first || year > candidates->last) {
		account_skip(&filter->account, text_of("another year"));
	} else if (registry_heir(candidates->registry, school) != school) {
		account_skip(&filter->account, text_of("results go to its successor"));
	} else {
		struct text *place = class_place(
			candidates, (uint32_t)(school - candidates->registry->schools), year);
		if (place->length)
			fail(STATUS_DATA,
				_("school %s has two verdicts in %u; --rule says which count"),
				quote(values[SCHOOL]).string, (unsigned)year);
		*place = arena_copy(&candidates->arena, values[CLASS]);
		dictionary_add(&candidates->seen, values[CLASS]);
		filter->account.written++;
	}
}

void candidates_load_classes(
	struct candidates *candidates, struct filter *filter, const char *path, const char *rule)
{
	struct stream stream;
	stream_open(&stream, &path, 1);
	stream_want(&stream, "year", true);
	stream_want(&stream, "school_id", true);
	stream_want(&stream, "class", true);
	stream_want(&stream, "rule", rule != NULL);
	while (filter_next(filter, &stream))
		take_verdict(candidates, filter, &stream, rule);
	stream_close(&stream);
}

static void tell_unseen(const struct candidates *candidates)
{
	struct text rest = text_of(candidates->rule.classes), part;
	while (text_next_part(&rest, '|', &part))
		if (dictionary_find(&candidates->seen, text_trim(part)) == DICTIONARY_NONE)
			message_note(_("--strong: no verdict of these years is %s"),
				quote(text_trim(part)).string);
}

void candidates_settle(struct candidates *candidates)
{
	static const struct cut median = {.kind = CUT_MEDIAN};
	struct attainments *attainments = &candidates->attainments;
	if (candidates->rule.classes)
		tell_unseen(candidates);
	if (!candidates->rule.index)
		return;
	candidates->index = dictionary_find(&attainments->names, text_of(candidates->rule.index));
	if (candidates->index == DICTIONARY_NONE)
		message_note(_("--index: no school has %s"),
			quote(text_of(candidates->rule.index)).string);
	for (uint64_t year = candidates->first; year <= candidates->last; year++)
		candidates->medians[year - candidates->first] =
			attainments_cut(attainments, candidates->index, year, &median);
}

struct text candidates_class(const struct candidates *candidates, uint32_t school, uint64_t year)
{
	return *class_place(candidates, school, year);
}

static bool is_one_of(const char *classes, struct text class)
{
	return class.length && text_is_one_of(text_of(classes), class);
}

static bool is_high(const struct candidates *candidates, uint32_t school, uint64_t year)
{
	const struct candidate_rule *rule = &candidates->rule;
	if (rule->classes && !is_one_of(rule->classes, candidates_class(candidates, school, year)))
		return false;
	const struct attainment *attainment =
		attainments_find(&candidates->attainments, candidates->index, school, year);
	return !rule->index ||
		(attainment &&
			attainments_good(&candidates->medians[year - candidates->first],
				attainment->value, rule->index_up));
}

/* The first year that counts: `years` of them end with the last one. */
static uint64_t first_year(const struct candidates *candidates)
{
	return candidates->last + 1 - candidates->rule.years;
}

static enum candidate_state judge_results(struct candidates *candidates, uint32_t number)
{
	for (uint64_t year = first_year(candidates); year <= candidates->last; year++)
		if (!is_high(candidates, number, year))
			return CANDIDATE_NOT_STEADY;
	for (uint64_t year = first_year(candidates); year <= candidates->last; year++)
		if (markers_have_any(
			    &candidates->markers, year, candidates->registry->schools[number].id))
			return CANDIDATE_MARKED;
	return CANDIDATE_FIT;
}

enum candidate_state candidates_judge(struct candidates *candidates, uint32_t number)
{
	const struct school *school = &candidates->registry->schools[number];
	const struct offer *offer =
		candidates->offers.by_school ? &candidates->offers.by_school[number] : NULL;
	if (registry_heir(candidates->registry, school) != school ||
		candidates->year > school->last_year ||
		candidates->year < registry_first_year(candidates->registry, school))
		return CANDIDATE_NOT_OPEN;
	if (school->skip.length)
		return CANDIDATE_NOT_COUNTED;
	if (candidates->supported[number])
		return CANDIDATE_SUPPORTED;
	if (offer && !offer->there)
		return CANDIDATE_NOT_OFFERED;
	if (offer && candidates->rule.willing && !offer->willing)
		return CANDIDATE_NOT_WILLING;
	if (offer && candidates->rule.innovation && !offer->innovation)
		return CANDIDATE_NO_SITE;
	if (!candidates_places(candidates, number))
		return CANDIDATE_NO_PLACES;
	return judge_results(candidates, number);
}

uint32_t candidates_places(const struct candidates *candidates, uint32_t school)
{
	const struct offer *offers = candidates->offers.by_school;
	return offers ? offers[school].places : candidates->rule.places;
}

/* What the results of the year were: the verdict, the index. */
static void explain_year(
	const struct candidates *candidates, uint32_t school, uint64_t year, struct sink *out)
{
	static const struct cut median = {.kind = CUT_MEDIAN};
	const struct attainment *attainment =
		attainments_find(&candidates->attainments, candidates->index, school, year);
	struct text class = candidates_class(candidates, school, year);
	if (candidates->rule.classes)
		sink_escaped(out, class.length ? class : text_of("no_data"));
	if (candidates->rule.index) {
		sink_string(out, candidates->rule.classes ? ", " : "");
		sink_escaped(out, text_of(candidates->rule.index));
		sink_byte(out, ' ');
		if (attainment)
			cut_explain(&median, &candidates->medians[year - candidates->first],
				attainment->value, out);
		else
			sink_string(out, "no_data");
	}
	sink_string(out, " in ");
	sink_count(out, year);
}

void candidates_explain(struct candidates *candidates, uint32_t school, enum candidate_state state,
	struct sink *out)
{
	const char *separator = "";
	sink_string(out, words[state]);
	if (state != CANDIDATE_FIT && state < CANDIDATE_NOT_STEADY)
		return;
	sink_string(out, state == CANDIDATE_FIT ? "" : ": ");
	for (uint64_t year = first_year(candidates); year <= candidates->last; year++) {
		bool marked = markers_have_any(
			&candidates->markers, year, candidates->registry->schools[school].id);
		sink_string(out, separator);
		explain_year(candidates, school, year, out);
		sink_string(out, marked ? " (objectivity marker)" : "");
		separator = "; ";
	}
	if (candidates->offers.by_school && candidates->offers.by_school[school].innovation)
		sink_string(out, "; innovation site");
}

void candidates_free(struct candidates *candidates)
{
	attainments_free(&candidates->attainments);
	markers_free(&candidates->markers);
	offers_free(&candidates->offers);
	free(candidates->classes);
	free(candidates->supported);
	free(candidates->medians);
	dictionary_empty(&candidates->seen);
	arena_empty(&candidates->arena);
}
