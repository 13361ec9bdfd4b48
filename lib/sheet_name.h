/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet_name: what Excel takes for the name of a sheet. Characters are counted as it does, in UTF-16.
 */
#ifndef SHNOR_SHEET_NAME_H
#define SHNOR_SHEET_NAME_H

#include "text.h"

enum { SHEET_NAME_LONGEST = 31 };

/* What is wrong with the name; NULL: nothing. */
const char *sheet_name_fault(struct text name);

/* Are they one name for Excel, which takes capitals and small letters for the same? */
bool sheet_name_same(struct text one, struct text other);

/* The start of the name, of at most so many characters. */
struct text sheet_name_start(struct text name, size_t characters);

#endif
