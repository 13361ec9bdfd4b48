/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair_cost.h"
#include "message.h"

#include <stdlib.h>

/* What there is to a part of the pairing in these data. */
struct pair_part {
	bool used;
	struct need need; /* of a subject */
	uint32_t name;    /* of the indicator of a likeness */
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

static const struct attainment *attainment_of(
	const struct pair_costs *costs, uint32_t name, uint32_t school)
{
	return attainments_find(
		&costs->candidates->attainments, name, school, costs->candidates->last);
}

/* Is anything known that the part could rest on? */
static bool is_known(const struct pair_costs *costs, size_t at)
{
	static const struct cut median = {.kind = CUT_MEDIAN};
	const struct candidates *candidates = costs->candidates;
	switch (costs->pairing->parts[at].kind) {
	case PAIRING_SUBJECT:
		return costs->parts[at].need.count > 0;
	case PAIRING_LIKENESS:
		return attainments_cut(&candidates->attainments, costs->parts[at].name,
			       candidates->last, &median)
			       .schools > 0;
	case PAIRING_DISTANCE:
		return costs->distances->any;
	case PAIRING_INNOVATION:
		return candidates->offers.by_school != NULL;
	default:
		return true;
	}
}

void pair_costs_start(struct pair_costs *costs)
{
	costs->parts = memory_get(costs->pairing->count, sizeof *costs->parts);
	for (size_t i = 0; i < costs->pairing->count; i++) {
		const struct pairing_part *part = &costs->pairing->parts[i];
		if (part->kind == PAIRING_SUBJECT)
			need_find(&costs->parts[i].need, costs->candidates, costs->pairing, i);
		if (part->kind == PAIRING_LIKENESS)
			costs->parts[i].name = dictionary_find(
				&costs->candidates->attainments.names, part->indicator);
		costs->parts[i].used = is_known(costs, i);
		if (!costs->parts[i].used && part->indicator.length)
			message_note(_("part \"%s\" is left out: no school has such an indicator "
				       "in %u"),
				part->name.at, (unsigned)costs->candidates->last);
	}
}

/* weight * numerator / denominator, rounded, not above `most`: what lies far beyond it is not multiplied, for
 * that might not fit. */
static int32_t scaled(const struct pairing_part *part, wide numerator, wide denominator)
{
	if (part->weight > 0 && numerator / denominator > part->most / part->weight + 1)
		return part->most;
	wide cost = number_divide((wide)part->weight * numerator, denominator);
	return cost > part->most ? part->most : (int32_t)cost;
}

/* The figure that the likeness looks at: false if it is not known. */
static bool figure_of(const struct pair_costs *costs, size_t at, uint32_t school, wide *figure)
{
	const struct pairing_part *part = &costs->pairing->parts[at];
	const struct attainment *attainment = attainment_of(costs, costs->parts[at].name, school);
	if (attainment)
		*figure = part->by_n ? (wide)attainment->n * number_power(VALUE_PLACES)
				     : attainment->value;
	return attainment != NULL;
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
		return need_cost(&costs->parts[at].need, school, curator);
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

static void explain_likeness(const struct pair_costs *costs, size_t at, uint32_t school,
	uint32_t curator, struct sink *out)
{
	for (int i = 0; i < 2; i++) {
		struct attainment figure = {.known = true};
		bool known = figure_of(costs, at, i ? curator : school, &figure.value);
		sink_string(out, i ? ", curator " : " ");
		attainments_put(known ? &figure : NULL, out);
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
		need_explain(&costs->parts[at].need, school, curator, out);
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
		(part->kind == PAIRING_SUBJECT &&
			costs->parts[at].need.levels[school] == NEED_NONE) ||
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
			!need_helped(&costs->parts[i].need, curator) ||
			(needy && costs->parts[i].need.levels[*needy] != NEED_LOW))
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
	for (size_t i = 0; costs->parts && i < costs->pairing->count; i++)
		if (costs->pairing->parts[i].kind == PAIRING_SUBJECT)
			need_free(&costs->parts[i].need);
	free(costs->parts);
}
