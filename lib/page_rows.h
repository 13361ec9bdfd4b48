/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_rows: the rows of one stream of a result folder, as far as the page shows them.
 *
 * They stand in byte order of their cells, so the page is the same whatever the order of the lines, and can
 * be had by school. Cells live until page_rows_free(). A file that is not in the folder has no rows.
 */
#ifndef SHNOR_PAGE_ROWS_H
#define SHNOR_PAGE_ROWS_H

#include "memory.h"

#include <stdint.h>

struct page;

struct page_rows {
	bool there; /* is there such a file in the folder? */
	size_t columns, count, room;
	uint32_t *cells;    /* columns × count: places among the texts */
	struct text *texts; /* each once, in byte order */
	uint32_t *schools;  /* by row: the school's number, DICTIONARY_NONE: of no school */
	size_t school_room;
	uint32_t *by_school; /* rows, school by school */
	uint32_t *first; /* by school: where its rows begin in by_school; one more than schools */
	uint32_t school_count;
	struct arena arena; /* of the texts */
};

/* Takes a row or leaves it out; its cells by the number of the column, `school` as in page_rows. */
typedef bool page_rows_wish(struct page *page, const struct text *cells, uint32_t school);

/* Is the file in the page's folder? */
bool page_has(const struct page *page, const char *file);

/* Loads the columns (words parted by spaces; those that the file lacks are empty) of the file in the page's
 * folder, only of the page's municipality where it has one, and of these what `wish` takes (NULL: all). */
void page_rows_load(struct page *page, struct page_rows *rows, const char *file,
	const char *columns, page_rows_wish *wish);

static inline struct text page_rows_cell(const struct page_rows *rows, size_t row, size_t column)
{
	return rows->texts[rows->cells[row * rows->columns + column]];
}

/* The rows of a school: *count of them, to be found in the array. */
const uint32_t *page_rows_of(const struct page_rows *rows, uint32_t school, size_t *count);

/* Drops all rows but those with that value in the column; rows are no more to be had by school. */
void page_rows_choose(struct page_rows *rows, size_t column, struct text value);

void page_rows_free(struct page_rows *rows);

#endif
