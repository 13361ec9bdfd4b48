/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_sections.h"

enum { SUM_LENGTH = 12 };

static struct text word(const struct page *page, enum page_word said)
{
	return text_of(page_word(said, page->request->english));
}

/* Words of the rule have labels of their own; measures and indices among the values have names that people know. */
static void put_setting(struct page_table *table, struct text option, struct text value)
{
	struct page *page = table->page;
	struct text part;
	bool share = text_is(option, "share"), any = false;
	table->column++;
	page_raw(page, "<td");
	/* The names of a list's members are longer than their words. */
	bool list = value.length && memchr(value.at, ',', value.length);
	page_raw(page, list ? " class=\"long\">" : ">");
	while (text_next_part(&value, ',', &part)) {
		struct text name = page_shown(page, text_of("setting"), part);
		page_raw(page, any ? ", " : "");
		page_text(page,
			share                            ? page_share(page, part)
				: text_equal(name, part) ? page_measure(page, part)
							 : name);
		any = true;
	}
}

static void put_rule(struct page *page)
{
	struct page_table table;
	if (!page->rules.row_count)
		return;
	page_table_start(&table, page, SAYS_RULE_CAPTION, NULL);
	page_table_heads(&table,
		PAGE_TEXTS(
			word(page, SAYS_OPTION), word(page, SAYS_VALUE), word(page, SAYS_SOURCE)),
		3);
	for (size_t i = 0; i < page->rules.row_count; i++) {
		page_row_start(&table);
		page_cell(&table,
			page_shown(page, text_of("option"), table_cell(&page->rules, i, 0)));
		put_setting(&table, table_cell(&page->rules, i, 0), table_cell(&page->rules, i, 1));
		page_cell(&table,
			page_shown(page, text_of("source"), table_cell(&page->rules, i, 2)));
		page_row_end(&table);
	}
	page_table_end(&table);
}

enum { KIND, NAME, SUM, LINES };

/* Tables and programs. The results are not told, for the page is one of them; nor are the files of the inbox, for
 * the page is the same however the same records are spread over files. */
static bool is_source(struct page *page, const struct text *cells, uint32_t school)
{
	(void)page;
	(void)school;
	struct text kind = cells[KIND], first = text_next_word(&kind);
	return text_is(first, "table") || text_is(first, "tool");
}

/* Programs have a version in their kind; the sums of tables tell which tables they were. */
static void put_file(struct page_table *table, const struct page_rows *rows, size_t row)
{
	struct page *page = table->page;
	struct text rest = page_rows_cell(rows, row, KIND), first = text_next_word(&rest);
	bool tool = text_is(first, "tool");
	struct text sum = page_rows_cell(rows, row, SUM), none = text_of("");
	sum.length = sum.length < SUM_LENGTH ? sum.length : SUM_LENGTH;
	page_row_start(table);
	table->column++;
	page_raw(page, "<td>");
	page_say(page, tool ? SAYS_KIND_TOOL : SAYS_KIND_TABLE, PAGE_TEXTS(text_trim(rest)));
	page_cell(table, page_rows_cell(rows, row, NAME));
	page_cell(table, tool ? none : sum);
	page_number(table, tool ? none : page_rows_cell(rows, row, LINES));
	page_row_end(table);
}

static void put_manifest(struct page *page)
{
	struct page_rows rows;
	struct page_table table;
	/* The files are those of the whole run, also on the page of a municipality. */
	struct text municipality = page->municipality;
	page->municipality = text_of("");
	page_rows_load(page, &rows, "manifest.tsv", "kind name sha256 lines", is_source);
	page->municipality = municipality;
	if (rows.count) {
		page_note(page, SAYS_MANIFEST_NOTE, NULL);
		page_table_start(&table, page, SAYS_MANIFEST_CAPTION, NULL);
		table.row_head = NAME;
		page_table_heads(&table,
			PAGE_TEXTS(word(page, SAYS_KIND), word(page, SAYS_NAME),
				word(page, SAYS_SUM), word(page, SAYS_LINES)),
			4);
	}
	for (size_t i = 0; i < rows.count; i++)
		put_file(&table, &rows, i);
	if (rows.count)
		page_table_end(&table);
	page_rows_free(&rows);
}

void page_method(struct page *page)
{
	if (!page->rules.row_count && !page_has(page, "manifest.tsv"))
		return;
	page_section_start(page, "method", SAYS_METHOD, NULL);
	put_rule(page);
	put_manifest(page);
	page_section_end(page);
}
