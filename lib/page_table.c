/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_put.h"
#include "numeral.h"

#include <stdlib.h>

/* The attribute of a cell that holds the text: on a narrow screen a long one is given width, lest its row be high and
 * the other cells of it blank; else nothing. */
static const char *long_class(struct text text)
{
	enum { MOST_BYTES = 160 };
	return text.length > MOST_BYTES ? " class=\"long\"" : "";
}

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
	}
	page_raw(table->page, "</thead>\n<tbody>\n");
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

/* The start tag of the next cell, which holds the text; `class` is an attribute, or nothing. */
static void start_cell(struct page_table *table, const char *class, struct text text)
{
	bool head = table->column++ == table->row_head;
	page_raw(table->page, head ? "<th scope=\"row\"" : "<td");
	page_raw(table->page, class);
	page_raw(table->page, page_language(table->page, text));
	page_raw(table->page, ">");
}

void page_cell(struct page_table *table, struct text text)
{
	/* A row without a name is named by a dash, lest readers meet an empty head. */
	if (!text.length && table->column == table->row_head)
		text = text_of("–");
	start_cell(table, long_class(text), text);
	page_text(table->page, text);
}

void page_number(struct page_table *table, struct text text)
{
	start_cell(table, table->column == table->row_head ? "" : " class=\"n\"", text);
	page_text(table->page, text);
}

void page_school_cell(struct page_table *table, uint32_t number)
{
	struct page *page = table->page;
	struct text name = text_of("");
	if (number != DICTIONARY_NONE)
		name = page->schools.items[number].name.length ? page->schools.items[number].name
							       : page->schools.ids.texts[number];
	start_cell(table, "", name);
	bool carded = number != DICTIONARY_NONE && page->schools.items[number].carded;
	if (carded) {
		page_raw(page, "<a href=\"#s-");
		html_anchor(page->out, page->schools.ids.texts[number]);
		page_raw(page, "\">");
	}
	page_text(page, name);
	page_raw(page, carded ? "</a>" : "");
}

void page_row_end(struct page_table *table)
{
	page_raw(table->page, "\n");
	arena_empty(&table->page->shown);
}

void page_table_end(struct page_table *table)
{
	page_raw(table->page, "</table></div>\n");
}

enum { MOST_COLUMNS = 16 };

static bool is_school(const struct page_column *column)
{
	return strcmp(column->name, "name") == 0;
}

/* The columns in which something is known, as many as are told. */
static size_t find_known(const struct page_rows *rows, const struct page_column *columns,
	struct page_column known[MOST_COLUMNS])
{
	size_t count = 0;
	for (; columns->name && count < MOST_COLUMNS; columns++) {
		bool any = is_school(columns);
		for (size_t row = 0; row < rows->count && !any; row++)
			any = page_rows_cell(rows, row, columns->cell).length > 0;
		if (any)
			known[count++] = *columns;
	}
	return count;
}

static void put_value(struct page_table *table, const struct page_column *column, struct text value)
{
	struct page *page = table->page;
	struct text name = text_of(column->name);
	wide units;
	/* What is of no municipality is of all. */
	if (!value.length && text_is(name, "municipality"))
		page_cell(table, text_of(page_word(SAYS_ALL, page->request->english)));
	else if (numeral_read(name, value, &units))
		page_number(table, page_shown(page, name, value));
	else
		page_cell(table, page_shown(page, name, value));
}

void page_rows_table(
	struct page *page, const struct page_rows *rows, const struct page_column *columns)
{
	struct page_table table;
	struct page_column known[MOST_COLUMNS];
	struct text heads[MOST_COLUMNS];
	size_t count = find_known(rows, columns, known);
	if (!rows->count) {
		page_note(page, SAYS_NO_ROWS, NULL);
		return;
	}
	page_table_start(
		&table, page, SAYS_ROWS_CAPTION, PAGE_TEXTS(page_count(page, rows->count)));
	for (size_t i = 0; i < count; i++) {
		heads[i] = labels_column(page->labels, text_of(known[i].name));
		if (is_school(&known[i]))
			table.row_head = i;
	}
	page_table_heads(&table, heads, count);
	for (size_t row = 0; row < rows->count; row++) {
		page_row_start(&table);
		for (size_t i = 0; i < count; i++)
			if (is_school(&known[i]))
				page_school_cell(&table, rows->schools[row]);
			else
				put_value(&table, &known[i],
					page_rows_cell(rows, row, known[i].cell));
		page_row_end(&table);
	}
	page_table_end(&table);
}
