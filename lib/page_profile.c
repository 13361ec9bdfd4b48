/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_sections.h"

static void put_level(struct page *page, struct text level)
{
	page_say(page,
		text_is(level, "high")             ? SAYS_HIGH
			: text_is(level, "medium") ? SAYS_MEDIUM
			: text_is(level, "low")    ? SAYS_LOW
						   : SAYS_NO_DATA,
		NULL);
}

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

static bool is_raised(struct text level)
{
	return text_is(level, "high") || text_is(level, "medium");
}

/* The bar of the level is drawn by the style of the cell. */
static void put_factor(struct page *page, const struct page_rows *risks, size_t row)
{
	struct text level = page_rows_cell(risks, row, RISK_LEVEL);
	struct text previous = page_rows_cell(risks, row, RISK_PREVIOUS);
	bool high = text_is(level, "high");
	page_raw(page, "<tr><th>");
	page_text(page, shown(page, "factor", page_rows_cell(risks, row, RISK_FACTOR)));
	page_raw(page, "<br><small>");
	page_text(page, shown(page, "reason", page_rows_cell(risks, row, RISK_REASON)));
	page_raw(page, "</small>");
	page_raw(page, high ? "<td class=\"high\">" : "<td class=\"medium\">");
	put_level(page, level);
	if (text_is(page_rows_cell(risks, row, RISK_FIXED), "yes"))
		page_say(page, SAYS_FIXED, NULL);
	page_raw(page, "<td>");
	if (previous.length)
		put_level(page, previous);
}

static void start_risks(struct page *page)
{
	page_raw(page, "<table><caption>");
	page_say(page, SAYS_RISKS, NULL);
	page_raw(page, "</caption><thead><tr><th>");
	page_say(page, SAYS_FACTOR, NULL);
	page_raw(page, "<th>");
	page_say(page, SAYS_LEVEL, NULL);
	page_raw(page, "<th>");
	page_say(page, SAYS_BEFORE, NULL);
	page_raw(page, "</thead><tbody>");
}

/* Is it the row of a factor as a whole, of the last year? */
static bool is_factor(const struct page_advice *advice, size_t row)
{
	return !page_rows_cell(&advice->risks, row, RISK_PARAMETER).length &&
		text_equal(page_rows_cell(&advice->risks, row, RISK_YEAR), advice->risk_year);
}

static bool is_of_level(const struct page_advice *advice, size_t row, const char *level)
{
	return is_factor(advice, row) &&
		text_is(page_rows_cell(&advice->risks, row, RISK_LEVEL), level);
}

/* On a page of many cards, how many factors nothing is known of. */
static void put_unknown(struct page *page, const struct page_advice *advice, uint32_t school)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&advice->risks, school, &count);
	uint64_t unknown = 0;
	for (size_t i = 0; i < count; i++)
		unknown += is_of_level(advice, rows[i], "no_data");
	if (unknown)
		page_note(page, SAYS_UNKNOWN_COUNT, PAGE_TEXTS(page_count(page, unknown)));
}

/* Behind a factor's name: is the risk fixed, and what was its level a year before, where that was another one. */
static void put_standing(
	struct page *page, const struct page_rows *risks, size_t row, const char *level)
{
	struct text previous = page_rows_cell(risks, row, RISK_PREVIOUS);
	if (text_is(page_rows_cell(risks, row, RISK_FIXED), "yes"))
		page_say(page, SAYS_FIXED, NULL);
	if (!previous.length || text_is(previous, level))
		return;
	page_say(page, SAYS_YEAR_BEFORE, NULL);
	put_level(page, previous);
}

/* The factors of a level by name; what else is known of them where the level is raised. */
static void put_named(struct page *page, const struct page_advice *advice, uint32_t school,
	const char *level, enum page_word word)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&advice->risks, school, &count);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		if (!is_of_level(advice, rows[i], level))
			continue;
		page_raw(page, any ? "; " : "<p>");
		if (!any)
			page_say(page, word, NULL);
		page_text(page,
			shown(page, "factor",
				page_rows_cell(&advice->risks, rows[i], RISK_FACTOR)));
		if (is_raised(text_of(level)))
			put_standing(page, &advice->risks, rows[i], level);
		any = true;
	}
	page_raw(page, any ? ".</p>" : "");
}

/* The factors whose level is raised, with their evidence. */
static void put_raised(struct page *page, const struct page_advice *advice, uint32_t school)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&advice->risks, school, &count);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		if (!is_factor(advice, rows[i]) ||
			!is_raised(page_rows_cell(&advice->risks, rows[i], RISK_LEVEL)))
			continue;
		if (!any)
			start_risks(page);
		any = true;
		put_factor(page, &advice->risks, rows[i]);
	}
	page_raw(page, any ? "</table>" : "");
}

/* On a page of many cards all factors are told in sentences. */
static void put_risks(struct page *page, const struct page_advice *advice, uint32_t school)
{
	bool brief = page_advice_is_short(page);
	if (brief) {
		put_named(page, advice, school, "high", SAYS_HIGH_RISKS);
		put_named(page, advice, school, "medium", SAYS_MEDIUM_RISKS);
	} else {
		put_raised(page, advice, school);
	}
	put_named(page, advice, school, "low", SAYS_LOW_RISKS);
	if (brief)
		put_unknown(page, advice, school);
	else
		put_named(page, advice, school, "no_data", SAYS_UNKNOWN_RISKS);
}

/* The text; on a page of many cards its number, and the text stands once, in the section above. Its ground stands
 * in the card already. */
static void put_recommendation(struct page *page, const struct page_advice *advice, size_t row)
{
	uint32_t number = dictionary_find(
		&advice->texts, page_rows_cell(&advice->recommendations, row, TOLD_TEXT));
	if (page_advice_is_short(page)) {
		page_raw(page, " <a href=\"#r-");
		page_text(page, page_count(page, number + 1));
		page_raw(page, "\">");
		page_text(page, page_count(page, number + 1));
		page_raw(page, "</a>");
	} else {
		struct text text = page_rows_cell(&advice->recommendations, row, TOLD_TEXT);
		page_raw(page, "<li");
		page_raw(page, page_language(page, text));
		page_raw(page, ">");
		page_text(page, text);
	}
}

/* Rows stand by addressee. */
static void put_advice(struct page *page, const struct page_advice *advice, uint32_t school)
{
	size_t count;
	const struct page_rows *told = &advice->recommendations;
	const uint32_t *rows = page_rows_of(told, school, &count);
	struct text addressee = {"", 0};
	bool any = false;
	bool short_form = page_advice_is_short(page);
	const char *start = short_form ? "</h5><p>№" : "</h5><ul>",
		   *end = short_form ? "</p>" : "</ul>";
	for (size_t i = 0; i < count; i++) {
		struct text to = page_rows_cell(told, rows[i], TOLD_ADDRESSEE);
		if (!text_equal(page_rows_cell(told, rows[i], TOLD_YEAR), advice->advice_year))
			continue;
		if (!any)
			page_heading(page, 4, SAYS_ADVICE, NULL);
		if (!any || !text_equal(to, addressee)) {
			page_raw(page, any ? end : "");
			page_raw(page, "<h5>");
			page_text(page, shown(page, "addressee", to));
			page_raw(page, start);
		}
		any = true;
		addressee = to;
		put_recommendation(page, advice, rows[i]);
	}
	page_raw(page, any ? end : "");
}

void page_advice_put(struct page *page, const struct page_advice *advice, uint32_t school)
{
	put_risks(page, advice, school);
	page_pair(page, advice, school);
	put_advice(page, advice, school);
	page_decisions_put(page, advice, school);
}
