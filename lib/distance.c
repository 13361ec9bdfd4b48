/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "distance.h"
#include "message.h"
#include "stream.h"

#include <math.h>
#include <stdlib.h>

enum { DEGREE_PLACES = 9 };

static const double earth_radius = 6371008.8; /* metres */

void distances_want_coordinates(struct distances *distances, struct registry *registry)
{
	distances->placed = true;
	distances->latitude = registry_keep(registry, text_of("latitude"));
	distances->longitude = registry_keep(registry, text_of("longitude"));
}

/* The angle in radians; NAN for an empty cell. */
static double read_angle(
	const struct registry *registry, uint32_t school, uint32_t column, int64_t most)
{
	struct text cell = registry_kept(registry, &registry->schools[school], column);
	wide units;
	if (!cell.length)
		return NAN;
	if (!number_decimal(cell, DEGREE_PLACES, &units) ||
		units < -most * number_power(DEGREE_PLACES) ||
		units > most * number_power(DEGREE_PLACES))
		fail(STATUS_USAGE,
			_("registry: school %s: column \"%s\": found %s, expected degrees from %d "
			  "to %d"),
			quote(registry->schools[school].id).string, registry->kept.texts[column].at,
			quote(cell).string, -(int)most, (int)most);
	return (double)units / (double)number_power(DEGREE_PLACES) * acos(-1) / 180;
}

void distances_place(struct distances *distances, const struct registry *registry)
{
	distances->registry = registry;
	if (!distances->placed)
		return;
	distances->angles = memory_get((size_t)registry->count * 2, sizeof(double));
	for (uint32_t i = 0; i < registry->count; i++) {
		distances->angles[2 * i] = read_angle(registry, i, distances->latitude, 90);
		distances->angles[2 * i + 1] = read_angle(registry, i, distances->longitude, 180);
		if (!isnan(distances->angles[2 * i]) && !isnan(distances->angles[2 * i + 1]))
			distances->any = true;
	}
}

/* The pair's name, whichever comes first. */
struct pair_name {
	uint32_t schools[2];
};

static struct text name_of(struct pair_name *name, uint32_t one, uint32_t other)
{
	name->schools[0] = one < other ? one : other;
	name->schools[1] = one < other ? other : one;
	return (struct text){(const char *)name->schools, sizeof name->schools};
}

static void add(struct distances *distances, uint32_t one, uint32_t other, uint64_t metres)
{
	struct pair_name name;
	uint32_t known = distances->pairs.count;
	uint32_t number = dictionary_add(&distances->pairs, name_of(&name, one, other));
	distances->metres = memory_grow(distances->metres, &distances->room, distances->pairs.count,
		sizeof *distances->metres);
	if (number == known || metres < distances->metres[number])
		distances->metres[number] = metres;
	distances->any = true;
}

/* The school that the code leads to, by its number. */
static bool find(const struct registry *registry, struct text code, uint32_t *number)
{
	const struct school *school = registry_find(registry, BY_CODE, code);
	if (school)
		*number = (uint32_t)(registry_heir(registry, school) - registry->schools);
	return school != NULL;
}

void distances_load(struct distances *distances, struct filter *filter, const char *path)
{
	enum { ONE, OTHER, KILOMETRES };
	static const char *const names[] = {"school_id", "other_id", "kilometres"};
	struct stream stream;
	stream_open(&stream, &path, 1);
	for (size_t i = 0; i <= KILOMETRES; i++)
		stream_want(&stream, names[i], true);
	stream_want(&stream, "origin", false);
	while (filter_next(filter, &stream)) {
		uint32_t schools[2] = {0, 0};
		wide metres;
		size_t at = 0;
		while (at <= OTHER && find(distances->registry, stream.values[at], &schools[at]))
			at++;
		if (at <= OTHER) {
			filter_reject(filter, &stream, "unknown school", names[at], at,
				"a school of the registry");
		} else if (!number_decimal(stream.values[KILOMETRES], DISTANCE_PLACES, &metres) ||
			metres < 0 || metres > 40000 * number_power(DISTANCE_PLACES)) {
			filter_reject(filter, &stream, "impossible distance", "kilometres",
				KILOMETRES, "kilometres, with at most 3 decimals");
		} else if (schools[0] == schools[1]) {
			account_skip(&filter->account, text_of("distance to itself"));
		} else {
			add(distances, schools[0], schools[1], (uint64_t)metres);
			filter->account.written++;
		}
	}
	stream_close(&stream);
}

/* The haversine formula: R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68 (1984). */
static double great_circle(const double one[2], const double other[2])
{
	double across = sin((other[0] - one[0]) / 2), along = sin((other[1] - one[1]) / 2);
	double half = across * across + cos(one[0]) * cos(other[0]) * along * along;
	return 2 * earth_radius * asin(sqrt(half > 1 ? 1 : half));
}

uint64_t distances_between(const struct distances *distances, uint32_t one, uint32_t other)
{
	struct pair_name name;
	uint32_t number = distances->pairs.count
		? dictionary_find(&distances->pairs, name_of(&name, one, other))
		: DICTIONARY_NONE;
	if (number != DICTIONARY_NONE)
		return distances->metres[number];
	if (!distances->angles)
		return DISTANCE_UNKNOWN;
	/* To a tenth of a kilometre, so that no machine's last digit can show. */
	double metres = great_circle(&distances->angles[2 * one], &distances->angles[2 * other]);
	return isnan(metres) ? DISTANCE_UNKNOWN : (uint64_t)round(metres / 100) * 100;
}

void distances_free(struct distances *distances)
{
	free(distances->angles);
	free(distances->metres);
	dictionary_empty(&distances->pairs);
}
