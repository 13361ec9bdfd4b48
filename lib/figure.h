/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure: numbers as people write them in Russia, made such as the streams have them. Both work in
 * place, on UTF-8, and leave alone what is no such number.
 */
#ifndef SHNOR_FIGURE_H
#define SHNOR_FIGURE_H

/* Digits, one comma, digits: the comma becomes a point. */
void figure_set_point(char *start, const char *end);

/* Digits in groups of three behind separators (a space, no-break or narrow, or a comma): only the
 * digits stay. Returns the new end. */
char *figure_join_thousands(char *start, char *end);

#endif
