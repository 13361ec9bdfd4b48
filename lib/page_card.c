/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_advice.h"
#include "page_rule.h"
#include "page_scale.h"
#include "page_sections.h"
#include "page_verdict.h"

#include <stdlib.h>

enum { MOST_YEARS = 12 };

struct cards {
	struct page *page;
	struct page_verdicts verdicts;
	struct page_advice advice;
	struct page_scale shares, indices;
	wide threshold; /* below 0: none */
};

static struct text shown(struct page *page, const char *column, struct text value)
{
	return page_shown(page, text_of(column), value);
}

struct value {
	wide at, lo, hi;
	bool bounded;
	struct text n;
	struct text text;
};

static bool take_value(const struct page *page, size_t row, struct value *value)
{
	if (row == SIZE_MAX)
		return false;
	value->n = page_rows_cell(&page->values, row, VALUE_N);
	value->text = page_rows_cell(&page->values, row, VALUE_VALUE);
	value->bounded = number_decimal(page_rows_cell(&page->values, row, VALUE_LO), VALUE_PLACES,
				 &value->lo) &&
		number_decimal(
			page_rows_cell(&page->values, row, VALUE_HI), VALUE_PLACES, &value->hi);
	return number_decimal(value->text, VALUE_PLACES, &value->at);
}

static void put_place(
	struct page *page, const char *before, const struct page_scale *scale, wide at)
{
	page_raw(page, before);
	page_scale_put(page->out, page_scale_at(scale, at));
}

/* What all cards draw alike, once. */
static void put_shapes(const struct cards *cards)
{
	struct page *page = cards->page;
	wide cut;
	page_raw(page, "<svg class=\"shapes\" aria-hidden=\"true\"><defs>");
	if (cards->threshold >= 0) {
		put_place(page, "<path id=\"cut\" d=\"M", &cards->shares, cards->threshold);
		page_raw(page, " 0V14\"/>");
	}
	for (int i = 0; i < 2; i++)
		if (number_decimal(page->axes[i].cut, VALUE_PLACES, &cut)) {
			put_place(page, i ? "<path id=\"cut1\" d=\"M" : "<path id=\"cut0\" d=\"M",
				&cards->indices, cut);
			page_raw(page, " 0V14\"/>");
		}
	page_raw(page, "</defs></svg>\n");
}

/* A value on its scale, its interval and the cut, which is a shape of that name (NULL: there is none). */
static void put_dot(struct page *page, const struct page_scale *scale, const struct value *value,
	const char *cut, struct text from, struct text to)
{
	page_raw(page, "<svg class=\"dot\" role=\"img\" aria-label=\"");
	page_say(page, SAYS_INTERVAL, PAGE_TEXTS(from, to));
	page_raw(page, "\">");
	if (value->bounded) {
		put_place(page, "<path d=\"M", scale, value->lo);
		put_place(page, " 7H", scale, value->hi);
		page_raw(page, "\"/>");
	}
	if (cut) {
		page_raw(page, "<use href=\"#");
		page_raw(page, cut);
		page_raw(page, "\"/>");
	}
	/* A line without length, but with round ends, is a dot. */
	put_place(page, "<path d=\"M", scale, value->at);
	page_raw(page, " 7h0\"/></svg>");
}

/* The shares of the measure by year: a line, and in words. */
static void put_line(const struct cards *cards, uint32_t number, struct text measure)
{
	struct page *page = cards->page;
	struct page_scale up = {
		.least = 0, .most = number_power(VALUE_PLACES), .from = 120, .to = 20};
	struct value values[MOST_YEARS];
	struct text years[MOST_YEARS];
	size_t count = 0, found;
	const uint32_t *rows = page_rows_of(&page->values, number, &found);
	for (size_t i = 0; i < found && count < MOST_YEARS; i++) {
		struct text indicator = page_rows_cell(&page->values, rows[i], VALUE_INDICATOR);
		if (page_rule_is_share(indicator, measure) &&
			take_value(page, rows[i], &values[count]))
			years[count++] = page_rows_cell(&page->values, rows[i], VALUE_YEAR);
	}
	if (count < 2)
		return;
	page_raw(page, "<svg class=\"line\" role=\"img\" aria-label=\"");
	for (size_t i = 0; i < count; i++) {
		page_raw(page, i ? "; " : "");
		page_say(page, SAYS_SERIES_POINT,
			PAGE_TEXTS(years[i], page_share(page, values[i].text)));
	}
	page_raw(page, "\"><path d=\"");
	for (size_t i = 0; i < count; i++) {
		page_raw(page, i ? "L" : "M");
		page_scale_put(page->out, 20 + (int64_t)(i * 480 / (count - 1)));
		put_place(page, " ", &up, values[i].at);
	}
	page_raw(page, "\"/></svg> ");
}

