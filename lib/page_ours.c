/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_sections.h"

enum { ON_LISTS, TO_LEAVE, ADVERSE, GROUPS };

void page_ours(struct page *page)
{
	static const enum page_word words[GROUPS] = {
		SAYS_OURS_LISTED, SAYS_OURS_LEFT, SAYS_OURS_ADVERSE};
	uint64_t counts[GROUPS] = {0};
	bool any = false;
	for (size_t i = 0; i < page->schools.card_count; i++) {
		const struct page_school *school = &page->schools.items[page->schools.cards[i]];
		counts[school->listed || school->member ? ON_LISTS
				: school->left          ? TO_LEAVE
							: ADVERSE]++;
	}
	page_raw(page, "<p>");
	page_say(page, SAYS_OURS, PAGE_TEXTS(page_count(page, page->schools.card_count)));
	for (int i = 0; i < GROUPS; i++) {
		if (!counts[i])
			continue;
		page_raw(page, any ? "; " : ": ");
		page_say(page, words[i], PAGE_TEXTS(page_count(page, counts[i])));
		any = true;
	}
	page_raw(page, ".</p>\n");
}
