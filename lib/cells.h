/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cells: the records that one line of a source file makes by the map, cell by cell, in UTF-8 with the streams'
 * escapes.
 *
 * A cell's text lives until the next cells_make(). A cell may have a mark: texts of one column with the
 * same mark, other than 0, are the same text, whatever file they come from.
 */
#ifndef SHNOR_CELLS_H
#define SHNOR_CELLS_H

#include "layout.h"
#include "pseudonym.h"
#include "recoding.h"

/* A cell that comes from a field. */
struct cell_source {
	size_t field, place; /* in the line, and among the texts */
	enum cell_type type;
	bool digits_stay; /* short digits are what the type makes of them */
	struct recoding *recoding;
};

struct cells {
	const struct layout *layout;
	const struct encoding *encoding;
	struct pseudonym *pseudonym; /* NULL: the map has no column to hash */
	uint64_t last_mark;          /* goes on from file to file */

	/* Where the cell of a column stands among those of a record, that of the caller's one of its own behind
	 * them; NULL: as the layout has them. How many places a record has; what no column has is empty. */
	size_t *places;
	size_t width;

	/* Of the line at hand: [record][place]. */
	struct text *texts;
	uint64_t *marks;
	bool escaped; /* may any of them have an escape? Once one had, it may be so. */

	/* Where a byte did not decode: its field, and the byte. */
	size_t bad_field;
	unsigned char bad_byte;

	/* Owned by cells. */
	struct recoding *recodings; /* by record and column */
	struct cell_source *sources;
	size_t source_count;
	char *made;
	size_t made_room;
};

/* Lets the cells stand so that the one in place i is that of column columns[i], as far as there is such a
 * column, and the others behind them. The number behind the last column is the caller's cell. To be called
 * before the first cells_open(), if at all. */
void cells_arrange(struct cells *cells, const size_t *columns, size_t count);

/* The place of the column's cell in a record. */
static inline size_t cells_place(const struct cells *cells, size_t column)
{
	return cells->places ? cells->places[column] : column;
}

/* For a file: its encoding, by a layout that is resolved for it. layout and pseudonym are set, and stay the
 * caller's. */
void cells_open(struct cells *cells, const struct encoding *encoding);

/* Makes the records of the line's fields, of so many bytes together. False if a byte does not decode. */
bool cells_make(struct cells *cells, const struct text *fields, size_t bytes);

/* The cells of a record of the line, from 0. */
static inline size_t cells_start(const struct cells *cells, size_t record)
{
	return record * cells->width;
}

/* Frees what belongs to the file; last_mark and the places stay. */
void cells_close(struct cells *cells);

void cells_free(struct cells *cells);

#endif
