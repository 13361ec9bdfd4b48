/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair_cost.h"
#include "message.h"

#include <stdlib.h>

enum { REASON_PLACES = 3 };

enum level { LEVEL_UNKNOWN, LEVEL_LOW, LEVEL_GOOD };

/* What there is to a part of the pairing in these data. */
struct pair_part {
	bool used;
	unsigned char *levels; /* of a subject, by school */
	/* The indicators, in byte order, and of subjects where the good ones begin. */
	size_t count, room;
	uint32_t *names;
	size_t point_room;
	struct cut_point *points;
};

bool pair_costs_read(const void *context, struct text indicator)
{
	const struct pairing *pairing = context;
	for (size_t i = 0; i < pairing->count; i++) {
		const struct pairing_part *part = &pairing->parts[i];
		if ((part->kind == PAIRING_SUBJECT && pattern_matches(part->pattern, indicator)) ||
			(part->kind == PAIRING_LIKENESS && text_equal(part->indicator, indicator)))
			return true;
	}
	return false;
}

static const struct standing *standing_of(
	const struct pair_costs *costs, uint32_t name, uint32_t school)
{
	return standings_find(&costs->candidates->standings, name, school, costs->candidates->last);
}

/* Has any school the indicator in the last year? */
static bool is_there(const struct pair_costs *costs, uint32_t name)
{
	for (uint32_t i = 0; i < costs->candidates->registry->count; i++)
		if (standing_of(costs, name, i))
			return true;
	return false;
}

static void find_names(
	const struct pair_costs *costs, const struct pairing_part *part, struct pair_part *found)
{
	const struct standings *standings = &costs->candidates->standings;
	uint32_t *order = dictionary_sorted(&standings->names);
	for (uint32_t i = 0; i < standings->names.count; i++) {
		struct text name = standings->names.texts[order[i]];
		bool fits = part->kind == PAIRING_SUBJECT ? pattern_matches(part->pattern, name)
							  : text_equal(part->indicator, name);
		if (!fits || !is_there(costs, order[i]))
			continue;
		found->names = memory_grow(
			found->names, &found->room, found->count + 1, sizeof *found->names);
		found->points = memory_grow(
			found->points, &found->point_room, found->count + 1, sizeof *found->points);
		found->names[found->count] = order[i];
		found->points[found->count++] = part->kind == PAIRING_SUBJECT
			? standings_cut(standings, order[i], costs->candidates->last, &part->level)
			: (struct cut_point){0};
	}
	free(order);
	found->used = found->count > 0;
	if (!found->used)
		message_note(_("part \"%s\" is left out: no school has such an indicator in %u"),
			part->name.at, (unsigned)costs->candidates->last);
}

/* How many of the indicators the school has, and how many of these are worse than the level. */
static size_t count_low(const struct pair_costs *costs, size_t at, uint32_t school, size_t *known)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	const struct pair_part *found = &costs->parts[at];
	size_t low = 0;
	*known = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct standing *standing = standing_of(costs, found->names[i], school);
		*known += standing != NULL;
		low += standing && !standings_good(&found->points[i], standing->value, part->up);
	}
	return low;
}

/* Low is who is low in at least half of what there is. */
static enum level level_of(const struct pair_costs *costs, size_t at, uint32_t school)
{
	size_t known, low = count_low(costs, at, school, &known);
	if (!known)
		return LEVEL_UNKNOWN;
	return 2 * low >= known ? LEVEL_LOW : LEVEL_GOOD;
}

