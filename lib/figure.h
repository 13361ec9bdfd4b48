/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure: numbers as people write them in Russia, made such as the streams have them: in place, on
 * UTF-8, and what is no such number is left alone.
 */
#ifndef SHNOR_FIGURE_H
#define SHNOR_FIGURE_H

#include "text.h"

/* Is there nothing but digits and what stands among them (space . , % + -)? An empty text is no figure. */
bool figure_only(struct text text);

/* Digits, one comma, digits: the comma becomes a point. A percent sign behind a number goes, and the blank
 * before it. Returns the new end. */
char *figure_set_point(char *start, char *end);

/* Digits in groups of three behind separators, all the same (a space, no-break or narrow, or a comma),
 * and no zero in front: only the digits stay. Returns the new end. */
char *figure_join_thousands(char *start, char *end);

/* A year as people write it (see calendar_written_year): four digits stay. Returns the new end. */
char *figure_set_year(char *start, char *end);

#endif
