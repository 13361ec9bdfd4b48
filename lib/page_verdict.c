/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_verdict.h"
#include "page_put.h"

enum { EXTRA_YEAR, EXTRA_RULE, EXTRA_CLASS, EXTRA_PROBABILITY, EXTRA_REASON };

static bool is_of_card(struct page *page, const struct text *cells, uint32_t school)
{
	return school != DICTIONARY_NONE && page->schools.items[school].carded &&
		text_equal(cells[EXTRA_YEAR], page->year_text);
}

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

void page_verdict_load(struct page *page, struct page_verdicts *verdicts)
{
	static const char columns[] = "year rule class probability reason";
	page_rows_load(page, &verdicts->pooled, "classes-pooled.tsv", columns, is_of_card);
	page_rows_load(page, &verdicts->within, "classes-municipality.tsv", columns, is_of_card);
}

void page_verdict_free(struct page_verdicts *verdicts)
{
	page_rows_free(&verdicts->pooled);
	page_rows_free(&verdicts->within);
}

static void put_probability(struct page *page, struct text probability)
{
	if (!probability.length)
		return;
	page_raw(page, " ");
	page_say(page, SAYS_PROBABILITY, PAGE_TEXTS(shown(page, "probability", probability)));
}

static void put_earlier(struct page *page, uint32_t number)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&page->classes, number, &count);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		struct text year = page_rows_cell(&page->classes, rows[i], 0);
		if (text_equal(year, page->year_text))
			continue;
		page_raw(page, any ? "; " : "<p>");
		if (!any)
			page_say(page, SAYS_EARLIER, NULL);
		page_say(page, SAYS_YEAR_CLASS,
			PAGE_TEXTS(year,
				shown(page, "class", page_rows_cell(&page->classes, rows[i], 2))));
		any = true;
	}
	page_raw(page, any ? ".</p>" : "");
}

/* The verdicts of other readings: with their evidence where it is another one. */
static void put_extra(
	struct page *page, const struct page_rows *rows, uint32_t number, bool evidence)
{
	size_t count;
	const uint32_t *found = page_rows_of(rows, number, &count);
	for (size_t i = 0; i < count; i++) {
		page_raw(page, "<p class=\"other\">");
		page_text(page, shown(page, "rule", page_rows_cell(rows, found[i], EXTRA_RULE)));
		page_raw(page, ": ");
		page_text(page, shown(page, "class", page_rows_cell(rows, found[i], EXTRA_CLASS)));
		page_raw(page, ".");
		put_probability(page, page_rows_cell(rows, found[i], EXTRA_PROBABILITY));
		if (evidence) {
			page_raw(page, " <small>");
			page_text(page,
				shown(page, "reason",
					page_rows_cell(rows, found[i], EXTRA_REASON)));
			page_raw(page, "</small>");
		}
		page_raw(page, "</p>");
	}
}

/* Each ground on a line of its own. */
static void put_reason(struct page *page, struct text reason)
{
	struct text rest = shown(page, "reason", reason), part;
	while (reason.length && text_next_part(&rest, ';', &part)) {
		page_raw(page, "<br>");
		page_text(page, text_trim(part));
	}
}

/* Reasons of memberships stand in the tables above; but for who stays though not listed. */
static void put_membership(struct page *page, const struct page_school *school)
{
	bool told = school->left || page->by_list || school->listed;
	page_raw(page, "<p>");
	page_say(page, SAYS_MEMBER,
		PAGE_TEXTS(page_count(page, page->member_year),
			shown(page, "status", school->status)));
	if (school->since.length)
		page_say(page, SAYS_SINCE, PAGE_TEXTS(school->since));
	if (school->years.length)
		page_say(page, SAYS_YEARS, PAGE_TEXTS(school->years));
	page_raw(page, ".");
	if (!told && school->member_reason.length) {
		page_raw(page, " ");
		page_text(page, shown(page, "reason", school->member_reason));
	}
	page_raw(page, "</p>");
}

void page_verdict_put(struct page *page, const struct page_verdicts *verdicts, uint32_t number)
{
	const struct page_school *school = &page->schools.items[number];
	if (school->judged) {
		page_raw(page,
			school->listed ? "<p class=\"verdict listed\"><b>"
				       : "<p class=\"verdict\"><b>");
		page_say(page, SAYS_YEAR_VERDICT,
			PAGE_TEXTS(page->year_text, shown(page, "class", school->class)));
		page_raw(page, "</b>");
		put_probability(page, school->probability);
		put_reason(page, school->reason);
		page_raw(page, "</p>");
	}
	put_earlier(page, number);
	put_extra(page, &verdicts->within, number, false);
	put_extra(page, &verdicts->pooled, number, true);
	if (school->status.length)
		put_membership(page, school);
}
