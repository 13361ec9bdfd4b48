/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * result_kind: the streams of results that recommendations are made from, told apart by their columns.
 *
 * A kind knows the columns of its stream by number, in the order of `columns`, and which words some of
 * them can hold, so that a table that asks for anything else is found out before data is read.
 */
#ifndef SHNOR_RESULT_KIND_H
#define SHNOR_RESULT_KIND_H

#include "stream.h"

enum { RESULT_COLUMNS = 20 }; /* no kind has more */

/* What a column can hold, parted by spaces; empty is always possible. */
struct result_words {
	const char *column, *words;
};

struct result_kind {
	const char *name;
	const char *columns; /* parted by spaces */
	const char *marks;   /* those that no other kind has all of */
	const char *year;    /* the column with the year it tells of */
	bool of_programme;   /* its years are those of the programme: behind those of results */
	bool of_both;        /* it has years of either */
	struct result_words words[7]; /* the last one has no column */
};

extern const struct result_kind result_kinds[];
extern const size_t result_kind_count;

/* The kind of that name, or NULL. */
const struct result_kind *result_kind_named(struct text name);

/* The kind of the stream that was opened; NULL: none of them. */
const struct result_kind *result_kind_of(const struct stream *stream);

/* The number of the kind's column, SIZE_MAX if it has none of that name. */
size_t result_kind_column(const struct result_kind *kind, struct text name);

/* Its words, if the column can hold certain words only; else NULL. */
const char *result_kind_words(const struct result_kind *kind, struct text column);

#endif
