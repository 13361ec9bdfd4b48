/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_sections.h"

#include <stdlib.h>

static struct text last_year(const struct page_rows *rows)
{
	struct text last = {"", 0};
	for (size_t i = 0; i < rows->count; i++)
		if (text_compare(page_rows_cell(rows, i, ADVICE_YEAR), last) > 0)
			last = page_rows_cell(rows, i, ADVICE_YEAR);
	return last;
}

static bool is_carded(struct page *page, const struct text *cells, uint32_t school)
{
	(void)cells;
	return school != DICTIONARY_NONE && page->schools.items[school].carded;
}

/* Loads the rows of schools with a card, and tells the last year of them. */
static struct text load(
	struct page *page, struct page_rows *rows, const char *file, const char *columns)
{
	page_rows_load(page, rows, file, columns, is_carded);
	return last_year(rows);
}

void page_advice_load(struct page *page, struct page_advice *advice)
{
	advice->risk_year = load(page, &advice->risks, "risks.tsv",
		"year factor parameter level previous fixed reason");
	advice->pair_year = load(page, &advice->pairs, "pairs.tsv",
		"year status curator_municipality curator_id distance subjects reason");
	advice->advice_year = load(page, &advice->recommendations, "recommendations.tsv",
		"year addressee recommendation cause evidence source");
	load(page, &advice->decisions, "decisions.tsv",
		"year kind decision indicator year_from year_to from to trend");
}

void page_advice_free(struct page_advice *advice)
{
	page_rows_free(&advice->risks);
	page_rows_free(&advice->pairs);
	page_rows_free(&advice->recommendations);
	page_rows_free(&advice->decisions);
}

enum { HIGH, MEDIUM, LOW, NOTHING, LEVELS, FIXED = LEVELS, COUNTS };

static const char *const levels[LEVELS] = {"high", "medium", "low", "no_data"};

void page_risks(struct page *page)
{
	static const enum page_word words[COUNTS] = {
		SAYS_HIGH, SAYS_MEDIUM, SAYS_LOW, SAYS_NO_DATA, SAYS_FIXED_COUNT};
	struct page_advice advice;
	struct page_table table;
	struct text heads[COUNTS + 1] = {text_of(page_word(SAYS_FACTOR, page->request->english))};
	page_advice_load(page, &advice);
	const struct page_rows *risks = &advice.risks;
	if (risks->count) {
		page_section_start(page, "risks", SAYS_RISKS, NULL);
		page_table_start(&table, page, SAYS_RISKS_CAPTION, PAGE_TEXTS(advice.risk_year));
		for (int i = 0; i < COUNTS; i++)
			heads[i + 1] = text_of(page_word(words[i], page->request->english));
		page_table_heads(&table, heads, COUNTS + 1);
	}
	for (size_t row = 0; row < risks->count;) {
		struct text factor = page_rows_cell(risks, row, RISK_FACTOR);
		uint64_t counts[COUNTS] = {0};
		bool any = false;
		for (; row < risks->count &&
			text_equal(page_rows_cell(risks, row, RISK_FACTOR), factor);
			row++) {
			if (!text_equal(page_rows_cell(risks, row, RISK_YEAR), advice.risk_year) ||
				page_rows_cell(risks, row, RISK_PARAMETER).length)
				continue;
			any = true;
			counts[FIXED] += text_is(page_rows_cell(risks, row, RISK_FIXED), "yes");
			for (int i = 0; i < LEVELS; i++)
				counts[i] +=
					text_is(page_rows_cell(risks, row, RISK_LEVEL), levels[i]);
		}
		if (!any)
			continue;
		page_row_start(&table);
		page_cell(&table, page_shown(page, text_of("factor"), factor));
		for (int i = 0; i < COUNTS; i++)
			page_number(&table, page_count(page, counts[i]));
		page_row_end(&table);
	}
	if (risks->count) {
		page_table_end(&table);
		page_section_end(page);
	}
	page_advice_free(&advice);
}

enum { GIVEN_YEAR, GIVEN_ADDRESSEE, GIVEN_TEXT, GIVEN_SOURCE };

/* Sources stand here once, and not in each card. */
void page_advice(struct page *page)
{
	struct page_rows rows;
	struct page_table table;
	page_rows_load(page, &rows, "recommendations.tsv", "year addressee recommendation source",
		is_carded);
	page_rows_choose(&rows, GIVEN_YEAR, last_year(&rows));
	if (rows.count) {
		page_section_start(page, "recommendations", SAYS_ADVICE, NULL);
		page_table_start(&table, page, SAYS_ADVICE_CAPTION,
			PAGE_TEXTS(page_rows_cell(&rows, 0, GIVEN_YEAR)));
		bool english = page->request->english;
		page_table_heads(&table,
			PAGE_TEXTS(text_of(page_word(SAYS_ADDRESSEE, english)),
				text_of(page_word(SAYS_RECOMMENDATION, english)),
				text_of(page_word(SAYS_SOURCE, english)),
				text_of(page_word(SAYS_SCHOOLS, english))),
			4);
		table.row_head = 1;
	}
	for (size_t row = 0; row < rows.count;) {
		size_t first = row;
		while (row < rows.count &&
			text_equal(page_rows_cell(&rows, row, GIVEN_ADDRESSEE),
				page_rows_cell(&rows, first, GIVEN_ADDRESSEE)) &&
			text_equal(page_rows_cell(&rows, row, GIVEN_TEXT),
				page_rows_cell(&rows, first, GIVEN_TEXT)) &&
			text_equal(page_rows_cell(&rows, row, GIVEN_SOURCE),
				page_rows_cell(&rows, first, GIVEN_SOURCE)))
			row++;
		page_row_start(&table);
		page_cell(&table,
			page_shown(page, text_of("addressee"),
				page_rows_cell(&rows, first, GIVEN_ADDRESSEE)));
		page_cell(&table, page_rows_cell(&rows, first, GIVEN_TEXT));
		page_cell(&table, page_rows_cell(&rows, first, GIVEN_SOURCE));
		page_number(&table, page_count(page, row - first));
		page_row_end(&table);
	}
	if (rows.count) {
		page_table_end(&table);
		page_section_end(page);
	}
	page_rows_free(&rows);
}