void pair_costs_start(struct pair_costs *costs)
{
	uint32_t schools = costs->candidates->registry->count;
	costs->parts = memory_get(costs->pairing->count, sizeof *costs->parts);
	for (size_t i = 0; i < costs->pairing->count; i++) {
		const struct pairing_part *part = &costs->pairing->parts[i];
		struct pair_part *found = &costs->parts[i];
		found->used = true;
		if (part->kind == PAIRING_SUBJECT || part->kind == PAIRING_LIKENESS)
			find_names(costs, part, found);
		if (part->kind == PAIRING_DISTANCE)
			found->used = costs->distances->any;
		if (part->kind == PAIRING_INNOVATION)
			found->used = costs->candidates->offers.by_school != NULL;
		if (part->kind != PAIRING_SUBJECT)
			continue;
		found->levels = memory_get(schools, sizeof *found->levels);
		for (uint32_t school = 0; school < schools; school++)
			found->levels[school] = (unsigned char)level_of(costs, i, school);
	}
}

/* Does the curator offer the subject? Without a word in the file it offers all. */
static bool offers_subject(const struct pair_costs *costs, size_t part, uint32_t curator)
{
	const struct offer *offers = costs->candidates->offers.by_school;
	return !offers || !offers[curator].subjects ||
		(offers[curator].subjects & UINT64_C(1) << part);
}

static bool names_subject(const struct pair_costs *costs, size_t part, uint32_t curator)
{
	const struct offer *offers = costs->candidates->offers.by_school;
	return offers && (offers[curator].subjects & UINT64_C(1) << part);
}

/* Its results are good and it offers it; or it names it, and of its results nothing is known. */
static bool can_help(const struct pair_costs *costs, size_t part, uint32_t curator)
{
	unsigned char level = costs->parts[part].levels[curator];
	return offers_subject(costs, part, curator) &&
		(level == LEVEL_GOOD ||
			(level == LEVEL_UNKNOWN && names_subject(costs, part, curator)));
}

static int32_t subject_cost(
	const struct pair_costs *costs, size_t at, uint32_t school, uint32_t curator)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	if (can_help(costs, at, curator))
		return 0;
	switch (costs->parts[at].levels[school]) {
	case LEVEL_LOW:
		return part->weight;
	case LEVEL_UNKNOWN:
		return part->unknown;
	default:
		return 0;
	}
}

/* weight * numerator / denominator, rounded, not above `most`. */
static int32_t scaled(const struct pairing_part *part, wide numerator, wide denominator)
{
	wide cost = number_divide((wide)part->weight * numerator, denominator);
	return cost > part->most ? part->most : (int32_t)cost;
}

/* The figure that the likeness looks at: false if it is not known. */
static bool figure_of(const struct pair_costs *costs, size_t at, uint32_t school, wide *figure)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	const struct standing *standing = standing_of(costs, costs->parts[at].names[0], school);
	if (standing)
		*figure = part->by_n ? (wide)standing->n * number_power(VALUE_PLACES)
				     : standing->value;
	return standing != NULL;
}

static int32_t likeness_cost(
	const struct pair_costs *costs, size_t at, uint32_t school, uint32_t curator)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	wide one, other;
	if (!figure_of(costs, at, school, &one) || !figure_of(costs, at, curator, &other))
		return part->unknown;
	wide difference = one > other ? one - other : other - one;
	if (!part->relative)
		return scaled(part, difference, part->unit);
	one = one < 0 ? -one : one;
	other = other < 0 ? -other : other;
	wide larger = one > other ? one : other;
	return larger ? scaled(part, difference, larger) : 0;
}

static struct text column_of(
	const struct pair_costs *costs, const struct pairing_part *part, uint32_t number)
{
	const struct registry *registry = costs->candidates->registry;
	const struct school *school = &registry->schools[number];
	return part->kept == DICTIONARY_NONE ? school->municipality
					     : registry_kept(registry, school, part->kept);
}

static int32_t same_cost(const struct pair_costs *costs, const struct pairing_part *part,
	uint32_t school, uint32_t curator)
{
	struct text one = column_of(costs, part, school), other = column_of(costs, part, curator);
	if (!one.length || !other.length)
		return part->unknown;
	return text_equal(one, other) ? 0 : part->weight;
}

