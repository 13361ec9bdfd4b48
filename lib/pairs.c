/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pairs.h"
#include "assignment.h"
#include "message.h"

#include <stdlib.h>

static int by_code(const void *a, const void *b, void *context)
{
	const struct registry *registry = context;
	return text_compare(registry->schools[*(const uint32_t *)a].id,
		registry->schools[*(const uint32_t *)b].id);
}

void pairs_start(struct pairs *pairs, uint32_t *schools, uint32_t count)
{
	const struct registry *registry = pairs->candidates->registry;
	if (count)
		qsort_r(schools, count, sizeof *schools, by_code, (void *)(uintptr_t)registry);
	pairs->count = count;
	pairs->supported = memory_get(count, sizeof *pairs->supported);
	for (uint32_t i = 0; i < count; i++)
		pairs->supported[i] = (struct supported){.school = schools[i],
			.curator = DICTIONARY_NONE,
			.before = DICTIONARY_NONE};
	pairs->states = memory_get(registry->count, sizeof *pairs->states);
	pairs->curators = memory_get(registry->count, sizeof *pairs->curators);
	pairs->taken = memory_get(registry->count, sizeof *pairs->taken);
}

/* Who may be a curator; the fit ones by code. */
void pairs_find_candidates(struct pairs *pairs)
{
	uint32_t schools = pairs->candidates->registry->count;
	for (uint32_t i = 0; i < schools; i++) {
		pairs->states[i] = candidates_judge(pairs->candidates, i);
		if (pairs->states[i] == CANDIDATE_FIT)
			pairs->curators[pairs->curator_count++] = i;
	}
	if (pairs->curator_count)
		qsort_r(pairs->curators, pairs->curator_count, sizeof *pairs->curators, by_code,
			(void *)(uintptr_t)pairs->candidates->registry);
}

/* Why a pair that is there cannot go on; NULL if it can: people have made it, so that the curator's results
 * are told, and end nothing. */
static const char *why_dropped(const struct pairs *pairs, uint32_t school, uint32_t curator)
{
	if (school == curator)
		return "the school itself";
	switch (pairs->states[curator]) {
	case CANDIDATE_NOT_OPEN:
		return "not open in the year";
	case CANDIDATE_SUPPORTED:
		return "in the programme itself";
	case CANDIDATE_NOT_WILLING:
		return "not ready to take part";
	case CANDIDATE_NO_PLACES:
		return "no places";
	default:
		return NULL;
	}
}

static int compare_kept(const void *a, const void *b, void *context)
{
	const struct pairs *pairs = context;
	const struct supported *one = *(const struct supported *const *)a,
			       *other = *(const struct supported *const *)b;
	int order = text_compare(pairs->candidates->registry->schools[one->curator].id,
		pairs->candidates->registry->schools[other->curator].id);
	if (!order)
		order = (one->cost > other->cost) - (one->cost < other->cost);
	return order ? order
		     : text_compare(pairs->candidates->registry->schools[one->school].id,
			       pairs->candidates->registry->schools[other->school].id);
}

/* Keeps the pairs that are there; of those beyond the places that a curator offers, the cheapest. */
void pairs_keep(struct pairs *pairs)
{
	struct supported **kept = memory_get(pairs->count, sizeof(struct supported *));
	size_t count = 0;
	for (uint32_t i = 0; pairs->kept->curators && i < pairs->count; i++) {
		struct supported *supported = &pairs->supported[i];
		supported->before = pairs->kept->curators[supported->school];
		if (supported->before == DICTIONARY_NONE)
			continue;
		supported->dropped = why_dropped(pairs, supported->school, supported->before);
		if (supported->dropped)
			continue;
		supported->curator = supported->before;
		supported->cost =
			pair_costs_of(pairs->costs, supported->school, supported->curator);
		kept[count++] = supported;
	}
	if (count)
		qsort_r(kept, count, sizeof(struct supported *), compare_kept, pairs);
	for (size_t i = 0; i < count; i++) {
		uint32_t curator = kept[i]->curator;
		const struct offer *offers = pairs->candidates->offers.by_school;
		if (offers && offers[curator].there &&
			pairs->taken[curator] >= offers[curator].places) {
			kept[i]->curator = DICTIONARY_NONE;
			kept[i]->dropped = "all its places taken";
			continue;
		}
		kept[i]->kept = true;
		pairs->taken[curator]++;
	}
	free(kept);
}

static int32_t price_of(const struct pairs *pairs, uint32_t school, uint32_t curator)
{
	uint64_t metres = distances_between(pairs->costs->distances, school, curator);
	if (school == curator || (metres != DISTANCE_UNKNOWN && metres > pairs->limit))
		return ASSIGNMENT_NEVER;
	return pair_costs_of(pairs->costs, school, curator);
}

