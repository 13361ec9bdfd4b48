/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_sections.h"

#include <stdlib.h>

enum {
	INDICATOR,
	YEAR,
	K,
	N,
	VALUE,
	TARGET,
	DISTANCE,
	MET,
	CHANGE,
	TREND,
	COMPARED,
	LEVEL,
	SHOWN_COLUMNS = LEVEL
};

/* Of the region as a whole; on the page of a municipality, of that. */
static bool is_of_level(struct page *page, const struct text *cells, uint32_t school)
{
	(void)school;
	return text_is(cells[LEVEL], page->municipality.length ? "municipality" : "region");
}

enum { FOUND_CHECK, FOUND_COLUMN };

static bool is_lacking(struct page *page, const struct text *cells, uint32_t school)
{
	(void)page;
	(void)school;
	return text_is(cells[FOUND_CHECK], "indicator without data");
}

static const char *const names[SHOWN_COLUMNS] = {"indicator", "year", "k", "of", "value", "target",
	"distance", "met", "change", "trend", "compared"};

/* An order without targets leaves their columns empty: they are not shown. */
static void find_used(const struct page_rows *rows, bool lacking, bool used[SHOWN_COLUMNS])
{
	for (size_t i = 0; i < SHOWN_COLUMNS; i++) {
		used[i] = i == INDICATOR || (lacking && i == TREND);
		for (size_t row = 0; row < rows->count && !used[i]; row++)
			used[i] = page_rows_cell(rows, row, i).length > 0;
	}
}

/* Shares, which have a k, in percent; what differs from them in points. */
static struct text shown_at(
	struct page *page, const struct page_rows *rows, size_t row, size_t column)
{
	struct text value = page_rows_cell(rows, row, column);
	bool share = page_rows_cell(rows, row, K).length > 0;
	wide units;
	if (share && (column == VALUE || column == TARGET))
		return page_value(page, true, value);
	if (share && (column == CHANGE || column == DISTANCE) &&
		number_decimal(value, VALUE_PLACES, &units))
		return page_points(page, value);
	return page_shown(page, text_of(names[column]), value);
}

static void put_row(struct page_table *table, const struct page_rows *rows, size_t row,
	const bool used[SHOWN_COLUMNS])
{
	page_row_start(table);
	for (size_t i = 0; i < SHOWN_COLUMNS; i++) {
		if (!used[i])
			continue;
		struct text value = shown_at(table->page, rows, row, i);
		if (i == INDICATOR || i == MET || i == TREND)
			page_cell(table, value);
		else
			page_number(table, value);
	}
	page_row_end(table);
}

/* An indicator of which nothing is known is named, and is not 0. */
static void put_lacking(
	struct page_table *table, const struct page_rows *found, const bool used[SHOWN_COLUMNS])
{
	for (size_t row = 0; row < found->count; row++) {
		page_row_start(table);
		page_cell(table,
			page_shown(table->page, text_of("indicator"),
				page_rows_cell(found, row, FOUND_COLUMN)));
		for (size_t i = YEAR; i < TREND; i++)
			if (used[i])
				page_cell(table, text_of(""));
		page_cell(table, page_shown(table->page, text_of("trend"), text_of("no_data")));
		page_row_end(table);
	}
}

/* What is known of the indicators, and those of which nothing is (NULL: none). */
static void put_rows(
	struct page *page, const struct page_rows *rows, const struct page_rows *lacking)
{
	struct page_table table;
	struct text heads[SHOWN_COLUMNS];
	bool used[SHOWN_COLUMNS];
	size_t count = 0, lacks = lacking ? lacking->count : 0;
	find_used(rows, lacks > 0, used);
	if (used[COMPARED])
		page_note(page, SAYS_COMPARED_NOTE, NULL);
	page_table_start(
		&table, page, SAYS_ROWS_CAPTION, PAGE_TEXTS(page_count(page, rows->count + lacks)));
	for (size_t i = 0; i < SHOWN_COLUMNS; i++)
		if (used[i])
			heads[count++] = labels_column(page->labels, text_of(names[i]));
	page_table_heads(&table, heads, count);
	for (size_t row = 0; row < rows->count; row++)
		put_row(&table, rows, row, used);
	if (lacks)
		put_lacking(&table, lacking, used);
	page_table_end(&table);
}

static void put_programme(struct page *page, const char *file, const struct page_rows *lacking,
	const char *id, enum page_word heading)
{
	struct page_rows rows;
	page_rows_load(page, &rows, file,
		"indicator year k n value target distance met change trend compared level",
		is_of_level);
	page_section_start(page, id, heading, NULL);
	page_note(page, SAYS_PROGRAMME_NOTE, PAGE_TEXTS(text_of(file)));
	if (rows.count || (lacking && lacking->count))
		put_rows(page, &rows, lacking);
	else
		page_note(page, SAYS_NO_ROWS, NULL);
	page_section_end(page);
	page_rows_free(&rows);
}

void page_programme(struct page *page)
{
	struct page_rows lacking;
	if (!page_has(page, "programme.tsv"))
		return;
	page_rows_load(page, &lacking, "quality.tsv", "check column", is_lacking);
	put_programme(page, "programme.tsv", &lacking, "programme", SAYS_PROGRAMME);
	page_rows_free(&lacking);
}

enum { LISTED_MUNICIPALITY, LISTED_SCHOOL, LISTED_YEAR, LISTED_STATUS };

static void put_listed(struct page *page, const struct page_rows *rows)
{
	static const struct page_column columns[] = {{"municipality", LISTED_MUNICIPALITY},
		{"school_id", LISTED_SCHOOL}, {"name", 0}, {"year", LISTED_YEAR},
		{"status", LISTED_STATUS}, {"since", LISTED_STATUS + 1},
		{"years", LISTED_STATUS + 2}, {"reason", LISTED_STATUS + 3}, {0}};
	page_section_start(page, "adverse", SAYS_ADVERSE, NULL);
	page_note(page, SAYS_ADVERSE_NOTE, NULL);
	page_rows_table(page, rows, columns);
	page_section_end(page);
}

/* Only the last year of what was loaded. */
static struct text last_of(const struct page_rows *rows)
{
	struct text last = {"", 0};
	for (size_t i = 0; i < rows->count; i++)
		if (text_compare(page_rows_cell(rows, i, LISTED_YEAR), last) > 0)
			last = page_rows_cell(rows, i, LISTED_YEAR);
	return last;
}

void page_adverse(struct page *page)
{
	struct page_rows rows;
	page_rows_load(page, &rows, "membership-adverse.tsv",
		"municipality school_id year status since years reason", NULL);
	if (rows.count) {
		page_rows_choose(&rows, LISTED_YEAR, last_of(&rows));
		put_listed(page, &rows);
		put_programme(page, "programme-adverse.tsv", NULL, "programme-adverse",
			SAYS_ADVERSE_PROGRAMME);
		if (page->request->improved && page_has(page, "dynamics-since-adverse.tsv"))
			page_improved(page, "dynamics-since-adverse.tsv", false, "improved-adverse",
				SAYS_ADVERSE_IMPROVED);
	}
	page_rows_free(&rows);
}
