/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimited: records out of CSV and TSV files, as libcsv understands them.
 *
 * A line without a quote is split directly; a record with quotes, which may span lines, goes
 * through libcsv (not strict: a quote inside an unquoted field, or a single one inside a quoted
 * field, is part of the text, as Excel has it). Fields are raw bytes of the file's encoding, dead
 * at the next delimited_next().
 */
#ifndef SHNOR_DELIMITED_H
#define SHNOR_DELIMITED_H

#include "encoding.h"
#include "reader.h"
#include "scan.h"

struct delimited {
	struct reader reader;
	char delimiter;
	const struct encoding *encoding;
	size_t columns; /* set by the caller after the header: how many fields a record must have */

	struct text *fields;
	size_t count;
	uint64_t line;     /* where the record starts, from 1 */
	struct text raw;   /* the whole record as it stands in the file */
	bool unended;      /* it is the last one, and has no line end */
	const char *fault; /* after DELIMITED_BROKEN, and when the file as a whole cannot be read */

	struct scan scan;
	struct text *own_fields; /* of records that are not simple */
	size_t field_room;
	struct delimited_quoted *quoted;
	size_t pending; /* bytes and lines of the record handed out, to move behind next time */
	uint64_t pending_lines;
};

enum delimited_result {
	DELIMITED_RECORD,
	DELIMITED_BROKEN, /* the line makes no record and has no fields; raw, line and fault are set */
	DELIMITED_END,
};

/* Opens the file, drops a BOM, and settles encoding and delimiter: those given, or (NULL, 0) what
 * the first 64 KiB speak for. UTF-16 becomes UTF-8 on the way. False, with the fault, for a file that
 * is no text. */
bool delimited_open(struct delimited *file, const char *path, const char *encoding, char delimiter);

/* The same over a source that is open already, and becomes the file's; `name` is for messages. */
bool delimited_start(struct delimited *file, struct source *source, const char *name,
	const char *encoding, char delimiter);

/* The next record; blank lines are passed over. A record over several lines with a wrong number of
 * fields, or with a quote in a quoted field that is neither doubled nor its end, is taken for a
 * stray quote: its first line alone is broken, reading goes on behind it. */
enum delimited_result delimited_next(struct delimited *file);

void delimited_close(struct delimited *file);

#endif