/* How the share changed, and whether that may be chance: so few pupils often differ so much. */
static void put_trend(struct page *page, uint32_t number, struct text measure)
{
	size_t count, i = 0;
	const uint32_t *rows = page_rows_of(&page->changes, number, &count);
	while (i < count &&
		!page_rule_is_share(
			page_rows_cell(&page->changes, rows[i], CHANGED_INDICATOR), measure))
		i++;
	if (i == count)
		return;
	struct text trend = page_rows_cell(&page->changes, rows[i], CHANGED_TREND);
	page_text(page, shown(page, "trend", trend));
	if (!text_is(page_rows_cell(&page->changes, rows[i], CHANGED_CERTAIN), "no") ||
		(!text_is(trend, "improved") && !text_is(trend, "declined")))
		return;
	page_raw(page, " <small>");
	page_say(page, SAYS_WITHIN_CHANCE, NULL);
	page_raw(page, "</small>");
}

static void start_table(
	struct page *page, enum page_word caption, const enum page_word *heads, size_t count)
{
	page_raw(page, "<table><caption>");
	page_say(page, caption, PAGE_TEXTS(page->year_text));
	page_raw(page, "</caption><thead><tr>");
	for (size_t i = 0; i < count; i++) {
		page_raw(page, "<th>");
		page_say(page, heads[i], NULL);
	}
	page_raw(page, "</thead><tbody>");
}

/* 35,7 % (5/14) */
static void put_share(struct page *page, const struct value *value)
{
	uint64_t n, hits;
	page_text(page, page_share(page, value->text));
	if (number_count(value->n, &n) &&
		number_share_count(value->at, number_decimals(value->text), n, &hits)) {
		page_raw(page, " <small>");
		page_text(page, page_count(page, hits));
		page_raw(page, "/");
		page_text(page, value->n);
		page_raw(page, "</small>");
	}
}

/* Of a public extract: a share that is only below or above a limit, or is not published. */
static void put_coarse(struct page *page, struct text measure, size_t row)
{
	struct text value =
		row == SIZE_MAX ? text_of("") : page_rows_cell(&page->values, row, VALUE_VALUE);
	if (!value.length)
		return;
	page_raw(page, "<tr><th>");
	page_text(page, page_measure(page, measure));
	page_raw(page, "<td>");
	if (text_is(value, "*"))
		page_say(page, SAYS_NOT_PUBLISHED, NULL);
	else
		page_text(page, value);
	page_raw(page, "<td><td>");
}

static void put_procedure(const struct cards *cards, uint32_t number, struct text measure)
{
	struct page *page = cards->page;
	struct value value;
	size_t row = page_rule_value(page, number, measure, true, page->year_text);
	if (!take_value(page, row, &value)) {
		put_coarse(page, measure, row);
		return;
	}
	bool low = cards->threshold >= 0 && value.at >= cards->threshold;
	page_raw(page, low ? "<tr class=\"low\"><th>" : "<tr><th>");
	page_text(page, page_measure(page, measure));
	page_raw(page, "<td>");
	put_share(page, &value);
	page_raw(page, "<td>");
	put_dot(page, &cards->shares, &value, cards->threshold >= 0 ? "cut" : NULL,
		page_share(page, page_rows_cell(&page->values, row, VALUE_LO)),
		page_share(page, page_rows_cell(&page->values, row, VALUE_HI)));
	page_raw(page, "<td>");
	put_line(cards, number, measure);
	put_trend(page, number, measure);
}

