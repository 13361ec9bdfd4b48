/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recognition: what the columns of an unknown table seem to be, by their headers and first values.
 * For suggest alone, which writes it down.
 */
#ifndef SHNOR_RECOGNITION_H
#define SHNOR_RECOGNITION_H

#include "header.h"
#include "message.h"
#include "parts.h"
#include "sink.h"

/* The columns of the table of headers. */
enum { KNOWN_PATTERN, KNOWN_COLUMN, KNOWN_TYPE, KNOWN_SOURCE };
enum { MOST_VALUES = 3, MOST_TITLES = 5, SAMPLE_ROWS = 1000 };
/* Longer headers are not looked up; still longer ones do not get a line. */
enum { LONGEST_KNOWN = 300, LONGEST_NAMED = 1000 };

struct recognition_row {
	struct text *cells;
	size_t count;
	uint64_t line;
};

enum column_kind { NAMELESS, PERSONAL, TWICE, UNKNOWN, TAKEN_ALREADY, TAKEN };

struct recognized {
	struct text header;
	enum column_kind kind;
	size_t rule; /* of the table of headers */
	struct text values[MOST_VALUES];
	size_t value_count;
	bool withheld; /* the values are not shown: they are or may be those of people */
	bool nameless; /* nor is the header */
};

struct recognition {
	struct sink *out;
	struct parts *parts;
	struct rows *rows;
	struct table known;
	struct pattern **patterns; /* by row of the table */
	struct recognition_row heads[HEADER_ROWS];
	size_t head_count, header; /* the place of the header among them */
	size_t upper; /* of its upper row, which is joined to it; the same where there is one row */
	struct recognized *columns;
	size_t count;            /* of columns */
	struct dictionary taken; /* columns of the records */
	bool personal;           /* some column is */
	bool headless;           /* the row taken for the header looks like data */
	char *shown;
	size_t shown_room;
	struct arena arena;
};

/* Loads the table of headers; NULL: none. Faults end the program with status 2. */
void recognition_load(struct recognition *work, const char *path);

/* Finds the row that seems to be the header, or the two rows, which are one then. False, with the
 * fault, if the table has no row. */
bool recognition_find_header(struct recognition *work, const char **fault);

/* Says of every column of the header what it seems to be. */
void recognition_settle(struct recognition *work);

/* Takes the first distinct values of every column from the first rows. */
void recognition_take_values(struct recognition *work);

/* Does the pattern, compiled once into *pattern, fit the text? */
bool recognition_fits(struct pattern **pattern, const char *source, struct text text);

void recognition_free(struct recognition *work);

#endif