/* Pairs those that have no curator with the places that are left. */
void pairs_make(struct pairs *pairs)
{
	uint32_t *places = memory_get(pairs->curator_count, sizeof *places), count = 0;
	struct supported **open = memory_get(pairs->count, sizeof(struct supported *));
	for (uint32_t i = 0; i < pairs->curator_count; i++) {
		uint32_t curator = pairs->curators[i];
		uint32_t all = candidates_places(pairs->candidates, curator);
		places[i] = all > pairs->taken[curator] ? all - pairs->taken[curator] : 0;
	}
	for (uint32_t i = 0; i < pairs->count; i++)
		if (!pairs->supported[i].kept)
			open[count++] = &pairs->supported[i];
	int32_t *costs = memory_get((size_t)count * pairs->curator_count, sizeof *costs);
	uint32_t *partners = memory_get(count, sizeof *partners);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < pairs->curator_count; j++)
			costs[(size_t)i * pairs->curator_count + j] =
				price_of(pairs, open[i]->school, pairs->curators[j]);
	if (!assignment_solve(
		    &(struct assignment){count, pairs->curator_count, costs, places}, partners))
		fail(STATUS_DATA, _("too many schools to be paired at once: %u with %u curators"),
			(unsigned)count, (unsigned)pairs->curator_count);
	for (uint32_t i = 0; i < count; i++) {
		if (partners[i] == ASSIGNMENT_NONE)
			continue;
		open[i]->curator = pairs->curators[partners[i]];
		open[i]->cost = costs[(size_t)i * pairs->curator_count + partners[i]];
		pairs->taken[open[i]->curator]++;
	}
	free(places);
	free(open);
	free(costs);
	free(partners);
}

static struct text code_of(const struct pairs *pairs, uint32_t school)
{
	return pairs->candidates->registry->schools[school].id;
}

static void put_kilometres(struct sink *out, uint64_t metres)
{
	if (metres != DISTANCE_UNKNOWN)
		sink_decimal(out, (wide)metres, DISTANCE_PLACES);
}

/* 5 places of 3 schools within 30 km; of these the distance of 2 is not known */
static void put_places(const struct pairs *pairs, uint64_t places, uint32_t schools,
	uint32_t unknown, struct sink *out)
{
	sink_count(out, places);
	sink_string(out, places == 1 ? " place of " : " places of ");
	sink_count(out, schools);
	sink_string(out, schools == 1 ? " school" : " schools");
	if (pairs->limit == DISTANCE_UNKNOWN)
		return;
	sink_string(out, " within ");
	put_kilometres(out, pairs->limit);
	sink_string(out, " km");
	if (!unknown)
		return;
	sink_string(out, ", distance not known and no obstacle: ");
	sink_count(out, unknown);
	sink_string(out, " of them");
}

/* Why a school has no curator: there is none, none near enough, or others have taken the places. */
static void explain_unpaired(const struct pairs *pairs, uint32_t school, struct sink *out)
{
	uint64_t nearest = DISTANCE_UNKNOWN;
	uint32_t who = DICTIONARY_NONE, within = 0, unknown = 0;
	uint64_t places = 0;
	for (uint32_t i = 0; i < pairs->curator_count; i++) {
		uint32_t curator = pairs->curators[i];
		uint64_t metres = distances_between(pairs->costs->distances, school, curator);
		bool near = metres == DISTANCE_UNKNOWN || metres <= pairs->limit;
		within += near;
		unknown += metres == DISTANCE_UNKNOWN;
		places += near ? candidates_places(pairs->candidates, curator) : 0;
		if (metres < nearest) {
			nearest = metres;
			who = curator;
		}
	}
	if (!pairs->curator_count) {
		sink_string(out, "no school may be a curator");
	} else if (!within) {
		sink_string(out, "no curator within ");
		put_kilometres(out, pairs->limit);
		sink_string(out, " km: the nearest, ");
		sink_escaped(out, code_of(pairs, who));
		sink_string(out, ", is ");
		put_kilometres(out, nearest);
		sink_string(out, " km away");
	} else {
		sink_string(out, "all places of curators taken: ");
		put_places(pairs, places, within, unknown, out);
	}
}

static void explain(struct pairs *pairs, const struct supported *supported, struct sink *out)
{
	uint32_t curator = supported->curator;
	if (supported->dropped) {
		sink_string(out, "pair with ");
		sink_escaped(out, code_of(pairs, supported->before));
		sink_string(out, " not kept: ");
		sink_string(out, supported->dropped);
		sink_string(out, "; ");
	}
	if (curator == DICTIONARY_NONE) {
		explain_unpaired(pairs, supported->school, out);
		return;
	}
	pair_costs_explain(pairs->costs, supported->school, curator, out);
	if (!supported->kept && pairs->limit != DISTANCE_UNKNOWN &&
		distances_between(pairs->costs->distances, supported->school, curator) ==
			DISTANCE_UNKNOWN) {
		sink_string(out, "; distance not known and no obstacle: within ");
		put_kilometres(out, pairs->limit);
		sink_string(out, " km or not");
	}
	sink_string(out, "; curator: ");
	candidates_explain(pairs->candidates, curator, pairs->states[curator], out);
	sink_string(out, "; schools of the curator: ");
	sink_count(out, pairs->taken[curator]);
	if (pairs->states[curator] == CANDIDATE_FIT) {
		sink_string(out, " of ");
		sink_count(out, candidates_places(pairs->candidates, curator));
	}
}

