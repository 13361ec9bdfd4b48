/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_rule.h"
#include "page_sections.h"

#include <stdlib.h>

enum { MUNICIPALITY, INDICATOR, YEAR, N, VALUE };

/* Columns of the table before those of the years. */
enum { NAMES = 2, MOST_YEARS = 12 };

/* The years of the totals, in order; the last ones where there are more than have room. */
static void find_years(const struct page_rows *rows, struct dictionary *years)
{
	struct dictionary found = {0};
	for (size_t row = 0; row < rows->count; row++)
		dictionary_add(&found, page_rows_cell(rows, row, YEAR));
	uint32_t *order = dictionary_sorted(&found);
	for (uint32_t i = found.count > MOST_YEARS ? found.count - MOST_YEARS : 0; i < found.count;
		i++)
		dictionary_add(years, found.texts[order[i]]);
	free(order);
	dictionary_empty(&found);
}

static bool is_share(struct text indicator)
{
	static const char end[] = ":share";
	size_t length = sizeof end - 1;
	return indicator.length > length &&
		memcmp(indicator.at + indicator.length - length, end, length) == 0;
}

/* What stands for a figure, such as <5 %, is shown as it is. */
static void put_value(struct page *page, const struct page_rows *rows, size_t row)
{
	struct text value = page_rows_cell(rows, row, VALUE), n = page_rows_cell(rows, row, N);
	wide units;
	if (text_is(value, "*"))
		page_say(page, SAYS_NOT_PUBLISHED, NULL);
	else if (!number_decimal(value, VALUE_PLACES, &units))
		page_text(page, value);
	else if (is_share(page_rows_cell(rows, row, INDICATOR)))
		page_text(page, page_share(page, value));
	else
		page_text(page, page_shown(page, text_of("value"), value));
	if (!n.length)
		return;
	page_raw(page, " <small>");
	page_text(page, n);
	page_raw(page, "</small>");
}

static bool is_same(const struct page_rows *rows, size_t one, size_t other)
{
	return text_equal(page_rows_cell(rows, one, MUNICIPALITY),
		       page_rows_cell(rows, other, MUNICIPALITY)) &&
		text_equal(page_rows_cell(rows, one, INDICATOR),
			page_rows_cell(rows, other, INDICATOR));
}

/* A row of the table: what is known of the indicator in a municipality, or in all, year by year. */
static void put_row(struct page_table *table, const struct page_rows *rows, size_t *row,
	const struct dictionary *years)
{
	struct page *page = table->page;
	struct text municipality = page_rows_cell(rows, *row, MUNICIPALITY);
	size_t first = *row;
	page_row_start(table);
	page_cell(table,
		municipality.length ? municipality
				    : text_of(page_word(SAYS_ALL, page->request->english)));
	page_cell(table, page_rule_label(page, page_rows_cell(rows, first, INDICATOR)));
	for (uint32_t year = 0; year < years->count; year++) {
		page_raw(page, "<td class=\"n\">");
		for (size_t at = first; at < rows->count && is_same(rows, first, at); at++)
			if (text_equal(page_rows_cell(rows, at, YEAR), years->texts[year]))
				put_value(page, rows, at);
	}
	while (*row < rows->count && is_same(rows, first, *row))
		(*row)++;
	page_row_end(table);
}

static void put_table(struct page *page, const struct page_rows *rows)
{
	struct dictionary years = {0};
	struct page_table table;
	struct text heads[NAMES + MOST_YEARS] = {
		labels_column(page->labels, text_of("municipality")),
		labels_column(page->labels, text_of("indicator"))};
	find_years(rows, &years);
	for (uint32_t i = 0; i < years.count; i++)
		heads[NAMES + i] = years.texts[i];
	page_table_start(&table, page, SAYS_TOTALS_CAPTION, NULL);
	table.row_head = INDICATOR;
	page_table_heads(&table, heads, NAMES + years.count);
	for (size_t row = 0; row < rows->count;)
		put_row(&table, rows, &row, &years);
	page_table_end(&table);
	dictionary_empty(&years);
}

void page_totals(struct page *page)
{
	struct page_rows rows;
	page_rows_load(
		page, &rows, "indicators-totals.tsv", "municipality indicator year n value", NULL);
	if (rows.count) {
		page_section_start(page, "totals", SAYS_TOTALS, NULL);
		put_table(page, &rows);
		page_section_end(page);
	}
	page_rows_free(&rows);
}
