/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_index: may a verdict by two indices be published beside figures that are hidden?
 *
 * Which side of its cut an index lies on tells of every component that is not known. A component
 * that is normalised has no bounds that a reader is sure of: bounds made of what all schools have
 * would be made of hidden figures too, and bounds made of the published ones fail, for means are
 * hidden near the ends of their scales; a verdict withheld because they fail would tell that they
 * do. So a verdict is published where all components of both indices can be made of what is
 * published: where the statistic that the component is of, a mean or a share, is shown whole in
 * every year of its window that the school has data of. A coarse share is not whole. This depends
 * on what is shown alone, so that a verdict which is withheld tells nothing. All that is our
 * decision.
 *
 * Where the cuts lie rests on all schools together, and is taken for known.
 */
#ifndef SHNOR_PUBLIC_INDEX_H
#define SHNOR_PUBLIC_INDEX_H

#include "key.h"
#include "quadrant.h"
#include "suppression.h"
#include "table.h"

/* An index of a school and year. */
struct public_index {
	bool has_value, has_component, has_hidden;
};

struct public_indices {
	struct table table; /* of composites; without rows no verdict is told */
	struct text names[QUADRANT_INDICES];
	struct key key;
	struct dictionary keys; /* year, school and name of an index */
	struct public_index *indices;
	size_t index_room;
};

/* A row of the stream of verdicts. */
struct public_row {
	struct text year, municipality, school, rule, class;
};

/* Loads the tables of composites; faults are told, table_check() ends the program. */
void public_indices_load(
	struct public_indices *indices, const char *const *paths, size_t path_count);

/* Adds that a school has an index (`part` empty) or a component of one, once the suppression is
 * settled. Others are passed over. */
void public_indices_add(struct public_indices *indices, const struct suppression *suppression,
	const struct suppression_place *place, struct text index, struct text part);

/* Do the published figures decide the verdict? After all have been added. */
bool public_indices_told(struct public_indices *indices, const struct public_row *row);

void public_indices_free(struct public_indices *indices);

#endif
