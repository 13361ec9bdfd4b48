/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"
#include "estimate.h"
#include "message.h"
#include "omission.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A component of a school, normalised. */
struct part {
	bool present, bounded;
	uint64_t n, years;
	double value;
	struct bounds bounds;
};

/* What a composite of one year is worked out with. */
struct work {
	const struct composition *given;
	struct indicator_lines *indicators;
	const struct composite *composite;
	uint64_t year;
	enum presence *presence;    /* in the year, by school */
	uint64_t gone;              /* schools that were there before only, over all years */
	struct estimate *estimates; /* of one component, by school */
	struct part *parts;         /* by school, then component */
	uint64_t *years;            /* by component: those with data, as bits */
	struct omission *omissions; /* by component, over all years */
	double *weights, *values;   /* of one school's components */
	struct bounds *bounds;
	struct key key;
	bool *seen;  /* by component: some year has data of it */
	bool faulty; /* something could not be normalised, or has no data at all */
};

/* A larger value does not fit the stream. */
static const double LARGEST = 1e24;

static struct part *part_of(const struct work *work, uint32_t school, size_t number)
{
	return &work->parts[(size_t)school * work->composite->count + number];
}

/* "results_index 2024", with the pool if there are several: what a message is about. */
struct subject {
	char string[256];
};

static struct subject name_subject(const struct work *work, const struct pool *pool)
{
	struct subject subject;
	int used = snprintf(subject.string, sizeof subject.string, "%s %" PRIu64,
		work->composite->name.at, work->year);
	if (pool && work->given->pools->named)
		snprintf(subject.string + used, sizeof subject.string - (size_t)used,
			_(", pool %s"), quote(pool->name).string);
	return subject;
}

static _Noreturn void fail_school(const struct work *work, uint32_t school)
{
	fail(STATUS_DATA, _("%s: the value of school %s does not fit; the numbers cannot be right"),
		name_subject(work, NULL).string, quote(work->given->panel->schools[school]).string);
}

/* Tells, and counts, that the component is left out of the year and pool, and why. */
static void take_fault(struct work *work, size_t number, const struct pool *pool,
	enum normalization_fault fault, size_t count)
{
	const char *measure = work->composite->components[number].measure.at;
	struct omission *omission = &work->omissions[number];
	struct subject subject = name_subject(work, pool);
	bool lone = fault == NORMALIZATION_ONE && work->given->pools->named;
	bool omitted = lone || work->given->omit_constant;
	void (*tell)(const char *format, ...) MESSAGE_FORMAT(1) = omitted ? message_note : message;
	if (fault == NORMALIZATION_ONE) {
		omission->alone++;
		tell(_("%s: only one school has %s; it is left out there"), subject.string,
			measure);
	} else if (fault == NORMALIZATION_CONSTANT) {
		omission->constant++;
		tell(_("%s: %s is the same for all %zu schools that have it; it is left out there"),
			subject.string, measure, count);
	} else {
		omission->constant++;
		tell(_("%s: the largest value of %s, which %zu school(s) have, is not above 0; "
		       "it is left out there"),
			subject.string, measure, count);
	}
	work->faulty = work->faulty || !omitted;
}

/* A value beyond fixed bounds is on another scale, or the bounds are wrong. */
static void check_bounds(
	const struct work *work, const struct component *component, uint32_t school, wide value)
{
	const struct normalization *normalization = &component->normalization;
	char texts[3][NUMBER_ROOM];
	const wide numbers[3] = {value, normalization->low, normalization->high};
	if (!normalization->fixed || (value >= normalization->low && value <= normalization->high))
		return;
	for (size_t i = 0; i < 3; i++)
		texts[i][number_print(texts[i], numbers[i], RAW_PLACES, true)] = '\0';
	fail(STATUS_DATA, _("%s: school %s: %s is %s, expected %s to %s"),
		name_subject(work, NULL).string, quote(work->given->panel->schools[school]).string,
		component->measure.at, texts[0], texts[1], texts[2]);
}

