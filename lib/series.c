/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series.h"
#include "memory.h"

#include <stdlib.h>

void series_add(struct series *series, const struct point *point)
{
	/* There are many series, and mostly few years: no room is kept for years that do not come. */
	if (series->count == series->room) {
		series->room += 1 + series->room / 4;
		series->points =
			memory_resize(series->points, series->room, sizeof *series->points);
	}
	series->points[series->count++] = *point;
}

const struct point *series_find(const struct series *series, uint64_t year)
{
	for (size_t i = 0; i < series->count; i++)
		if (series->points[i].year == year)
			return &series->points[i];
	return NULL;
}

static int compare_points(const void *a, const void *b)
{
	uint64_t one = ((const struct point *)a)->year, other = ((const struct point *)b)->year;
	return (one > other) - (one < other);
}

void series_sort(struct series *series)
{
	if (series->count)
		qsort(series->points, series->count, sizeof *series->points, compare_points);
}
