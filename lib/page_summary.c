/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_sections.h"

#include <stdlib.h>

/* Whose curator schools are counted. */
enum { OF_MEMBERS, OF_ADVERSE, OF_OTHERS, PAIR_GROUPS };

struct summary {
	uint64_t withheld, judged, listed, without_data, members, left, paired[PAIR_GROUPS];
	uint64_t again, stayed, no_longer; /* listed now or the year before */
	uint64_t municipalities, with_listed;
	bool has_pairs, has_before;
};

enum { PAIR_YEAR, PAIR_STATUS };

static int group_of(const struct page *page, uint32_t number)
{
	if (!page->membership.there || number == DICTIONARY_NONE)
		return OF_MEMBERS;
	const struct page_school *school = &page->schools.items[number];
	return school->member ? OF_MEMBERS : school->adverse ? OF_ADVERSE : OF_OTHERS;
}

static void count_pairs(struct page *page, struct summary *summary)
{
	struct page_rows pairs;
	struct text last = {NULL, 0};
	page_rows_load(page, &pairs, "pairs.tsv", "year status", NULL);
	summary->has_pairs = pairs.count > 0;
	if (pairs.count)
		last = page_rows_cell(&pairs, pairs.count - 1, PAIR_YEAR);
	for (size_t i = 0; i < pairs.count; i++) {
		struct text status = page_rows_cell(&pairs, i, PAIR_STATUS);
		summary->paired[group_of(page, pairs.schools[i])] +=
			text_equal(page_rows_cell(&pairs, i, PAIR_YEAR), last) &&
			(text_is(status, "paired") || text_is(status, "kept"));
	}
	page_rows_free(&pairs);
}

static void count_schools(struct page *page, struct summary *summary)
{
	struct dictionary all = {0}, with_listed = {0};
	for (uint32_t i = 0; i < page->schools.ids.count; i++) {
		const struct page_school *school = &page->schools.items[i];
		/* Of a public extract: a verdict that is withheld is none, and no list a year before
		 * can be held against it. */
		bool withheld = text_is(school->class, "not_published");
		bool without = text_is(school->class, "no_data");
		summary->withheld += school->judged && withheld;
		summary->members += school->member;
		summary->left += school->left;
		if (school->judged)
			dictionary_add(&all, school->municipality);
		if (school->listed)
			dictionary_add(&with_listed, school->municipality);
		summary->judged += school->judged && !without && !withheld;
		summary->without_data += school->judged && without;
		summary->listed += school->listed;
		summary->again += school->listed && !school->was_listed;
		summary->stayed += school->listed && school->was_listed;
		summary->no_longer += !school->listed && school->was_listed;
	}
	summary->municipalities = all.count;
	summary->with_listed = with_listed.count;
	summary->has_before = page->classes.count &&
		!text_equal(page_rows_cell(&page->classes, 0, 0), page->year_text);
	dictionary_empty(&all);
	dictionary_empty(&with_listed);
}

static void put_figure(struct page *page, enum page_word word, struct text text)
{
	page_raw(page, "<div><dt>");
	page_say(page, word, PAGE_TEXTS(page_count(page, page->member_year)));
	page_raw(page, "</dt><dd>");
	page_text(page, text);
	page_raw(page, "</dd></div>\n");
}

/* How many; of a public extract, where there may be more that are not told, none is not 0. */
static struct text known_count(struct page *page, uint64_t count, bool untold)
{
	return !count && untold ? text_of(page_word(SAYS_NOT_PUBLISHED, page->request->english))
				: page_count(page, count);
}

/* Who is in the programme, and which of them and of others have a curator school. */
static void put_members(struct page *page, const struct summary *summary)
{
	static const enum page_word words[PAIR_GROUPS] = {
		SAYS_PAIRED, SAYS_PAIRED_ADVERSE, SAYS_PAIRED_OTHERS};
	if (page->membership.there)
		put_figure(page, page->members_old ? SAYS_MEMBERS_OF : SAYS_MEMBERS,
			known_count(page, summary->members, page->is_public));
	if (page->membership.there && !page->members_old)
		put_figure(page, SAYS_TO_LEAVE, known_count(page, summary->left, page->is_public));
	for (int i = 0; i < PAIR_GROUPS && summary->has_pairs; i++)
		if (summary->paired[i] || i == OF_MEMBERS)
			put_figure(page, words[i],
				known_count(page, summary->paired[i], page->is_public));
}

static void put_figures(struct page *page, const struct summary *summary)
{
	page_raw(page, "<dl class=\"figures\">\n");
	if (page->classes.there) {
		put_figure(page, SAYS_JUDGED, page_count(page, summary->judged));
		put_figure(page, SAYS_LISTED,
			known_count(page, summary->listed, summary->withheld > 0));
		if (summary->withheld)
			put_figure(page, SAYS_WITHHELD, page_count(page, summary->withheld));
		else
			put_figure(page, SAYS_SHARE_LISTED,
				page_percent(page, summary->listed, summary->judged));
		put_figure(page, SAYS_WITHOUT_DATA, page_count(page, summary->without_data));
	}
	put_members(page, summary);
	page_raw(page, "</dl>\n");
}

void page_summary(struct page *page)
{
	struct summary summary = {0};
	count_schools(page, &summary);
	count_pairs(page, &summary);
	if (!page->classes.there && !page->membership.there)
		return;
	page_section_start(page, "summary", SAYS_SUMMARY, NULL);
	put_figures(page, &summary);
	if (page->members_old)
		page_note(page, SAYS_MEMBERS_OLD_NOTE,
			PAGE_TEXTS(page_count(page, page->member_year),
				page_count(page, page->year + 1)));
	if (page->year && !summary.withheld)
		page_note(page, SAYS_SENTENCE_YEAR,
			PAGE_TEXTS(page->year_text, page_count(page, summary.judged),
				page_count(page, summary.listed),
				page_percent(page, summary.listed, summary.judged),
				page_count(page, summary.with_listed),
				page_count(page, summary.municipalities)));
	if (page->year && summary.has_before && !summary.withheld)
		page_note(page, SAYS_SENTENCE_CHANGE,
			PAGE_TEXTS(page_count(page, page->year - 1),
				page_count(page, summary.again), page_count(page, summary.stayed),
				page_count(page, summary.no_longer)));
	else if (page->year && !summary.withheld)
		page_note(page, SAYS_NO_YEAR_BEFORE, NULL);
	page_section_end(page);
}
