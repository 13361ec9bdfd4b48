/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_rule.h"
#include "page_sections.h"

#include <stdio.h>

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

/* What stood there and what stands there now; what cannot be compared is not without data. */
static struct text trend_of(struct page *page, const struct page_rows *taken, size_t row)
{
	struct text trend = page_rows_cell(taken, row, DECISION_TREND);
	if (text_is(trend, "no_data") && page_rows_cell(taken, row, DECISION_TO).length)
		return text_of(page_word(SAYS_NOT_COMPARED, page->request->english));
	return shown(page, "trend", trend);
}

static void find_values(
	struct page *page, const struct page_rows *taken, size_t row, struct text values[2])
{
	struct text at[2] = {
		page_rows_cell(taken, row, DECISION_FROM), page_rows_cell(taken, row, DECISION_TO)};
	page_two(page, page_rule_counts(page, page_rows_cell(taken, row, DECISION_INDICATOR)), at,
		values);
}

/* Of a share the change that it tells is in points, as that beside it. */
static struct text reason_of(struct page *page, const struct page_rows *taken, size_t row)
{
	static const char start[] = "change ";
	struct text reason = page_rows_cell(taken, row, DECISION_REASON);
	size_t before = sizeof start - 1, end = before;
	while (end < reason.length && reason.at[end] != ' ')
		end++;
	if (reason.length <= before || memcmp(reason.at, start, before) != 0 ||
		!page_rule_counts(page, page_rows_cell(taken, row, DECISION_INDICATOR)))
		return shown(page, "reason", reason);
	struct text change = page_points(page, (struct text){reason.at + before, end - before});
	char told[256];
	int length = snprintf(told, sizeof told, "%s%.*s%.*s", start, (int)change.length, change.at,
		(int)(reason.length - end), reason.at + end);
	return !change.length || length >= (int)sizeof told ? shown(page, "reason", reason)
							    : shown(page, "reason", text_of(told));
}

/* What became of the indicator that the decision was to change, as far as it is known yet. */
static void put_outcome(struct page *page, const struct page_rows *taken, size_t row)
{
	struct text indicator =
		shown(page, "indicator", page_rows_cell(taken, row, DECISION_INDICATOR));
	struct text from = page_rows_cell(taken, row, DECISION_YEAR_FROM), values[2];
	struct text reason = reason_of(page, taken, row);
	struct text trend = page_rows_cell(taken, row, DECISION_TREND);
	bool changed = text_is(trend, "improved") || text_is(trend, "declined");
	find_values(page, taken, row, values);
	if (!values[1].length) {
		page_say(page, values[0].length ? SAYS_DECISION_OPEN : SAYS_DECISION_UNKNOWN,
			PAGE_TEXTS(indicator, from, values[0]));
		return;
	}
	page_say(page, SAYS_DECISION,
		PAGE_TEXTS(indicator, from, page_rows_cell(taken, row, DECISION_YEAR_TO), values[0],
			values[1], trend_of(page, taken, row)));
	if (changed && text_is(page_rows_cell(taken, row, DECISION_CERTAIN), "no")) {
		page_raw(page, ", ");
		page_say(page, SAYS_WITHIN_CHANCE, NULL);
	}
	if (reason.length) {
		page_raw(page, " (");
		page_text(page, reason);
		page_raw(page, ")");
	}
	page_raw(page, ".");
}

static void put_decision(struct page *page, const struct page_rows *taken, size_t row)
{
	struct text text = page_rows_cell(taken, row, DECISION_TEXT);
	page_raw(page, "<li>");
	page_text(page, page_rows_cell(taken, row, DECISION_YEAR));
	page_raw(page, ", ");
	page_text(page, shown(page, "kind", page_rows_cell(taken, row, DECISION_KIND)));
	page_raw(page, ": <span");
	page_raw(page, page_language(page, text));
	page_raw(page, ">");
	page_text(page, text);
	page_raw(page, "</span>. ");
	if (page_rows_cell(taken, row, DECISION_INDICATOR).length)
		put_outcome(page, taken, row);
}

