/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * distance: how far schools are from each other, in whole metres, from a stream of distances or from
 * the coordinates in the registry. Schools are given by their number in the registry.
 *
 * The stream has the columns school_id, other_id and kilometres; what holds one way holds the other. Of a
 * pair without a line the coordinates tell: the great circle on a sphere of 6371.0088 km (mean radius of
 * the Earth, IUGG), which is less than any road.
 */
#ifndef SHNOR_DISTANCE_H
#define SHNOR_DISTANCE_H

#include "filter.h"
#include "registry.h"

#define DISTANCE_UNKNOWN UINT64_MAX

enum { DISTANCE_PLACES = 3 }; /* metres, as decimals of a kilometre */

struct distances {
	const struct registry *registry;
	bool placed; /* the registry has coordinates */
	uint32_t latitude, longitude;
	double *angles; /* [school]{latitude, longitude}, radians; NAN: not known */
	struct dictionary pairs;
	uint64_t *metres; /* by pair */
	size_t room;
	bool any; /* some distance may be known */
};

/* Asks the registry, before it is loaded, for the columns latitude and longitude (degrees). */
void distances_want_coordinates(struct distances *distances, struct registry *registry);

/* Reads the coordinates, where they were asked for; what is none ends the program with status 2. */
void distances_place(struct distances *distances, const struct registry *registry);

/* Adds the stream; its lines count in the filter's account. Of two lines of one pair the shorter counts. */
void distances_load(struct distances *distances, struct filter *filter, const char *path);

/* The distance in metres or DISTANCE_UNKNOWN. */
uint64_t distances_between(const struct distances *distances, uint32_t one, uint32_t other);

void distances_free(struct distances *distances);

#endif
