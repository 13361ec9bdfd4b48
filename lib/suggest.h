/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * suggest: a draft of a map for a table nobody has written one for.
 *
 * What a column is called in the records is looked up in a table of the headers met so far:
 *
 *   pattern  PCRE2, for a header; the first line that fits counts
 *   column   the column of the records
 *   type     of the map: number or empty
 *   source   of the map: who writes the column so
 *
 * The draft is a map that layout_load() accepts and that fits the table, with what a person needs to
 * finish it in comments: the first values of every column, and what seems to be missing. Values of
 * columns that hold personal data, or might, are not in it.
 */
#ifndef SHNOR_SUGGEST_H
#define SHNOR_SUGGEST_H

#include "parts.h"
#include "sink.h"

/* common/headers.tsv in a folder of $SHNOR_PIPELINES or where the pipelines are installed or
 * checked out beside the program; NULL if it is nowhere. It lives until the next call. */
const char *suggest_headers_path(void);

/* Writes a draft for the table that parts_next() moved to; some of its rows are read. Without a path
 * of headers nothing is recognised, which a comment tells. Faults in the table of headers end the
 * program with status 2. False, with the fault and nothing written, if the table has no row. */
bool suggest_map(
	struct sink *out, struct parts *parts, const char *headers_path, const char **fault);

#endif
