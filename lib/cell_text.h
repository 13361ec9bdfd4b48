/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cell_text: a text as a cell of an .xlsx file holds it (ECMA-376, ST_Xstring).
 *
 * What would be read as the escape of a character is escaped itself: `_x0041_` becomes `_x005F_x0041_`.
 * Other controls than a line break, which are of no use in a cell, become spaces, and what is no UTF-8
 * becomes U+FFFD.
 */
#ifndef SHNOR_CELL_TEXT_H
#define SHNOR_CELL_TEXT_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

enum { CELL_TEXT_LONGEST = 32767 }; /* characters of Excel, counted as UTF-16 */

/* The most bytes that the text can take. */
static inline size_t cell_text_room(struct text text)
{
	size_t most = (size_t)4 * CELL_TEXT_LONGEST; /* bytes that it takes of a text */
	return 7 * (text.length < most ? text.length : most);
}

/* Writes the text at `at`; returns the end. A text that is longer than a cell holds is cut, with *cut set. */
char *cell_text_put(char *at, struct text text, bool *cut);

#endif
