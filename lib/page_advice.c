/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_sections.h"

#include <stdlib.h>

/* Cards of so many schools repeat the same texts some thousand times. */
enum { MOST_CARDS_IN_FULL = 150 };

bool page_advice_is_short(const struct page *page)
{
	return page->schools.card_count > MOST_CARDS_IN_FULL;
}

static struct text last_year(const struct page_rows *rows)
{
	struct text last = {"", 0};
	for (size_t i = 0; i < rows->count; i++)
		if (text_compare(page_rows_cell(rows, i, ADVICE_YEAR), last) > 0)
			last = page_rows_cell(rows, i, ADVICE_YEAR);
	return last;
}

/* Of a school that has a card, or of none: of a municipality, or of all. */
static bool is_shown(struct page *page, const struct text *cells, uint32_t school)
{
	(void)cells;
	return school == DICTIONARY_NONE || page->schools.items[school].carded;
}

/* Loads the rows of schools with a card, and tells the last year of them. */
static struct text load(
	struct page *page, struct page_rows *rows, const char *file, const char *columns)
{
	page_rows_load(page, rows, file, columns, is_shown);
	return last_year(rows);
}

/* In byte order, so that numbers do not depend on who is told what. */
static void number_texts(struct page_advice *advice)
{
	const struct page_rows *rows = &advice->recommendations;
	struct dictionary found = {0};
	for (size_t i = 0; i < rows->count; i++)
		if (rows->schools[i] != DICTIONARY_NONE &&
			text_equal(page_rows_cell(rows, i, TOLD_YEAR), advice->advice_year))
			dictionary_add(&found, page_rows_cell(rows, i, TOLD_TEXT));
	uint32_t *order = dictionary_sorted(&found);
	for (uint32_t i = 0; i < found.count; i++)
		dictionary_add(&advice->texts, found.texts[order[i]]);
	free(order);
	dictionary_empty(&found);
}

void page_advice_load(struct page *page, struct page_advice *advice)
{
	advice->risk_year = load(page, &advice->risks, "risks.tsv",
		"year factor parameter level previous fixed reason");
	advice->pair_year = load(page, &advice->pairs, "pairs.tsv",
		"year status curator_municipality curator_id distance subjects reason");
	advice->advice_year = load(page, &advice->recommendations, "recommendations.tsv",
		"year addressee recommendation source municipality");
	number_texts(advice);
	load(page, &advice->decisions, "decisions.tsv",
		"year kind decision indicator year_from year_to from to trend municipality "
		"beyond_chance reason");
}

void page_advice_free(struct page_advice *advice)
{
	page_rows_free(&advice->risks);
	page_rows_free(&advice->pairs);
	page_rows_free(&advice->recommendations);
	page_rows_free(&advice->decisions);
	dictionary_empty(&advice->texts);
}

enum { HIGH, MEDIUM, LOW, NOTHING, LEVELS, FIXED = LEVELS, COUNTS };

static const char *const levels[LEVELS] = {"high", "medium", "low", "no_data"};

