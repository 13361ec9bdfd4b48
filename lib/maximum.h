/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * maximum: the largest score possible in a measure and year, from the scales.
 *
 * The scales know records, a measure only has its name, PROCEDURE-SUBJECT. So the scales' keys are
 * taken to be: `measure` the name, `exam` the procedure with or without the digits at its end,
 * `grade` those digits, `subject` what stands behind the first hyphen; any other key is empty:
 * vpr5-mat is exam=vpr5 or exam=vpr, grade=5, subject=mat.
 */
#ifndef SHNOR_MAXIMUM_H
#define SHNOR_MAXIMUM_H

#include "dated.h"

/* The maximum, in units of 10^-SCORE_PLACES, by the one line of the scales that holds; `column`
 * (if not empty) is the column it must speak of. None, several, or one that is not above 0 ends the
 * program with status 1. Says once if the line is not verified. */
wide maximum_score(
	const struct dated *scales, struct text measure, uint64_t year, struct text column);

#endif
