/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message.h"
#include "page_sections.h"

#include <stdlib.h>

/* Rows of the same cells, counted; `weight` is the column that says how many a row stands for (SIZE_MAX: each
 * is one) and is the last. Rows stand in order, so equal ones stand together. */
static uint64_t count_alike(const struct page_rows *rows, size_t *row, size_t cells, size_t weight)
{
	size_t first = *row;
	uint64_t all = 0, one;
	for (; *row < rows->count; (*row)++) {
		for (size_t i = 0; i < cells; i++)
			if (!text_equal(
				    page_rows_cell(rows, first, i), page_rows_cell(rows, *row, i)))
				return all;
		if (weight == SIZE_MAX)
			all++;
		else if (number_count(page_rows_cell(rows, *row, weight), &one))
			all += one;
	}
	return all;
}

/* The step in words: what is done, and with which files. */
static struct text step_shown(struct page *page, struct text filter)
{
	const char *colon = memchr(filter.at, ':', filter.length);
	char *both;
	if (!colon)
		return page_shown(page, text_of("work"), filter);
	size_t length = (size_t)(colon - filter.at);
	struct text work = page_shown(page, text_of("work"), (struct text){filter.at, length});
	struct text step = page_shown(
		page, text_of("inbox"), (struct text){colon + 1, filter.length - length - 1});
	if (asprintf(&both, "%.*s: %.*s", (int)work.length, work.at, (int)step.length, step.at) < 0)
		fail(STATUS_SYSTEM, _("out of memory"));
	struct text kept = arena_copy(&page->shown, text_of(both));
	free(both);
	return kept;
}

static struct text shown(struct page *page, struct text column, struct text value)
{
	return text_is(column, "filter") ? step_shown(page, value)
					 : page_shown(page, column, value);
}

/* A table of counts; names are those of the columns for the labels, as many as there are cells to compare. */
static void put_counts(struct page *page, const struct page_rows *rows, const char *const *names,
	size_t cells, size_t weight, enum page_word caption)
{
	struct page_table table;
	struct text heads[4];
	if (!rows->count)
		return;
	page_table_start(&table, page, caption, NULL);
	for (size_t i = 0; i < cells; i++)
		heads[i] = labels_column(
			page->labels, text_of(strcmp(names[i], "filter") == 0 ? "work" : names[i]));
	heads[cells] = text_of(page_word(SAYS_COUNT, page->request->english));
	page_table_heads(&table, heads, cells + 1);
	for (size_t row = 0; row < rows->count;) {
		size_t first = row;
		uint64_t count = count_alike(rows, &row, cells, weight);
		page_row_start(&table);
		for (size_t i = 0; i < cells; i++)
			page_cell(&table,
				shown(page, text_of(names[i]), page_rows_cell(rows, first, i)));
		page_number(&table, page_count(page, count));
		page_row_end(&table);
	}
	page_table_end(&table);
}

enum { STAT_FILTER, STAT_REASON, STAT_COUNT, STAT_KIND };

/* The name of the step where the filter is the program: of import:gia it is gia; empty where it is another one. */
static struct text step_of(struct text filter, const char *program)
{
	size_t length = strlen(program);
	if (filter.length <= length || memcmp(filter.at, program, length) != 0)
		return text_of("");
	return (struct text){filter.at + length, filter.length - length};
}

static bool is_of_inbox(struct page *page, const struct text *cells, uint32_t school)
{
	(void)page;
	(void)school;
	return (text_is(cells[STAT_KIND], "skipped") && !text_is(cells[STAT_COUNT], "0")) ||
		step_of(cells[STAT_FILTER], "import:").length;
}

/* What a step leaves out because another takes it says nothing of the data: only what reads the files of the inbox,
 * and makes observations of these records, does. Of the others' rows nothing is kept. */
static void keep_inbox(struct page_rows *rows)
{
	struct dictionary read = {0};
	size_t count = 0;
	for (size_t row = 0; row < rows->count; row++) {
		struct text step = step_of(page_rows_cell(rows, row, STAT_FILTER), "import:");
		if (step.length)
			dictionary_add(&read, step);
	}
	for (size_t row = 0; row < rows->count; row++) {
		struct text filter = page_rows_cell(rows, row, STAT_FILTER);
		bool imported = step_of(filter, "import:").length > 0;
		struct text step = step_of(filter, "normalize:");
		if (!text_is(page_rows_cell(rows, row, STAT_KIND), "skipped") ||
			text_is(page_rows_cell(rows, row, STAT_COUNT), "0") ||
			(!imported && dictionary_find(&read, step) == DICTIONARY_NONE))
			continue;
		memmove(rows->cells + count++ * rows->columns, rows->cells + row * rows->columns,
			rows->columns * sizeof *rows->cells);
	}
	rows->count = count;
	dictionary_empty(&read);
}

