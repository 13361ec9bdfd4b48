/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evidence: what a row of a stream of results says, in words and numbers a reader can find again.
 */
#ifndef SHNOR_EVIDENCE_H
#define SHNOR_EVIDENCE_H

#include "result_kind.h"
#include "wording.h"

/* Adds the row's own reason, where its kind has one and it is told; else its figures:
 *
 *   dynamics    oge-mat:share 0.273 in 2023, 0.318 in 2024
 *   indicators  oge-mat:share 0.357 (n 14)
 *   programme   teachers_diagnosed 7/10 = 0.7
 *   risks       equipment internet_quality 0.4 (n 10)
 *   others      the word that its kind is about: a class, a status
 *
 * `values` are by number of the kind's columns. */
void evidence_add(struct wording *into, const struct result_kind *kind, const struct text *values);

#endif
