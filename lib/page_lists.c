/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_rule.h"
#include "page_sections.h"

#include <stdlib.h>

enum { MUNICIPALITY, CODE, NAME };

static void start_school_row(struct page_table *table, uint32_t number)
{
	struct page *page = table->page;
	page_row_start(table);
	page_cell(table, page->schools.items[number].municipality);
	page_cell(table, page->schools.ids.texts[number]);
	page_school_cell(table, number);
}

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

/* What is known of the schools of a list: of a public extract, not all. */
struct known {
	uint64_t count;
	uint64_t doubtful; /* of those who are to leave */
	bool probability, status, since, years, reason;
};

/* Does one pupil decide, or is a year missing on which the verdict rests? */
static bool is_doubtful(struct text reason)
{
	static const char *const words[] = {"; one pupil decides", "; no results in "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (reason.length && memmem(reason.at, reason.length, words[i], strlen(words[i])))
			return true;
	return false;
}

static void see(struct known *known, const struct page_school *school)
{
	known->count++;
	known->doubtful += school->left && is_doubtful(school->member_reason);
	known->probability |= school->probability.length > 0;
	known->status |= school->status.length > 0;
	known->since |= school->since.length > 0;
	known->years |= school->years.length > 0;
	known->reason |= school->member_reason.length > 0;
}

/* Of a public extract that is no finding. */
static void put_none(struct page *page)
{
	page_note(page, page->is_public ? SAYS_NONE_PUBLISHED : SAYS_NO_SCHOOLS, NULL);
}

static void start_table(struct page_table *table, struct page *page, enum page_word caption,
	const struct text *texts, const char *columns)
{
	page_table_start(table, page, caption, texts);
	table->row_head = NAME;
	page_table_columns(table, columns);
}

enum { COLUMNS_ROOM = 96 };

/* The columns of every list of schools, and of the others those that are known. */
static void name_columns(char columns[COLUMNS_ROOM], const char *first, const bool known[],
	const char *const names[], size_t count)
{
	strcpy(columns, "municipality school_id name");
	strcat(columns, first);
	for (size_t i = 0; i < count; i++)
		if (known[i])
			strcat(strcat(columns, " "), names[i]);
}

static void put_listed_rows(struct page *page, const struct known *known)
{
	static const char *const names[] = {"probability", "status", "since"};
	const bool wanted[] = {known->probability, known->status, known->since};
	struct page_table table;
	char columns[COLUMNS_ROOM];
	name_columns(columns, " class", wanted, names, 3);
	start_table(&table, page, SAYS_LIST_CAPTION, PAGE_TEXTS(page_count(page, known->count)),
		columns);
	for (size_t i = 0; i < page->schools.card_count; i++) {
		uint32_t number = page->schools.cards[i];
		const struct page_school *school = &page->schools.items[number];
		if (!school->listed)
			continue;
		start_school_row(&table, number);
		page_cell(&table, shown(page, "class", school->class));
		if (known->probability)
			page_number(&table, shown(page, "probability", school->probability));
		if (known->status)
			page_cell(&table, shown(page, "status", school->status));
		if (known->since)
			page_number(&table, school->since);
		page_row_end(&table);
	}
	page_table_end(&table);
}

/* The schools with low results. */
static void put_listed(struct page *page)
{
	struct known known = {0};
	if (!page->year)
		return;
	for (size_t i = 0; i < page->schools.card_count; i++)
		if (page->schools.items[page->schools.cards[i]].listed)
			see(&known, &page->schools.items[page->schools.cards[i]]);
	/* A status of an earlier year than the list says nothing of it. */
	if (page->members_old)
		known.status = known.since = false;
	page_section_start(page, "list", page->by_list ? SAYS_LIST_OWN : SAYS_LIST,
		PAGE_TEXTS(page->year_text));
	if (!known.count)
		put_none(page);
	else if (page->by_list)
		page_note(page, SAYS_LIST_OWN_NOTE, NULL);
	if (known.count)
		put_listed_rows(page, &known);
	page_section_end(page);
}

static bool is_on_list(const struct page_school *school, bool left)
{
	return school->left || (!left && school->member);
}

static void put_member_rows(struct page *page, const struct known *known, bool left)
{
	static const char *const names[] = {"since", "years", "reason"};
	const bool wanted[] = {known->since, known->years, known->reason};
	struct page_table table;
	char columns[COLUMNS_ROOM];
	name_columns(columns, " status", wanted, names, 3);
	start_table(&table, page, SAYS_COUNT_CAPTION, PAGE_TEXTS(page_count(page, known->count)),
		columns);
	for (size_t i = 0; i < page->schools.card_count; i++) {
		uint32_t number = page->schools.cards[i];
		const struct page_school *school = &page->schools.items[number];
		if (!is_on_list(school, left))
			continue;
		start_school_row(&table, number);
		page_cell(&table, shown(page, "status", school->status));
		if (known->since)
			page_number(&table, school->since);
		if (known->years)
			page_number(&table, school->years);
		if (known->reason)
			page_cell(&table, shown(page, "reason", school->member_reason));
		page_row_end(&table);
	}
	page_table_end(&table);
}

/* The rows of memberships of the last year: all, or those who are to leave. */
static void put_members(struct page *page, bool left)
{
	struct known known = {0};
	for (size_t i = 0; i < page->schools.card_count; i++) {
		const struct page_school *school = &page->schools.items[page->schools.cards[i]];
		if (is_on_list(school, left))
			see(&known, school);
	}
	page_section_start(page, left ? "left" : "members", left ? SAYS_LEFT : SAYS_COMPOSITION,
		PAGE_TEXTS(page_count(page, page->member_year)));
	if (known.doubtful)
		page_note(page, SAYS_LEFT_DOUBTFUL, PAGE_TEXTS(page_count(page, known.doubtful)));
	if (known.count)
		put_member_rows(page, &known, left);
	else
		put_none(page);
	page_section_end(page);
}

enum {
	CHANGE_INDICATOR,
	CHANGE_MUNICIPALITY,
	CHANGE_SCHOOL,
	CHANGE_TREND,
	CHANGE_FROM_YEAR,
	CHANGE_TO_YEAR,
	CHANGE_FROM,
	CHANGE_TO,
	CHANGE_DELTA,
	CHANGE_CERTAIN
};

/* Was the school in the programme of the last year that there are results of? */
static bool was_member(const struct page *page, uint32_t school)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&page->membership, school, &count);
	for (size_t i = 0; i < count; i++)
		if (text_equal(page_rows_cell(&page->membership, rows[i], 0), page->year_text) &&
			!text_is(page_rows_cell(&page->membership, rows[i], 2), "left"))
			return true;
	return false;
}

