/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts: the tables in a source file: one in a text file or workbook, one in each member of a ZIP
 * file.
 */
#ifndef SHNOR_PARTS_H
#define SHNOR_PARTS_H

#include "dictionary.h"
#include "pattern.h"
#include "rows.h"

struct parts {
	/* Set before parts_open(). */
	const char *encoding;    /* NULL: found */
	char delimiter;          /* 0: found */
	const char *sheet;       /* of workbooks; NULL: the first one seen */
	struct pattern *members; /* of ZIP files */

	const char *path;
	struct source *source; /* a text or workbook that was not handed out yet */
	struct zip *zip;
	struct dictionary read; /* the names of its members that were handed out */
	const char *fault;      /* why nothing in the file can be read */
	int file;
	char *name; /* of the table at hand: the path, or path/member */
	struct rows rows;
	bool open, readable;
};

/* Opens the file; "-" is standard input. */
void parts_open(struct parts *parts, const char *path);

/* Moves to the next table: name and rows are set. False when there is none left. What cannot be
 * read as a table is handed out too, with `readable` false and rows.fault saying why; so is a ZIP file
 * without a member to read. */
bool parts_next(struct parts *parts);

void parts_close(struct parts *parts);

#endif