/* The values of those schools of the pool that have the component; free() releases them. */
static wide *collect_values(const struct work *work, const struct component *component,
	const struct pool *pool, size_t *count)
{
	wide *values = memory_get(pool->count, sizeof *values);
	*count = 0;
	for (size_t i = 0; i < pool->count; i++) {
		const struct estimate *estimate = &work->estimates[pool->schools[i]];
		if (!estimate->known)
			continue;
		check_bounds(work, component, pool->schools[i], estimate->value);
		values[(*count)++] = estimate->value;
	}
	return values;
}

static void read_part(struct part *part, const struct ruler *ruler, const struct estimate *estimate)
{
	bool down = ruler->normalization.down;
	*part = (struct part){.present = true,
		.bounded = estimate->bounded,
		.n = estimate->seen.n,
		.years = estimate->years,
		.value = ruler_read(ruler, estimate->value)};
	if (!estimate->bounded)
		return;
	part->bounds.low = ruler_read(ruler, down ? estimate->high : estimate->low);
	part->bounds.high = ruler_read(ruler, down ? estimate->low : estimate->high);
}

/* Normalises the component of that number within the pool. */
static void normalize_pool(struct work *work, size_t number, const struct pool *pool)
{
	const struct component *component = &work->composite->components[number];
	struct ruler ruler;
	size_t count;
	wide *values = collect_values(work, component, pool, &count);
	if (count) {
		enum normalization_fault fault =
			ruler_make(&ruler, &component->normalization, values, count);
		if (fault != NORMALIZATION_WELL) {
			take_fault(work, number, pool, fault, count);
			count = 0;
		}
	}
	free(values);
	if (!count)
		return;
	estimate_bounds(work->estimates, pool->schools, pool->count, component);
	for (size_t i = 0; i < pool->count; i++) {
		uint32_t school = pool->schools[i];
		if (work->estimates[school].known)
			read_part(part_of(work, school, number), &ruler, &work->estimates[school]);
	}
	ruler_free(&ruler);
}

static bool fits(double value)
{
	return fabs(value) < LARGEST;
}

/* Gathers the line of COMPOSITE or, with a name, of COMPOSITE:NAME. */
static void add_line(struct work *work, uint32_t school, const char *name, uint64_t n, double value,
	const struct bounds *bounds)
{
	struct interval interval = {0, 0};
	if (!fits(value) || (bounds && (!fits(bounds->low) || !fits(bounds->high))))
		fail_school(work, school);
	if (bounds)
		interval = (struct interval){number_units(bounds->low), number_units(bounds->high)};
	key_start(&work->key);
	panel_add_keys(work->given->panel, school, work->year, &work->key);
	key_add_field(&work->key, work->composite->name);
	if (name) {
		work->key.bytes[work->key.length - 1] = ':';
		key_add_field(&work->key, text_of(name));
	}
	indicator_lines_add(work->indicators, key_text(&work->key), n, number_units(value),
		bounds ? &interval : NULL);
}

static double weighted_mean(size_t count, const double *weights, const double *values)
{
	double sum = 0, all = 0;
	for (size_t i = 0; i < count; i++) {
		sum += weights[i] * values[i];
		all += weights[i];
	}
	return sum / all;
}

/* The lines of a school that has any component. */
static void add_school(struct work *work, uint32_t school)
{
	const struct composite *composite = work->composite;
	struct bounds bounds = {0, 0};
	uint64_t years = 0;
	size_t count = 0;
	bool bounded = true;
	for (size_t i = 0; i < composite->count; i++) {
		const struct part *part = part_of(work, school, i);
		if (!part->present)
			continue;
		add_line(work, school, composite->components[i].measure.at, part->n, part->value,
			part->bounded ? &part->bounds : NULL);
		work->weights[count] = composite->components[i].weight;
		work->values[count] = part->value;
		work->bounds[count++] = part->bounds;
		bounded = bounded && part->bounded;
		years |= part->years;
	}
	if (!count)
		return;
	if (bounded)
		bounds = interval_weighted_mean(count, work->weights, work->values, work->bounds);
	add_line(work, school, NULL, count, weighted_mean(count, work->weights, work->values),
		bounded ? &bounds : NULL);
	add_line(work, school, "years", composite->window, __builtin_popcountll(years), NULL);
}

