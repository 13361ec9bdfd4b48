/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_sections.h"

#include <stdlib.h>

struct municipality {
	uint64_t judged, listed, members, without_data, withheld;
};

static void count(struct page *page, struct dictionary *names, struct municipality **counts)
{
	size_t room = 0;
	for (uint32_t i = 0; i < page->schools.count; i++) {
		const struct page_school *school = &page->schools.items[i];
		if (!school->judged && !school->member)
			continue;
		uint32_t known = names->count, number = dictionary_add(names, school->municipality);
		*counts = memory_grow(*counts, &room, names->count, sizeof **counts);
		if (number == known)
			(*counts)[number] = (struct municipality){0};
		bool without = text_is(school->class, "no_data");
		bool withheld = text_is(school->class, "not_published");
		(*counts)[number].withheld += school->judged && withheld;
		(*counts)[number].judged += school->judged && !without && !withheld;
		(*counts)[number].without_data += school->judged && without;
		(*counts)[number].listed += school->listed;
		(*counts)[number].members += school->member;
	}
}

/* Memberships of an earlier year than the list stand in the cards alone. */
static bool tells_members(const struct page *page)
{
	return page->membership.there && !page->members_old;
}

/* How many; of a public extract, where there may be more that are not told, none is not 0. */
static void put_count(struct page_table *table, uint64_t count, bool untold)
{
	page_number(table, !count && untold ? text_of("*") : page_count(table->page, count));
}

/* Of a public extract the share of all is not known: how many verdicts are withheld stands in its place. */
static void put_row(
	struct page_table *table, struct text name, const struct municipality *one, bool withheld)
{
	struct page *page = table->page;
	page_row_start(table);
	page_cell(table, name);
	page_number(table, page_count(page, one->judged));
	put_count(table, one->listed, one->withheld > 0);
	page_number(table,
		withheld ? page_count(page, one->withheld)
			 : page_percent(page, one->listed, one->judged));
	page_number(table, page_count(page, one->without_data));
	if (tells_members(page))
		put_count(table, one->members, page->is_public);
	page_row_end(table);
}

static void put_table(
	struct page *page, const struct dictionary *names, const struct municipality *counts)
{
	enum page_word words[] = {
		SAYS_JUDGED, SAYS_LISTED, SAYS_SHARE_LISTED, SAYS_WITHOUT_DATA, SAYS_MEMBERS};
	struct page_table table;
	struct text heads[6] = {labels_column(page->labels, text_of("municipality"))};
	size_t columns = tells_members(page) ? 6 : 5;
	uint32_t *order = dictionary_sorted(names);
	bool withheld = false;
	for (uint32_t i = 0; i < names->count; i++)
		withheld = withheld || counts[i].withheld;
	if (withheld)
		words[2] = SAYS_WITHHELD;
	for (size_t i = 1; i < columns; i++)
		heads[i] = text_of(page_word(words[i - 1], page->request->english));
	page_table_start(
		&table, page, SAYS_ROWS_CAPTION, PAGE_TEXTS(page_count(page, names->count)));
	page_table_heads(&table, heads, columns);
	for (uint32_t i = 0; i < names->count; i++)
		put_row(&table, names->texts[order[i]], &counts[order[i]], withheld);
	page_table_end(&table);
	free(order);
}

void page_municipalities(struct page *page)
{
	struct dictionary names = {0};
	struct municipality *counts = NULL;
	count(page, &names, &counts);
	if (names.count > 1) {
		page_section_start(page, "municipalities", SAYS_MUNICIPALITIES, NULL);
		put_table(page, &names, counts);
		page_section_end(page);
	}
	dictionary_empty(&names);
	free(counts);
}
