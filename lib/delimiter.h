/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimiter: what parts the fields of a text that does not say.
 */
#ifndef SHNOR_DELIMITER_H
#define SHNOR_DELIMITER_H

#include "text.h"

/* The one of ; tab | , that stands equally often in most lines of the text, for that is what a table
 * looks like: title lines above it, and commas and semicolons in its texts, come and go. Of two with
 * as many lines the one that makes more columns, a comma more than which may be that of a decimal;
 * in doubt the semicolon. With `more`, the text goes on, and its last line may be cut off. */
char delimiter_find(struct text start, bool more);

#endif
