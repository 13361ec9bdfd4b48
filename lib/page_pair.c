/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_sections.h"

#include <stdlib.h>

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

/* The components of the index of results without its name: results_index:ege-rus is ege-rus. */
static struct text without_index(struct page *page, struct text part)
{
	struct text index = page->axes[0].indicator;
	char *name = memory_get(index.length + 4, 1);
	memcpy(name, ", ", 2);
	memcpy(name + 2, index.at, index.length);
	name[index.length + 2] = ':';
	part = page_replaced(page, page_replaced(page, part, name, "; "), name + 2, "");
	free(name);
	return part;
}

/* Is the part what is said of the curator itself? It is the last. */
static bool is_of_curator(struct text part)
{
	static const char start[] = "curator: ";
	return part.length > sizeof start && memcmp(part.at, start, sizeof start - 1) == 0;
}

/* The signs of a part of the reason as words; the words of the stream are left to the labels. */
static struct text in_words(struct page *page, struct text part)
{
	static const struct {
		const char *sign;
		enum page_word word;
	} signs[] = {{", curator not strong", SAYS_NOT_STRONGER}, {", curator ", SAYS_AT_CURATOR},
		{" < ", SAYS_BELOW}, {" >= ", SAYS_NOT_BELOW}, {" (low ", SAYS_WEAK}};
	/* Of procedures it is plain that shares are meant; that of all of them has a label of its own. */
	if (!is_of_curator(part))
		part = page_replaced(page, part, ":share ", " ");
	if (page->axes[0].indicator.length)
		part = without_index(page, part);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		part = page_replaced(page, part, signs[i].sign,
			page_word(signs[i].word, page->request->english));
	return shown(page, "reason", part);
}

/* Takes what the part adds to the cost of the pair, " = 26" at its end, off it; nothing where it adds nothing. */
static struct text take_cost(struct text *part)
{
	static const char equals[] = " = ";
	struct text cost = text_of("");
	for (size_t at = part->length; at >= 3; at--) {
		if (memcmp(part->at + at - 3, equals, 3) != 0)
			continue;
		cost = (struct text){part->at + at, part->length - at};
		part->length = at - 3;
		break;
	}
	return text_is(cost, "0") ? text_of("") : cost;
}

/* The next part of the reason, up to "; "; what is said of the curator itself, the last, is one. */
static struct text next_part(struct text *rest)
{
	static const char between[] = "; ";
	struct text part = *rest;
	const char *end = is_of_curator(part) ? NULL : memmem(part.at, part.length, between, 2);
	if (end)
		part.length = (size_t)(end - part.at);
	size_t taken = part.length + (end ? 2 : 0);
	*rest = (struct text){rest->at + taken, rest->length - taken};
	return part;
}

/* On a municipality's page: does the part name a school of another one, as that of a pair which is not kept may? */
static bool names_other(const struct page *page, struct text part)
{
	struct text word;
	while (page->municipality.length && (word = text_next_word(&part)).length) {
		uint32_t number = dictionary_find(&page->schools.ids, word);
		if (number != DICTIONARY_NONE &&
			!text_equal(page->schools.items[number].municipality, page->municipality))
			return true;
	}
	return false;
}

/* What speaks for the pair and against it, a line each. */
static void put_reason(struct page *page, struct text reason)
{
	page_raw(page, "<ul class=\"why\">");
	while (reason.length) {
		struct text part = next_part(&reason), cost = take_cost(&part);
		if (names_other(page, part))
			continue;
		page_raw(page, "<li>");
		page_text(page, in_words(page, part));
		if (!cost.length)
			continue;
		page_raw(page, " <small>");
		page_say(page, SAYS_COST, PAGE_TEXTS(page_marked(page, cost)));
		page_raw(page, "</small>");
	}
	page_raw(page, "</ul>");
}

static void put_curator(struct page *page, const struct page_rows *pairs, size_t row)
{
	struct text curator = page_rows_cell(pairs, row, PAIR_CURATOR);
	uint32_t number = page_school_number(page, curator);
	struct text name = page->schools.items[number].name;
	page_raw(page, ": ");
	page_say(page, SAYS_PAIR_WITH,
		PAGE_TEXTS(name.length ? name : curator, curator,
			page_rows_cell(pairs, row, PAIR_MUNICIPALITY)));
}

static void put_pair(struct page *page, const struct page_rows *pairs, size_t row)
{
	struct text curator = page_rows_cell(pairs, row, PAIR_CURATOR);
	struct text distance = page_rows_cell(pairs, row, PAIR_DISTANCE);
	struct text subjects = page_rows_cell(pairs, row, PAIR_SUBJECTS);
	struct text reason = page_rows_cell(pairs, row, PAIR_REASON);
	page_heading(page, 4, SAYS_PAIR, NULL);
	page_raw(page, "<p>");
	page_text(page, shown(page, "status", page_rows_cell(pairs, row, PAIR_STATUS)));
	if (curator.length)
		put_curator(page, pairs, row);
	page_raw(page, ". ");
	if (distance.length)
		page_say(page, SAYS_DISTANCE, PAGE_TEXTS(page_marked(page, distance)));
	page_raw(page, " ");
	if (subjects.length)
		page_say(page, SAYS_SUBJECTS, PAGE_TEXTS(shown(page, "subjects", subjects)));
	page_raw(page, "</p>");
	/* On a municipality's page, not of another's school: the reason has its figures. */
	bool others = page->municipality.length && curator.length &&
		!text_equal(page_rows_cell(pairs, row, PAIR_MUNICIPALITY), page->municipality);
	if (reason.length && !page_advice_is_short(page) && !others)
		put_reason(page, reason);
}

void page_pair(struct page *page, const struct page_advice *advice, uint32_t school)
{
	size_t count;
	const struct page_rows *pairs = &advice->pairs;
	const uint32_t *rows = page_rows_of(pairs, school, &count);
	for (size_t i = 0; i < count; i++)
		if (text_equal(page_rows_cell(pairs, rows[i], PAIR_YEAR), advice->pair_year))
			put_pair(page, pairs, rows[i]);
}
