/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_put.h"
#include "number.h"

#include <stdlib.h>

void page_table_start(struct page_table *table, struct page *page, enum page_word caption,
	const struct text *texts)
{
	*table = (struct page_table){.page = page};
	page_raw(page, "<div class=\"wide\"><table class=\"sorts\">\n<caption>");
	page_say(page, caption, texts);
	page_raw(page, "</caption>\n");
}

void page_table_heads(struct page_table *table, const struct text *heads, size_t count)
{
	page_raw(table->page, "<thead><tr>");
	for (size_t i = 0; i < count; i++) {
		page_raw(table->page, "<th scope=\"col\">");
		page_text(table->page, heads[i]);
		page_raw(table->page, "</th>");
	}
	page_raw(table->page, "</tr></thead>\n<tbody>\n");
	arena_empty(&table->page->shown);
}

void page_table_columns(struct page_table *table, const char *columns)
{
	struct text heads[16], rest = text_of(columns), word;
	size_t count = 0;
	while (count < 16 && (word = text_next_word(&rest)).length)
		heads[count++] = labels_column(table->page->labels, word);
	page_table_heads(table, heads, count);
}

void page_row_start(struct page_table *table)
{
	table->column = 0;
	page_raw(table->page, "<tr>");
}

static void put_cell(struct page_table *table, const char *start, struct text text)
{
	bool head = table->column++ == table->row_head;
	page_raw(table->page, head ? "<th scope=\"row\">" : start);
	page_text(table->page, text);
	page_raw(table->page, head ? "</th>" : "</td>");
}

void page_cell(struct page_table *table, struct text text)
{
	put_cell(table, "<td>", text);
}

void page_number(struct page_table *table, struct text text)
{
	put_cell(table, "<td class=\"n\">", text);
}

void page_school_cell(struct page_table *table, uint32_t number)
{
	struct page *page = table->page;
	bool head = table->column++ == table->row_head;
	page_raw(page, head ? "<th scope=\"row\">" : "<td>");
	if (number != DICTIONARY_NONE) {
		const struct page_school *school = &page->schools.items[number];
		if (school->carded) {
			page_raw(page, "<a href=\"#s-");
			html_anchor(page->out, page->schools.ids.texts[number]);
			page_raw(page, "\">");
		}
		page_text(
			page, school->name.length ? school->name : page->schools.ids.texts[number]);
		if (school->carded)
			page_raw(page, "</a>");
	}
	page_raw(page, head ? "</th>" : "</td>");
}

void page_row_end(struct page_table *table)
{
	page_raw(table->page, "</tr>\n");
	arena_empty(&table->page->shown);
}

void page_table_end(struct page_table *table)
{
	page_raw(table->page, "</tbody></table></div>\n");
}

static bool looks_like_number(struct text text)
{
	wide units;
	return number_decimal(text, VALUE_PLACES, &units);
}

void page_rows_table(
	struct page *page, const struct page_rows *rows, const struct page_column *columns)
{
	struct page_table table;
	struct text heads[16];
	size_t count = 0;
	page_table_start(
		&table, page, SAYS_ROWS_CAPTION, PAGE_TEXTS(page_count(page, rows->count)));
	for (; columns[count].name; count++) {
		heads[count] = labels_column(page->labels, text_of(columns[count].name));
		if (strcmp(columns[count].name, "name") == 0)
			table.row_head = count;
	}
	page_table_heads(&table, heads, count);
	for (size_t row = 0; row < rows->count; row++) {
		page_row_start(&table);
		for (size_t i = 0; i < count; i++) {
			struct text column = text_of(columns[i].name);
			if (text_is(column, "name")) {
				page_school_cell(&table, rows->schools[row]);
				continue;
			}
			struct text value = page_rows_cell(rows, row, columns[i].cell);
			if (looks_like_number(value) && !text_is(column, "school_id"))
				page_number(&table, page_shown(page, column, value));
			else
				page_cell(&table, page_shown(page, column, value));
		}
		page_row_end(&table);
	}
	page_table_end(&table);
}
