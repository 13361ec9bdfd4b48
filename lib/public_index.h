/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_index: may a verdict by two indices be published beside figures that are hidden?
 *
 * Which side of its cut an index lies on tells of the components that are hidden, if the others do
 * not decide it. So a verdict is published where it is the same whatever the hidden components are,
 * from the lowest to the highest that any school has in that year. A component is hidden where its
 * measure is, in any year of its window; a coarse share is not.
 *
 * An index is the mean of its components by their weights (see composition.h). Where its cut lies is
 * taken from the verdicts: between the highest index that is low and the lowest that is high, among
 * the schools that are judged together: of the region, or of a municipality.
 */
#ifndef SHNOR_PUBLIC_INDEX_H
#define SHNOR_PUBLIC_INDEX_H

#include "key.h"
#include "quadrant.h"
#include "suppression.h"
#include "table.h"

/* An index of a school and year. */
struct public_index {
	bool has_value;
	wide value;
	wide weights, least, most; /* sums over the components, at the ends of what they may be */
};

/* A component of one, and what all schools have of it. */
struct public_component {
	uint32_t index, range;
	wide value, weight;
	bool hidden;
};
struct public_range {
	wide lo, hi;
};

/* The schools that are judged together by an index. */
struct public_group {
	bool has_low, has_high;
	wide low, high; /* the highest that is low, the lowest that is high */
};

struct public_indices {
	struct table table; /* of composites; without rows no verdict is told */
	struct text names[QUADRANT_INDICES];
	struct key key;
	struct dictionary index_keys, range_keys, group_keys;
	struct public_index *indices;
	struct public_component *components;
	struct public_range *ranges;
	struct public_group *groups;
	size_t index_room, component_room, component_count, range_room, group_room;
};

/* A row of the stream of verdicts. */
struct public_row {
	struct text year, municipality, school, rule, class;
};

/* Loads the tables of composites; faults are told, table_check() ends the program. */
void public_indices_load(
	struct public_indices *indices, const char *const *paths, size_t path_count);

/* Adds an index (`part` empty) or a component of one, once the suppression is settled. Others are
 * passed over. */
void public_indices_add(struct public_indices *indices, const struct suppression *suppression,
	const struct suppression_place *place, struct text index, struct text part, wide value);

/* Works out what each index may be, after all have been added. */
void public_indices_settle(struct public_indices *indices);

/* Takes in a verdict, for where the cuts lie. */
void public_indices_judged(struct public_indices *indices, const struct public_row *row);

/* Do the published figures decide the verdict? After all have been taken in. */
bool public_indices_told(struct public_indices *indices, const struct public_row *row);

void public_indices_free(struct public_indices *indices);

#endif