static void put_found(struct page *page)
{
	static const char *const found[] = {"severity", "check"};
	static const char *const rejected[] = {"filter", "check", "column"};
	static const char *const skipped[] = {"filter", "skip"};
	struct page_rows rows;
	page_rows_load(page, &rows, "quality.tsv", "severity check", NULL);
	put_counts(page, &rows, found, 2, SIZE_MAX, SAYS_FOUND_CAPTION);
	page_rows_free(&rows);
	page_rows_load(page, &rows, "rejects.tsv", "filter reason column", NULL);
	put_counts(page, &rows, rejected, 3, SIZE_MAX, SAYS_REJECTS_CAPTION);
	page_rows_free(&rows);
	page_rows_load(page, &rows, "stats.tsv", "filter reason count kind", is_of_inbox);
	keep_inbox(&rows);
	put_counts(page, &rows, skipped, 2, STAT_COUNT, SAYS_SKIPS_CAPTION);
	page_rows_free(&rows);
}

/* The name of a column of such a table: from and to are years there. */
static struct text name_of(const struct page *page, struct text column)
{
	if (text_is(column, "from"))
		column = text_of("year_from");
	else if (text_is(column, "to"))
		column = text_of("year_to");
	return labels_column(page->labels, column);
}

/* What the line says, cell by cell, with the names of its columns; then what it goes back to. */
static void put_line(struct page *page, const struct table *table, size_t row)
{
	struct text source = text_of("");
	bool any = false;
	for (uint32_t i = 1; i < table->columns.count; i++) {
		struct text cell = table_cell(table, row, i), column = table->columns.texts[i];
		if (text_is(column, "source"))
			source = cell;
		if (!cell.length || text_is(column, "source"))
			continue;
		page_raw(page, any ? "; " : "");
		page_text(page, name_of(page, column));
		page_raw(page, ": ");
		page_text(page, page_shown(page, column, cell));
		any = true;
	}
	if (!source.length)
		return;
	page_raw(page, any ? "<br><small>" : "<small>");
	page_text(page, page_shown(page, text_of("source"), source));
	page_raw(page, "</small>");
}

static struct text base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return text_of(slash ? slash + 1 : path);
}

/* The lines of tables that nobody has compared with their source. */
static void put_unverified(struct page *page)
{
	struct page_table table;
	bool any = false;
	for (size_t i = 0; i < page->checked.row_count; i++) {
		if (!text_is(table_cell(&page->checked, i, 0), "no"))
			continue;
		if (!any) {
			page_table_start(&table, page, SAYS_UNVERIFIED_CAPTION, NULL);
			page_table_heads(&table,
				PAGE_TEXTS(text_of(page_word(SAYS_TABLE, page->request->english)),
					text_of(page_word(SAYS_LINE, page->request->english)),
					text_of(page_word(SAYS_CONTENT, page->request->english))),
				3);
		}
		any = true;
		page_row_start(&table);
		page_cell(&table, base_name(page->checked.rows[i].file));
		page_number(&table, page_count(page, page->checked.rows[i].line));
		page_raw(page, "<td>");
		put_line(page, &page->checked, i);
		page_row_end(&table);
	}
	if (any)
		page_table_end(&table);
}

void page_quality(struct page *page)
{
	if (!page_has(page, "quality.tsv") && !page_has(page, "rejects.tsv"))
		return;
	page_section_start(page, "quality", SAYS_QUALITY, NULL);
	page_note(page, SAYS_QUALITY_NOTE, NULL);
	put_found(page);
	put_unverified(page);
	page_section_end(page);
}

enum {
	REFUSED_FILE,
	REFUSED_LINE,
	REFUSED_SCHOOL,
	REFUSED_CHECK,
	REFUSED_COLUMN,
	REFUSED_VALUE,
	REFUSED_EXPECTED,
	REFUSED_FILTER
};

static bool is_refused(struct page *page, const struct text *cells, uint32_t school)
{
	static const char name[] = "override";
	(void)page;
	(void)school;
	return cells[REFUSED_FILTER].length >= sizeof name - 1 &&
		memcmp(cells[REFUSED_FILTER].at, name, sizeof name - 1) == 0;
}

void page_corrections(struct page *page)
{
	static const struct page_column made[] = {{"year", 0}, {"school_id", 1}, {"name", 0},
		{"indicator", 2}, {"old", 3}, {"new", 4}, {"document", 5}, {"date", 6}, {0}};
	static const struct page_column refused[] = {{"file", REFUSED_FILE}, {"line", REFUSED_LINE},
		{"school_id", REFUSED_SCHOOL}, {"name", 0}, {"check", REFUSED_CHECK},
		{"column", REFUSED_COLUMN}, {"value", REFUSED_VALUE},
		{"expected", REFUSED_EXPECTED}, {0}};
	struct page_rows rows;
	page_rows_load(
		page, &rows, "overrides.tsv", "year school_id value old new document date", NULL);
	if (rows.there) {
		page_section_start(page, "overrides", SAYS_OVERRIDES, NULL);
		page_note(page, SAYS_OVERRIDES_NOTE, NULL);
		page_rows_table(page, &rows, made);
		page_section_end(page);
	}
	page_rows_free(&rows);
	page_rows_load(page, &rows, "quality.tsv",
		"file line school_id check column value expected filter", is_refused);
	if (rows.count) {
		page_section_start(page, "refused", SAYS_REFUSED, NULL);
		page_rows_table(page, &rows, refused);
		page_section_end(page);
	}
	page_rows_free(&rows);
}