static void put_keys(const struct pairs *pairs, uint32_t number, struct sink *out)
{
	const struct school *school = &pairs->candidates->registry->schools[number];
	sink_count(out, pairs->candidates->year);
	sink_byte(out, '\t');
	sink_escaped(out, school->municipality);
	sink_byte(out, '\t');
	sink_escaped(out, school->id);
	sink_byte(out, '\t');
}

static void write_pair(struct pairs *pairs, const struct supported *supported, struct sink *out)
{
	uint32_t curator = supported->curator;
	bool paired = curator != DICTIONARY_NONE;
	put_keys(pairs, supported->school, out);
	sink_string(out, !paired ? "unpaired" : supported->kept ? "kept" : "paired");
	sink_byte(out, '\t');
	if (paired)
		sink_escaped(out, pairs->candidates->registry->schools[curator].municipality);
	sink_byte(out, '\t');
	if (paired)
		sink_escaped(out, code_of(pairs, curator));
	sink_byte(out, '\t');
	if (paired)
		put_kilometres(out,
			distances_between(pairs->costs->distances, supported->school, curator));
	sink_byte(out, '\t');
	if (paired)
		sink_count(out, (uint64_t)supported->cost);
	sink_byte(out, '\t');
	if (paired)
		pair_costs_subjects(pairs->costs, supported->school, curator, out);
	sink_byte(out, '\t');
	explain(pairs, supported, out);
	sink_byte(out, '\n');
}

static int by_place(const struct pairs *pairs, uint32_t one, uint32_t other)
{
	int order = text_compare(pairs->candidates->registry->schools[one].municipality,
		pairs->candidates->registry->schools[other].municipality);
	return order ? order : text_compare(code_of(pairs, one), code_of(pairs, other));
}

static int compare_supported(const void *a, const void *b, void *pairs)
{
	return by_place(pairs, ((const struct supported *)a)->school,
		((const struct supported *)b)->school);
}

static int compare_schools(const void *a, const void *b, void *pairs)
{
	return by_place(pairs, *(const uint32_t *)a, *(const uint32_t *)b);
}

void pairs_write(struct pairs *pairs, struct sink *out)
{
	if (pairs->count)
		qsort_r(pairs->supported, pairs->count, sizeof *pairs->supported, compare_supported,
			pairs);
	for (uint32_t i = 0; i < pairs->count; i++)
		write_pair(pairs, &pairs->supported[i], out);
}

static void write_candidate(struct pairs *pairs, uint32_t school, struct sink *out)
{
	bool fit = pairs->states[school] == CANDIDATE_FIT;
	put_keys(pairs, school, out);
	sink_string(out, pairs->taken[school] ? "curator" : fit ? "free" : "unfit");
	sink_byte(out, '\t');
	if (fit)
		sink_count(out, candidates_places(pairs->candidates, school));
	sink_byte(out, '\t');
	sink_count(out, pairs->taken[school]);
	sink_byte(out, '\t');
	pair_costs_strengths(pairs->costs, school, out);
	sink_byte(out, '\t');
	candidates_explain(pairs->candidates, school, pairs->states[school], out);
	sink_byte(out, '\n');
}

/* The schools that are offered, fit, or curators by a pair that is kept. */
void pairs_write_candidates(struct pairs *pairs, const char *path)
{
	const struct offer *offers = pairs->candidates->offers.by_school;
	uint32_t *schools = memory_get(pairs->candidates->registry->count, sizeof *schools);
	size_t count = 0;
	struct sink out;
	for (uint32_t i = 0; i < pairs->candidates->registry->count; i++)
		if ((offers && offers[i].there) || pairs->states[i] == CANDIDATE_FIT ||
			pairs->taken[i])
			schools[count++] = i;
	if (count)
		qsort_r(schools, count, sizeof *schools, compare_schools, pairs);
	sink_open(&out, path, false);
	sink_string(
		&out, "year\tmunicipality\tschool_id\tstatus\tplaces\ttaken\tsubjects\treason\n");
	for (size_t i = 0; i < count; i++)
		write_candidate(pairs, schools[i], &out);
	sink_close(&out);
	free(schools);
}

void pairs_free(struct pairs *pairs)
{
	free(pairs->supported);
	free(pairs->states);
	free(pairs->curators);
	free(pairs->taken);
}
