/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_verdict: which verdicts may be published beside figures that are hidden.
 *
 * A verdict that the published figures do not explain by themselves tells how the hidden ones must
 * have come out: of the only pupil of a procedure, that he failed. So a verdict by the threshold
 * rule is published where it is the same whether no hidden procedure is low or all of them are, and
 * some that counts is published. That is decided by what is published alone, so that a verdict
 * which is withheld tells nothing either. For a verdict by two indices see public_index.h; verdicts
 * by other rules, and over several years together, are not published.
 */
#ifndef SHNOR_PUBLIC_VERDICT_H
#define SHNOR_PUBLIC_VERDICT_H

#include "public_index.h"
#include "selection.h"
#include "suppression.h"
#include "table.h"
#include "threshold.h"

struct public_verdicts {
	struct table table; /* settings of the rule; without rows no threshold verdict is shown */
	struct threshold_rule rule;
	struct selection measures;
	struct public_indices indices;
	struct arena arena;
	/* The results if no procedure that is hidden is low, and if all of them are. */
	struct results least, most;
	struct window least_window, most_window;
};

/* What the published figures make of a school and year. */
struct public_verdict {
	bool told; /* by them alone */
	bool branch_a, branch_b;
	const char *class; /* the word; where it is told */
};

/* Loads the settings, options of shnor-classify; faults are told, table_check() ends the program.
 */
void public_verdicts_load(
	struct public_verdicts *verdicts, const char *const *paths, size_t path_count);

/* Reads them, once they have been checked. */
void public_verdicts_read(struct public_verdicts *verdicts);

/* Adds a share, `low` of n, once the suppression is settled. */
void public_verdicts_add(struct public_verdicts *verdicts, const struct suppression *suppression,
	const struct suppression_place *place, struct text measure, uint64_t n, uint64_t low);

/* What the published figures say by the threshold rule. */
struct public_verdict public_verdicts_judge(
	struct public_verdicts *verdicts, struct text year, struct text school);

/* May the verdict be published? */
bool public_verdicts_shown(struct public_verdicts *verdicts, const struct public_row *row);

void public_verdicts_free(struct public_verdicts *verdicts);

#endif
