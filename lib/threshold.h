/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * threshold: the threshold rule, by which a school is on the list of schools with low results.
 *
 * A procedure is low when at least (or: more than) a given share of its participants had a low
 * result. A school is low in year Y when (A) enough procedures of Y are low, or (B) a procedure was
 * low in Y and one (or: the same one) in Y-1. Source: Orenburg region, order 01-21/801, annex 1,
 * and 3.3 of the concept; "the same procedure" after Omsk region, 2025. Shares are compared as
 * integers.
 */
#ifndef SHNOR_THRESHOLD_H
#define SHNOR_THRESHOLD_H

#include "sink.h"
#include "window.h"

enum threshold_repeat { REPEAT_ANY, REPEAT_SAME, REPEAT_OFF };

struct threshold_rule {
	struct fraction share;
	bool more_than;      /* else: at least */
	uint64_t procedures; /* branch A: how many are low */
	enum threshold_repeat repeat;
	uint64_t least_n; /* procedures with fewer participants do not count */
};

enum threshold_class { THRESHOLD_LOW, THRESHOLD_NOT_LOW, THRESHOLD_NO_DATA };

/* What the rule says of a school and year, or years. */
struct threshold_verdict {
	enum threshold_class class;
	bool branch_a, branch_b;
	size_t counted;     /* procedures that count */
	size_t low;         /* of them */
	size_t small;       /* left out for too few participants */
	bool judged_before; /* the year before had procedures that count */
};

/* The word for the class in the streams: low, not_low, no_data. */
const char *threshold_word(enum threshold_class class);

/* Have enough pupils taken part for the result to count? */
bool threshold_counts(const struct threshold_rule *rule, const struct result *result);

/* Does the result count, and is it low? */
bool threshold_is_low(const struct threshold_rule *rule, const struct result *result);

/* Judges a school by the sums of a window and of the window that ends a year before. */
struct threshold_verdict threshold_judge(
	const struct threshold_rule *rule, const struct window *window);

/* Writes the evidence: each low procedure as `oge-mat 5/14 = 0.357` behind the branch it speaks
 * for, and what could not be judged; of a window of several years also which they are, and which of
 * them have no results. Escaped for the streams. */
void threshold_explain(const struct threshold_rule *rule, const struct threshold_verdict *verdict,
	const struct window *window, struct sink *out);

#endif