static void put_procedures(const struct cards *cards, uint32_t number)
{
	static const enum page_word heads[] = {
		SAYS_PROCEDURE, SAYS_SHARE, SAYS_SCALE, SAYS_BY_YEAR};
	struct page *page = cards->page;
	size_t known = 0;
	for (uint32_t i = 0; i < page->measures.count; i++)
		known += page_rule_value(page, number, page->measures.texts[i], true,
				 page->year_text) != SIZE_MAX;
	if (!known)
		return;
	start_table(page, SAYS_PROCEDURES_CAPTION, heads, 4);
	for (uint32_t i = 0; i < page->measures.count; i++)
		put_procedure(cards, number, page->measures.texts[i]);
	page_raw(page, "</table>");
}

/* Its value stands in the evidence; here is its interval, and the cut, among all schools. */
static void put_index(const struct cards *cards, uint32_t number, int which)
{
	struct page *page = cards->page;
	const struct page_axis *axis = &page->axes[which];
	struct value value;
	size_t row = page_rule_value(page, number, axis->indicator, false, page->year_text);
	if (!take_value(page, row, &value))
		return;
	page_raw(page, "<p>");
	put_dot(page, &cards->indices, &value, which ? "cut1" : "cut0",
		shown(page, "value", page_rows_cell(&page->values, row, VALUE_LO)),
		shown(page, "value", page_rows_cell(&page->values, row, VALUE_HI)));
	page_raw(page, " ");
	page_text(page, shown(page, "indicator", axis->indicator));
	page_raw(page, "</p>");
}

static void put_indices(const struct cards *cards, uint32_t number)
{
	/* Of many schools the map says it. */
	if (page_advice_is_short(cards->page))
		return;
	for (int i = 0; i < 2 && cards->page->axes[i].indicator.length; i++)
		put_index(cards, number, i);
}

static void put_card(const struct cards *cards, uint32_t number)
{
	struct page *page = cards->page;
	const struct page_school *school = &page->schools.items[number];
	struct text id = page->schools.ids.texts[number];
	page_raw(page, "<article id=\"s-");
	html_anchor(page->out, id);
	page_raw(page, "\"><h3");
	page_raw(page, page_language(page, school->name));
	page_raw(page, ">");
	page_text(page, school->name.length ? school->name : id);
	page_raw(page, " <small>");
	page_text(page, id);
	page_raw(page, ", ");
	page_text(page, school->municipality);
	page_raw(page, "</small></h3>");
	page_verdict_put(page, &cards->verdicts, number);
	put_indices(cards, number);
	put_procedures(cards, number);
	page_advice_put(page, &cards->advice, number);
	page_raw(page, "</article>\n");
	arena_empty(&page->shown);
}

static void measure_cards(struct cards *cards)
{
	struct page *page = cards->page;
	struct value value;
	wide cut;
	cards->shares =
		(struct page_scale){.most = number_power(VALUE_PLACES), .from = 40, .to = 840};
	cards->indices = (struct page_scale){.from = 40, .to = 840};
	if (!number_decimal(page->share, VALUE_PLACES, &cards->threshold))
		cards->threshold = -1;
	for (size_t row = 0; page->axes[0].indicator.length && row < page->values.count; row++) {
		struct text indicator = page_rows_cell(&page->values, row, VALUE_INDICATOR);
		if ((text_equal(indicator, page->axes[0].indicator) ||
			    text_equal(indicator, page->axes[1].indicator)) &&
			take_value(page, row, &value))
			page_scale_see(&cards->indices, value.at);
	}
	for (int i = 0; i < 2; i++)
		if (number_decimal(page->axes[i].cut, VALUE_PLACES, &cut))
			page_scale_see(&cards->indices, cut);
	page_scale_widen(&cards->indices);
}

void page_cards(struct page *page)
{
	struct cards cards = {.page = page};
	if (!page->schools.card_count)
		return;
	page_verdict_load(page, &cards.verdicts);
	page_advice_load(page, &cards.advice);
	measure_cards(&cards);
	page_section_start(page, "cards", SAYS_CARDS, NULL);
	page_ours(page);
	page_note(page, SAYS_CARDS_NOTE, NULL);
	put_shapes(&cards);
	for (size_t i = 0; i < page->schools.card_count; i++)
		put_card(&cards, page->schools.cards[i]);
	page_section_end(page);
	page_verdict_free(&cards.verdicts);
	page_advice_free(&cards.advice);
}
