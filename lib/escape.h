/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * escape: the streams' way to write a tab, line feed, carriage return or backslash inside a value:
 * \t \n \r \\. Nothing here allocates or fails.
 */
#ifndef SHNOR_ESCAPE_H
#define SHNOR_ESCAPE_H

#include "text.h"

/* Writes the text with escapes at `at`, where twice its length must fit; returns the length. */
size_t escape_put(char *at, struct text text);

/* Writes the text without escapes at `at`, where its length must fit; returns the length. A
 * backslash before any other letter stands for itself. */
size_t escape_undo(char *at, struct text text);

#endif
