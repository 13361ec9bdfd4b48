/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pattern: a PCRE2 pattern from a table cell, over UTF-8, compiled once by the JIT.
 *
 * Patterns find anywhere in the text unless anchored, as in grep. Callers match once per distinct
 * value, not per record.
 */
#ifndef SHNOR_PATTERN_H
#define SHNOR_PATTERN_H

#include "text.h"

struct pattern;

/* Compiles the pattern. NULL if it is none: then `error` says why, with the place in it. */
struct pattern *pattern_compile(struct text source, char *error, size_t error_room);

/* Does the pattern occur in the text? A text that is not UTF-8 matches nothing. */
bool pattern_matches(struct pattern *pattern, struct text text);

/* Matches, and gives what group `number` caught (0: the whole match) as a slice of the text; an
 * empty text if the group took no part. False if the pattern does not match. */
bool pattern_capture(
	struct pattern *pattern, struct text text, unsigned number, struct text *caught);

/* How many groups the pattern has. */
unsigned pattern_groups(const struct pattern *pattern);

void pattern_free(struct pattern *pattern);

#endif