static int32_t distance_cost(const struct pair_costs *costs, const struct pairing_part *part,
	uint32_t school, uint32_t curator)
{
	uint64_t metres = distances_between(costs->distances, school, curator);
	if (metres == DISTANCE_UNKNOWN)
		return part->unknown;
	return scaled(
		part, (wide)metres * number_power(VALUE_PLACES - DISTANCE_PLACES), part->unit);
}

static struct text last_class(const struct pair_costs *costs, uint32_t school)
{
	return candidates_class(costs->candidates, school, costs->candidates->last);
}

static int32_t class_cost(const struct pair_costs *costs, const struct pairing_part *part,
	uint32_t school, uint32_t curator)
{
	return text_equal(last_class(costs, school), part->school) &&
			!text_equal(last_class(costs, curator), part->curator)
		? part->weight
		: 0;
}

static int32_t part_cost(
	const struct pair_costs *costs, size_t at, uint32_t school, uint32_t curator)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	if (!costs->parts[at].used)
		return 0;
	switch (part->kind) {
	case PAIRING_SUBJECT:
		return subject_cost(costs, at, school, curator);
	case PAIRING_LIKENESS:
		return likeness_cost(costs, at, school, curator);
	case PAIRING_SAME:
		return same_cost(costs, part, school, curator);
	case PAIRING_DISTANCE:
		return distance_cost(costs, part, school, curator);
	case PAIRING_CLASS:
		return class_cost(costs, part, school, curator);
	case PAIRING_INNOVATION:
		return costs->candidates->offers.by_school[curator].innovation ? 0 : part->weight;
	}
	return 0;
}

int32_t pair_costs_of(const struct pair_costs *costs, uint32_t school, uint32_t curator)
{
	int32_t cost = 0;
	for (size_t i = 0; i < costs->pairing->count; i++)
		cost += part_cost(costs, i, school, curator);
	return cost;
}

static void put_figure(struct sink *out, wide figure)
{
	sink_decimal(out, number_divide(figure, number_power(VALUE_PLACES - REASON_PLACES)),
		REASON_PLACES);
}

/* The results in which the school is low, each with the curator's. */
static void explain_subject(const struct pair_costs *costs, size_t at, uint32_t school,
	uint32_t curator, struct sink *out)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	const struct pair_part *found = &costs->parts[at];
	const char *separator = " ";
	size_t known, low_count = count_low(costs, at, school, &known);
	if (!known) {
		sink_string(out, " no data");
		return;
	}
	for (size_t i = 0; i < found->count; i++) {
		const struct standing *low = standing_of(costs, found->names[i], school);
		const struct standing *helper = standing_of(costs, found->names[i], curator);
		if (!low || standings_good(&found->points[i], low->value, part->up))
			continue;
		sink_string(out, separator);
		sink_escaped(out, costs->candidates->standings.names.texts[found->names[i]]);
		sink_byte(out, ' ');
		cut_explain(&part->level, &found->points[i], low->value, out);
		sink_string(out, ", curator ");
		if (helper)
			put_figure(out, helper->value);
		else
			sink_string(out, "no data");
		separator = ", ";
	}
	sink_string(out, " (low ");
	sink_count(out, low_count);
	sink_string(out, " of ");
	sink_count(out, known);
	sink_byte(out, ')');
	if (!can_help(costs, at, curator))
		sink_string(out,
			offers_subject(costs, at, curator) ? ", curator not strong"
							   : ", not offered");
}

static void explain_likeness(const struct pair_costs *costs, size_t at, uint32_t school,
	uint32_t curator, struct sink *out)
{
	wide figure = 0;
	for (int i = 0; i < 2; i++) {
		sink_string(out, i ? " and " : " ");
		if (figure_of(costs, at, i ? curator : school, &figure))
			put_figure(out, figure);
		else
			sink_string(out, "no data");
	}
}

