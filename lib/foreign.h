/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * foreign: files that look as if they held a table, and hold none that is read here: what they are,
 * and what to do about it. They are known by what is in them, whatever their name.
 */
#ifndef SHNOR_FOREIGN_H
#define SHNOR_FOREIGN_H

#include "text.h"

/* What a file is that starts so, in words that live as long as the program; NULL for what may well be
 * text. `start` is some hundred bytes, or the whole file. */
const char *foreign_start(struct text start);

/* What the members of a ZIP file tell. Starts as {0}. */
struct foreign_members {
	bool workbook;        /* an .xlsx file */
	bool binary_workbook; /* .xlsb */
	bool sheets, document, mimetype, content;
};

/* Takes the name of one of the members into account. */
void foreign_look(struct foreign_members *members, const char *name);

/* Is it what is left of an .xlsx file? */
bool foreign_damaged(const struct foreign_members *members);

/* What the ZIP file is, as foreign_start() has it; NULL for a workbook that is read, or mere files. */
const char *foreign_zip(const struct foreign_members *members);

#endif
