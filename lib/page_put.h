/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_put: words, figures and tables put on the page.
 *
 * Texts given back live in page->shown. Figures have the page's decimal mark.
 */
#ifndef SHNOR_PAGE_PUT_H
#define SHNOR_PAGE_PUT_H

#include "html.h"
#include "page.h"

/* Tags and other text of the program itself, as it stands. */
void page_raw(struct page *page, const char *html);

/* A text, escaped. */
void page_text(struct page *page, struct text text);

/* The attribute of an element that holds the text: its language, where it is another one than the page's; else
 * nothing. */
const char *page_language(const struct page *page, struct text text);

/* The page's own words; each {} is one of the texts. */
void page_say(struct page *page, enum page_word word, const struct text *texts);

/* Shorthand: page_say(page, word, PAGE_TEXTS(year, name)). */
#define PAGE_TEXTS(...) ((const struct text[]){__VA_ARGS__})

/* A heading of that level, 1 to 6, and a paragraph. */
void page_heading(struct page *page, int level, enum page_word word, const struct text *texts);
void page_note(struct page *page, enum page_word word, const struct text *texts);

struct text page_count(struct page *page, uint64_t count);

/* k of n in percent with one decimal; – where n is 0. */
struct text page_percent(struct page *page, uint64_t k, uint64_t n);

/* A share such as 0.357142857 in percent with one decimal. */
struct text page_share(struct page *page, struct text share);

/* The difference of two shares in percentage points with one decimal; nothing where it is none. */
struct text page_points(struct page *page, struct text difference);

/* A value of an indicator: a share in percent, another number with three decimals; what stands for one as it is. */
struct text page_value(struct page *page, bool share, struct text value);

/* Two values that are to be compared: the same, but where they would look alike with as many decimals as tell them
 * apart. */
void page_two(struct page *page, bool share, const struct text values[2], struct text shown[2]);

/* What is shown for a value of a column: its label, or the number rounded to three decimals. */
struct text page_shown(struct page *page, struct text column, struct text value);

/* The text with `to` in the place of each `from`. */
struct text page_replaced(struct page *page, struct text text, const char *from, const char *to);

/* The text with the page's decimal mark in its numbers. */
struct text page_marked(struct page *page, struct text text);

/* The name of a procedure, as in the evidence: ЕГЭ русский. */
struct text page_measure(struct page *page, struct text measure);

/* A table that the browser can sort and filter. Columns are given by their heads; row_head is the column
 * that names the row. Rows: page_row_start(), a cell for each column, page_row_end(). End tags of rows and cells are
 * left out, as HTML lets them be (HTML Living Standard, 13.1.2.4): on a page of many schools they are a tenth
 * of it. */
struct page_table {
	struct page *page;
	size_t column, row_head;
};
void page_table_start(struct page_table *table, struct page *page, enum page_word caption,
	const struct text *texts);
void page_table_heads(struct page_table *table, const struct text *heads, size_t count);
/* Heads from the labels of columns of streams: words parted by spaces. */
void page_table_columns(struct page_table *table, const char *columns);
void page_row_start(struct page_table *table);
void page_cell(struct page_table *table, struct text text);
void page_number(struct page_table *table, struct text text); /* to the right */
void page_school_cell(
	struct page_table *table, uint32_t school); /* its name, with a link to its card */
void page_row_end(struct page_table *table);
void page_table_end(struct page_table *table);

/* A whole table of rows: the columns given by name, with the numbers of their cells. A column `name` is the
 * school's name; one in which nothing is known is left out. Without rows it is a sentence that says so. */
struct page_column {
	const char *name; /* NULL: the last one */
	size_t cell;
};
void page_rows_table(
	struct page *page, const struct page_rows *rows, const struct page_column *columns);

#endif