/* A school that closed lives on in the window, but it can be compared with nobody any more. */
static void find_presence(struct work *work)
{
	const struct panel *panel = work->given->panel;
	presence_find(work->presence, panel, work->composite, work->year);
	for (uint32_t i = 0; i < panel->school_count; i++)
		work->gone += work->presence[i] == PRESENCE_BEFORE;
}

static void make_year(struct work *work)
{
	const struct composition *given = work->given;
	const struct composite *composite = work->composite;
	find_presence(work);
	memset(work->parts, 0, given->panel->school_count * composite->count * sizeof *work->parts);
	for (size_t i = 0; i < composite->count; i++) {
		struct estimate_account account = estimate_schools(work->estimates, given->panel,
			work->presence, &composite->components[i], work->year, given->scales);
		work->years[i] = account.years;
		work->seen[i] = work->seen[i] || account.years;
		work->omissions[i].small += account.small;
		work->omissions[i].unknown += account.unknown;
		for (uint32_t pool = 0; pool < given->pools->count; pool++)
			normalize_pool(work, i, &given->pools->items[pool]);
	}
	omission_tell_windows(composite, work->year, work->years);
	for (uint32_t school = 0; school < given->panel->school_count; school++)
		add_school(work, school);
}

/* Without a component of the table the composite is another one: mostly its name is misspelled. */
static void tell_unseen(struct work *work)
{
	const struct composite *composite = work->composite;
	for (size_t i = 0; i < composite->count; i++) {
		if (work->seen[i])
			continue;
		message(_("%s: there is nothing of %s in the data; %s is made without it"),
			table_place(&work->given->composites->table, composite->components[i].row)
				.string,
			quote(composite->components[i].measure).string, composite->name.at);
		work->faulty = true;
	}
}

static void make_composite(struct work *work)
{
	size_t count = work->composite->count, schools = work->given->panel->school_count;
	work->parts = memory_get(schools * count, sizeof *work->parts);
	work->years = memory_get(count, sizeof *work->years);
	work->omissions = memory_get(count, sizeof *work->omissions);
	work->weights = memory_get(count, sizeof *work->weights);
	work->values = memory_get(count, sizeof *work->values);
	work->bounds = memory_get(count, sizeof *work->bounds);
	work->seen = memory_get(count, sizeof *work->seen);
	memset(work->seen, 0, count * sizeof *work->seen);
	work->gone = 0;
	for (size_t i = 0; i < work->given->panel->year_count; i++) {
		work->year = work->given->panel->years[i];
		make_year(work);
	}
	omission_tell(work->composite, work->gone, work->omissions);
	tell_unseen(work);
	free(work->seen);
	free(work->parts);
	free(work->years);
	free(work->omissions);
	free(work->weights);
	free(work->values);
	free(work->bounds);
}

bool composition_make(const struct composition *composition, struct indicator_lines *indicators)
{
	struct work work = {.given = composition, .indicators = indicators};
	work.estimates = memory_get(composition->panel->school_count, sizeof *work.estimates);
	work.presence = memory_get(composition->panel->school_count, sizeof *work.presence);
	for (size_t i = 0; i < composition->composites->count; i++) {
		work.composite = &composition->composites->items[i];
		make_composite(&work);
	}
	free(work.estimates);
	free(work.presence);
	key_free(&work.key);
	return !work.faulty;
}