static bool is_improved(struct page *page, const struct text *cells, uint32_t school)
{
	return school != DICTIONARY_NONE &&
		text_is(cells[CHANGE_INDICATOR], page->request->improved) &&
		text_is(cells[CHANGE_TREND], "improved") &&
		text_equal(cells[CHANGE_TO_YEAR], page->year_text);
}

static bool is_improved_member(struct page *page, const struct text *cells, uint32_t school)
{
	return is_improved(page, cells, school) &&
		(!page->membership.there || was_member(page, school));
}

static void put_change(struct page_table *table, const struct page_rows *rows, size_t row)
{
	struct page *page = table->page;
	bool share = page_rule_counts(page, page_rows_cell(rows, row, CHANGE_INDICATOR));
	struct text delta = page_rows_cell(rows, row, CHANGE_DELTA), values[2];
	struct text at[2] = {
		page_rows_cell(rows, row, CHANGE_FROM), page_rows_cell(rows, row, CHANGE_TO)};
	page_two(page, share, at, values);
	page_number(table, values[0]);
	page_number(table, values[1]);
	page_number(table, share ? page_points(page, delta) : shown(page, "value", delta));
}

static void put_improved_rows(struct page *page, const struct page_rows *rows)
{
	struct page_table table;
	/* Of means without an interval nothing is known of chance. */
	bool certain = false;
	for (size_t i = 0; i < rows->count; i++)
		certain = certain || page_rows_cell(rows, i, CHANGE_CERTAIN).length;
	if (certain)
		page_note(page, SAYS_CHANCE_NOTE, NULL);
	start_table(&table, page, SAYS_COUNT_CAPTION, PAGE_TEXTS(page_count(page, rows->count)),
		certain ? "municipality school_id name year_from year_to from to delta "
			  "beyond_chance"
			: "municipality school_id name year_from year_to from to delta");
	for (size_t i = 0; i < rows->count; i++) {
		start_school_row(&table, rows->schools[i]);
		page_number(&table, page_rows_cell(rows, i, CHANGE_FROM_YEAR));
		page_number(&table, page_rows_cell(rows, i, CHANGE_TO_YEAR));
		put_change(&table, rows, i);
		if (certain)
			page_cell(&table,
				shown(page, "beyond_chance",
					page_rows_cell(rows, i, CHANGE_CERTAIN)));
		page_row_end(&table);
	}
	page_table_end(&table);
}

void page_improved(struct page *page, const char *file, bool of_members, const char *id,
	enum page_word heading)
{
	static const char columns[] =
		"indicator municipality school_id trend year_from year_to from "
		"to delta beyond_chance";
	struct page_rows rows;
	page_rows_load(page, &rows, file, columns, of_members ? is_improved_member : is_improved);
	page_section_start(page, id, heading, NULL);
	page_note(page, SAYS_IMPROVED_NOTE,
		PAGE_TEXTS(shown(page, "indicator", text_of(page->request->improved))));
	if (!of_members)
		page_note(page, SAYS_SINCE_NOTE, NULL);
	if (rows.count)
		put_improved_rows(page, &rows);
	else
		put_none(page);
	page_section_end(page);
	page_rows_free(&rows);
}

void page_lists(struct page *page)
{
	if (page->by_list)
		put_members(page, false);
	put_listed(page);
	if (page->membership.there && !page->by_list && !page->members_old)
		put_members(page, true);
	if (!page->request->improved || !page->year)
		return;
	if (page_has(page, "dynamics-since.tsv"))
		page_improved(page, "dynamics-since.tsv", false, "improved", SAYS_IMPROVED);
	else if (page_has(page, "dynamics.tsv"))
		page_improved(page, "dynamics.tsv", true, "improved", SAYS_IMPROVED);
}
