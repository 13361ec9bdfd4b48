/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * view: the rows of a stream as people read them: the rows and columns that are asked for, the
 * names of schools, labels in place of the streams' words, rounded numbers.
 *
 * A column `row_number` that the stream does not have counts the rows that are shown; a column
 * `name` that it does not have is the school's name by the registry.
 */
#ifndef SHNOR_VIEW_H
#define SHNOR_VIEW_H

#include "document.h"
#include "filter.h"
#include "label.h"
#include "registry.h"
#include "stream.h"

/* What is asked for; all of it stays the caller's. */
struct view_request {
	const char *columns; /* names parted by commas; NULL: all of the stream */
	const char *const *where;
	size_t where_count;        /* each COLUMN=VALUE, V|W: either; all must hold */
	struct registry *registry; /* NULL: no names */
	struct labels *labels;
	/* Only rows of this municipality, or of one of its schools; empty: all. Needs the
	 * registry where a stream has no column `municipality`. */
	struct text municipality;
	uint64_t first_year;   /* only rows of it and later, by `year` or `year_to`; 0: all */
	bool columns_if_there; /* a column that the stream lacks is left out, not a fault */
	bool as_it_stands;     /* numbers keep their decimals */
	bool lines_in_names;   /* line breaks in the names of schools stay */
	unsigned digits;
	char decimal;
};

struct view {
	struct stream *stream;
	const struct view_request *request;
	struct dictionary columns; /* shown, in order */
	size_t *values;            /* numbers in the stream, or what a column is made of */
	size_t school, municipality, curator, year;
	size_t condition_count;
	struct view_condition *conditions;
	struct document_cell *cells;
	uint64_t shown;
	bool of_others;   /* the row at hand tells of a school of another municipality */
	struct arena row; /* texts of the row at hand that had to be made */
};

/* Binds the view to the stream, which is at its header. A column that is not there ends the
 * program with status 2. */
void view_open(struct view *view, struct stream *stream, const struct view_request *request);

/* Moves the stream to its next row that is asked for; false at the end. With a filter all rows
 * are counted as written or skipped, lines that are no rows are rejected; without (NULL) nothing
 * is told. */
bool view_next(struct view *view, struct filter *filter);

/* The column that says of which year a row is: `year` or `year_to`; NULL if there is none. */
const char *view_year_column(const struct stream *stream);

/* The cells of the stream's row, one a column; they live until the next call. */
const struct document_cell *view_row(struct view *view);

/* The heads of the columns, labelled; free() releases the array. */
struct text *view_heads(const struct view *view);

void view_close(struct view *view);

#endif