static void explain_same(const struct pair_costs *costs, const struct pairing_part *part,
	uint32_t school, uint32_t curator, struct sink *out)
{
	struct text one = column_of(costs, part, school), other = column_of(costs, part, curator);
	if (!one.length || !other.length)
		sink_string(out, " no data");
	else
		sink_string(out, text_equal(one, other) ? " the same" : " another");
}

static void explain_part(const struct pair_costs *costs, size_t at, uint32_t school,
	uint32_t curator, struct sink *out)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	uint64_t metres;
	switch (part->kind) {
	case PAIRING_SUBJECT:
		explain_subject(costs, at, school, curator, out);
		return;
	case PAIRING_LIKENESS:
		explain_likeness(costs, at, school, curator, out);
		return;
	case PAIRING_SAME:
		explain_same(costs, part, school, curator, out);
		return;
	case PAIRING_DISTANCE:
		metres = distances_between(costs->distances, school, curator);
		sink_byte(out, ' ');
		if (metres == DISTANCE_UNKNOWN)
			sink_string(out, "no data");
		else
			sink_decimal(out, (wide)metres, DISTANCE_PLACES);
		sink_string(out, metres == DISTANCE_UNKNOWN ? "" : " km");
		return;
	case PAIRING_CLASS:
		sink_byte(out, ' ');
		sink_escaped(out, last_class(costs, school));
		sink_string(out, ", curator ");
		sink_escaped(out,
			last_class(costs, curator).length ? last_class(costs, curator)
							  : text_of("no data"));
		return;
	case PAIRING_INNOVATION:
		sink_string(out,
			costs->candidates->offers.by_school[curator].innovation ? " yes"
										: " no site");
		return;
	}
}

/* A subject that the school is good in, and a class that it is not of, say nothing. */
static bool says_nothing(const struct pair_costs *costs, size_t at, uint32_t school)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	return !costs->parts[at].used ||
		(part->kind == PAIRING_SUBJECT && costs->parts[at].levels[school] == LEVEL_GOOD) ||
		(part->kind == PAIRING_CLASS &&
			!text_equal(last_class(costs, school), part->school));
}

void pair_costs_explain(
	const struct pair_costs *costs, uint32_t school, uint32_t curator, struct sink *out)
{
	const char *separator = "";
	for (size_t i = 0; i < costs->pairing->count; i++) {
		if (says_nothing(costs, i, school))
			continue;
		sink_string(out, separator);
		sink_escaped(out, costs->pairing->parts[i].name);
		sink_byte(out, ':');
		explain_part(costs, i, school, curator, out);
		sink_string(out, " = ");
		sink_count(out, (uint64_t)part_cost(costs, i, school, curator));
		separator = "; ";
	}
}

/* The subjects the curator can help with; `needy` NULL: whoever needs it. */
static void put_subjects(
	const struct pair_costs *costs, const uint32_t *needy, uint32_t curator, struct sink *out)
{
	const char *separator = "";
	for (size_t i = 0; i < costs->pairing->count; i++) {
		if (costs->pairing->parts[i].kind != PAIRING_SUBJECT || !costs->parts[i].used ||
			!can_help(costs, i, curator) ||
			(needy && costs->parts[i].levels[*needy] != LEVEL_LOW))
			continue;
		sink_string(out, separator);
		sink_escaped(out, costs->pairing->parts[i].name);
		separator = ",";
	}
}

void pair_costs_subjects(
	const struct pair_costs *costs, uint32_t school, uint32_t curator, struct sink *out)
{
	put_subjects(costs, &school, curator, out);
}

void pair_costs_strengths(const struct pair_costs *costs, uint32_t curator, struct sink *out)
{
	put_subjects(costs, NULL, curator, out);
}

void pair_costs_free(struct pair_costs *costs)
{
	for (size_t i = 0; costs->parts && i < costs->pairing->count; i++) {
		free(costs->parts[i].levels);
		free(costs->parts[i].names);
		free(costs->parts[i].points);
	}
	free(costs->parts);
}