void page_decisions_put(struct page *page, const struct page_advice *advice, uint32_t school)
{
	size_t count;
	const struct page_rows *taken = &advice->decisions;
	const uint32_t *rows = page_rows_of(taken, school, &count);
	if (!count)
		return;
	page_heading(page, 4, SAYS_DECISIONS, NULL);
	page_raw(page, "<ul>");
	for (size_t i = 0; i < count; i++)
		put_decision(page, taken, rows[i]);
	page_raw(page, "</ul>");
}

/* The columns of the table, and in which of them something is known. */
static const struct page_column columns[] = {{"municipality", DECISION_MUNICIPALITY},
	{"year", DECISION_YEAR}, {"kind", DECISION_KIND}, {"decision", DECISION_TEXT},
	{"indicator", DECISION_INDICATOR}, {"year_from", DECISION_YEAR_FROM},
	{"year_to", DECISION_YEAR_TO}, {"from", DECISION_FROM}, {"to", DECISION_TO},
	{"trend", DECISION_TREND}, {"beyond_chance", DECISION_CERTAIN},
	{"reason", DECISION_REASON}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static size_t find_known(const struct page_rows *taken, bool known[COLUMNS])
{
	size_t count = 0;
	for (size_t row = 0; row < taken->count; row++) {
		if (taken->schools[row] != DICTIONARY_NONE)
			continue;
		count++;
		for (size_t i = 0; i < COLUMNS; i++)
			known[i] |= columns[i].cell == DECISION_MUNICIPALITY ||
				page_rows_cell(taken, row, columns[i].cell).length > 0;
	}
	return count;
}

static void put_row(struct page_table *table, const struct page_rows *taken, size_t row,
	const bool known[COLUMNS])
{
	struct page *page = table->page;
	struct text values[2];
	find_values(page, taken, row, values);
	page_row_start(table);
	for (size_t i = 0; i < COLUMNS; i++) {
		struct text value = page_rows_cell(taken, row, columns[i].cell);
		if (!known[i])
			continue;
		if (columns[i].cell == DECISION_FROM || columns[i].cell == DECISION_TO)
			page_number(table, values[columns[i].cell == DECISION_TO]);
		else if (columns[i].cell == DECISION_MUNICIPALITY && !value.length)
			/* What is of no municipality is of all. */
			page_cell(table, text_of(page_word(SAYS_ALL, page->request->english)));
		else if (columns[i].cell == DECISION_TREND)
			page_cell(table, trend_of(page, taken, row));
		else if (columns[i].cell == DECISION_REASON)
			page_cell(table, reason_of(page, taken, row));
		else
			page_cell(table, shown(page, columns[i].name, value));
	}
	page_row_end(table);
}

void page_decisions(struct page *page, const struct page_advice *advice)
{
	const struct page_rows *taken = &advice->decisions;
	struct page_table table;
	struct text heads[COLUMNS];
	bool known[COLUMNS] = {false};
	size_t count = find_known(taken, known), used = 0;
	if (!taken->count)
		return;
	page_section_start(page, "decisions", SAYS_DECISIONS_OF_ALL, NULL);
	page_note(page, SAYS_DECISIONS_NOTE, NULL);
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!known[i])
			continue;
		if (columns[i].cell == DECISION_CERTAIN)
			page_note(page, SAYS_CHANCE_NOTE, NULL);
		if (columns[i].cell == DECISION_REASON)
			page_note(page, SAYS_DECISIONS_COMPARED_NOTE, NULL);
		heads[used++] = labels_column(page->labels, text_of(columns[i].name));
	}
	if (count) {
		page_table_start(
			&table, page, SAYS_ROWS_CAPTION, PAGE_TEXTS(page_count(page, count)));
		page_table_heads(&table, heads, used);
		for (size_t row = 0; row < taken->count; row++)
			if (taken->schools[row] == DICTIONARY_NONE)
				put_row(&table, taken, row, known);
		page_table_end(&table);
	}
	page_section_end(page);
}