void page_risks(struct page *page)
{
	static const enum page_word words[COUNTS] = {
		SAYS_HIGH, SAYS_MEDIUM, SAYS_LOW, SAYS_NO_DATA, SAYS_FIXED_COUNT};
	struct page_advice advice = {0};
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

/* The texts, each with its number, which the cards may name, and its source, which they never tell. */
static void put_texts(struct page *page, const struct page_advice *advice)
{
	bool english = page->request->english;
	struct page_table table;
	uint64_t *counts = memory_get(advice->texts.count, sizeof *counts);
	size_t *rows = memory_get(advice->texts.count, sizeof *rows);
	const struct page_rows *told = &advice->recommendations;
	for (size_t row = told->count; row-- > 0;) {
		uint32_t number =
			dictionary_find(&advice->texts, page_rows_cell(told, row, TOLD_TEXT));
		if (number == DICTIONARY_NONE || told->schools[row] == DICTIONARY_NONE ||
			!text_equal(page_rows_cell(told, row, TOLD_YEAR), advice->advice_year))
			continue;
		counts[number]++;
		rows[number] = row;
	}
	page_table_start(&table, page, SAYS_ADVICE_CAPTION, PAGE_TEXTS(advice->advice_year));
	page_table_heads(&table,
		PAGE_TEXTS(text_of("№"), text_of(page_word(SAYS_RECOMMENDATION, english)),
			text_of(page_word(SAYS_SOURCE, english)),
			text_of(page_word(SAYS_SCHOOLS, english))),
		4);
	table.row_head = 1;
	for (uint32_t i = 0; i < advice->texts.count; i++) {
		page_row_start(&table);
		table.column++;
		page_raw(page, "<td class=\"n\" id=\"r-");
		page_text(page, page_count(page, i + 1));
		page_raw(page, "\">");
		page_text(page, page_count(page, i + 1));
		page_cell(&table, advice->texts.texts[i]);
		page_cell(&table, page_rows_cell(told, rows[i], TOLD_SOURCE));
		page_number(&table, page_count(page, counts[i]));
		page_row_end(&table);
	}
	page_table_end(&table);
	free(counts);
	free(rows);
}

/* The rows of a stream that are of no school. */
static void put_of_none(
	struct page *page, const struct page_rows *rows, const struct page_column *columns)
{
	struct page_rows none = *rows;
	none.cells = memory_get(rows->count * rows->columns + 1, sizeof *none.cells);
	none.schools = memory_get(rows->count + 1, sizeof *none.schools);
	none.count = 0;
	for (size_t row = 0; row < rows->count; row++) {
		if (rows->schools[row] != DICTIONARY_NONE)
			continue;
		memcpy(none.cells + none.count * rows->columns, rows->cells + row * rows->columns,
			rows->columns * sizeof *none.cells);
		none.schools[none.count++] = DICTIONARY_NONE;
	}
	if (none.count)
		page_rows_table(page, &none, columns);
	free(none.cells);
	free(none.schools);
}

/* Who may be a curator; the pairs stand in the cards. */
static void put_curators(struct page *page)
{
	static const struct page_column columns[] = {{"municipality", 0}, {"school_id", 1},
		{"name", 0}, {"status", 2}, {"places", 3}, {"taken", 4}, {"subjects", 5},
		{"reason", 6}, {0}};
	struct page_rows rows;
	page_rows_load(page, &rows, "curators.tsv",
		"municipality school_id status places taken subjects reason", NULL);
	if (rows.count) {
		page_section_start(page, "curators", SAYS_CURATORS, NULL);
		page_note(page, SAYS_CURATORS_NOTE, NULL);
		page_rows_table(page, &rows, columns);
		page_section_end(page);
	}
	page_rows_free(&rows);
}

/* Are there texts in another language than the page's? */
static bool is_foreign(const struct page *page, const struct page_rows *told)
{
	for (size_t row = 0; row < told->count; row++)
		if (*page_language(page, page_rows_cell(told, row, TOLD_TEXT)))
			return true;
	return false;
}

void page_advice(struct page *page)
{
	static const struct page_column columns[] = {{"municipality", TOLD_MUNICIPALITY},
		{"addressee", TOLD_ADDRESSEE}, {"recommendation", TOLD_TEXT}, {0}};
	struct page_advice advice = {0};
	page_advice_load(page, &advice);
	put_curators(page);
	if (advice.recommendations.count) {
		page_section_start(page, "recommendations", SAYS_ADVICE, NULL);
		if (is_foreign(page, &advice.recommendations))
			page_note(page, SAYS_IN_RUSSIAN, NULL);
		if (advice.texts.count)
			put_texts(page, &advice);
		put_of_none(page, &advice.recommendations, columns);
		page_section_end(page);
	}
	page_decisions(page, &advice);
	page_advice_free(&advice);
}
