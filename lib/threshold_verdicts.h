/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * threshold_verdicts: the threshold rule as shnor-classify runs it, from its options over the shares
 * that it reads to the lines of classes.
 */
#ifndef SHNOR_THRESHOLD_VERDICTS_H
#define SHNOR_THRESHOLD_VERDICTS_H

#include "certainty.h"
#include "filter.h"
#include "markers.h"
#include "selection.h"
#include "share.h"
#include "threshold.h"

/* The texts of the options of these names; NULL: not given. */
struct threshold_options {
	const char *share, *compare, *procedures, *repeat, *measures, *min_n, *pooled, *small,
		*biased, *biased_use;
};

enum biased_use { BIASED_NAME, BIASED_DROP, BIASED_KEEP };

struct threshold_verdicts {
	struct threshold_rule rule;
	struct selection measures;
	bool spans[WINDOW_LONGEST + 1]; /* windows of which spans are judged besides single years */
	uint64_t small; /* of schools that have a procedure of Y with fewer participants */
	struct markers markers;
	enum biased_use biased_use;
	struct results results;
	struct certainty certainty;
};

/* Reads the options; a wrong one ends the program with status 2. */
void threshold_verdicts_read(
	struct threshold_verdicts *verdicts, const struct threshold_options *options);

/* Is it the share of a measure that counts? */
bool threshold_verdicts_want(const struct threshold_verdicts *verdicts, struct text indicator);

/* Takes a line that is wanted; *skip says why it does not count. */
enum indicator_use threshold_verdicts_take(struct threshold_verdicts *verdicts,
	const struct indicator *line, struct text *skip, struct defect *defect);

/* Writes the verdict on every school in every year that any school has results of, by year,
 * municipality and school; behind it those on the windows of small schools, by span, in years that
 * they have results in. The registry (which may be empty) tells why a school has none. */
void threshold_verdicts_write(struct threshold_verdicts *verdicts, const struct registry *registry,
	struct filter *filter);

void threshold_verdicts_free(struct threshold_verdicts *verdicts);

#endif
