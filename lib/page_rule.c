/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_rule.h"
#include "page_put.h"

#include <stdlib.h>

enum { RULE_OPTION, RULE_VALUE };

static const char share_end[] = ":share";

static void take_settings(struct page *page)
{
	for (size_t i = 0; i < page->rules.row_count; i++) {
		struct text option = table_cell(&page->rules, i, RULE_OPTION);
		struct text value = table_cell(&page->rules, i, RULE_VALUE), part;
		if (text_is(option, "share"))
			page->share = value;
		while (text_is(option, "measures") && text_next_part(&value, ',', &part))
			dictionary_add(&page->measures, text_trim(part));
	}
}

void page_rule_read(struct page *page)
{
	static const struct table_form settings = {"option value", "source", true};
	static const struct table_form any = {"verified", "", true};
	const struct page_request *request = page->request;
	table_load(&page->rules, request->rules.items, request->rules.count, &settings);
	table_load(&page->checked, request->checked.items, request->checked.count, &any);
	table_check();
	take_settings(page);
}

/* The index and the cut that the evidence begins with: "results_index 65.869 >= 50.438 (median …". */
static bool read_axis(struct text *reason, struct page_axis *axis)
{
	wide units;
	axis->indicator = text_next_word(reason);
	struct text value = text_next_word(reason), sign = text_next_word(reason);
	axis->cut = text_next_word(reason);
	return (text_is(sign, "<") || text_is(sign, ">=")) &&
		number_decimal(value, VALUE_PLACES, &units) &&
		number_decimal(axis->cut, VALUE_PLACES, &units);
}

static void find_axes(struct page *page)
{
	for (uint32_t i = 0; i < page->schools.count; i++) {
		struct text reason = page->schools.items[page->schools.all[i]].reason, part;
		struct page_axis axes[2];
		if (!reason.length || !text_next_part(&reason, ';', &part) ||
			!read_axis(&part, &axes[0]))
			continue;
		if (text_next_part(&reason, ';', &part) && read_axis(&part, &axes[1])) {
			memcpy(page->axes, axes, sizeof axes);
			return;
		}
	}
}

static bool ends_in_share(struct text indicator)
{
	size_t length = sizeof share_end - 1;
	return indicator.length > length &&
		memcmp(indicator.at + indicator.length - length, share_end, length) == 0;
}

bool page_rule_is_share(struct text indicator, struct text measure)
{
	return ends_in_share(indicator) &&
		text_equal((struct text){indicator.at, indicator.length - (sizeof share_end - 1)},
			measure);
}

struct text page_rule_label(struct page *page, struct text indicator)
{
	if (!ends_in_share(indicator))
		return page_shown(page, text_of("indicator"), indicator);
	indicator.length -= sizeof share_end - 1;
	return page_measure(page, indicator);
}

/* The measure that the indicator tells to be a procedure: of results_index:ege-rus it is ege-rus. */
static bool is_component(const struct page *page, struct text indicator, struct text *measure)
{
	struct text index = page->axes[0].indicator;
	if (!index.length) {
		*measure = (struct text){indicator.at, indicator.length - (sizeof share_end - 1)};
		return ends_in_share(indicator);
	}
	if (indicator.length <= index.length + 1 || indicator.at[index.length] != ':' ||
		memcmp(indicator.at, index.at, index.length) != 0)
		return false;
	*measure =
		(struct text){indicator.at + index.length + 1, indicator.length - index.length - 1};
	return !text_is(*measure, "years");
}

static bool take_component(struct page *page, const struct text *cells, uint32_t school)
{
	struct text measure;
	(void)school;
	if (is_component(page, cells[0], &measure))
		dictionary_add(&page->measures, measure);
	return false;
}

/* In byte order, whatever the order of the lines. */
static void sort_measures(struct page *page)
{
	uint32_t *order = dictionary_sorted(&page->measures);
	struct dictionary sorted = {0};
	for (uint32_t i = 0; i < page->measures.count; i++)
		dictionary_add(&sorted, page->measures.texts[order[i]]);
	free(order);
	dictionary_empty(&page->measures);
	page->measures = sorted;
}

static bool is_axis(const struct page *page, struct text indicator)
{
	return page->axes[0].indicator.length &&
		(text_equal(indicator, page->axes[0].indicator) ||
			text_equal(indicator, page->axes[1].indicator));
}

static bool is_procedure(const struct page *page, struct text indicator)
{
	if (!ends_in_share(indicator))
		return false;
	indicator.length -= sizeof share_end - 1;
	return dictionary_find(&page->measures, indicator) != DICTIONARY_NONE;
}

/* Indices of all schools in the last year, all else of the schools that have a card. */
static bool wish_value(struct page *page, const struct text *cells, uint32_t school)
{
	if (school == DICTIONARY_NONE)
		return false;
	bool carded = page->schools.items[school].carded;
	if (is_axis(page, cells[VALUE_INDICATOR]))
		return text_equal(cells[VALUE_YEAR], page->year_text);
	return carded && is_procedure(page, cells[VALUE_INDICATOR]);
}

enum { CHANGED_YEAR = CHANGED_CERTAIN + 1 };

static bool wish_change(struct page *page, const struct text *cells, uint32_t school)
{
	return school != DICTIONARY_NONE && page->schools.items[school].carded &&
		text_equal(cells[CHANGED_YEAR], page->year_text) &&
		(is_axis(page, cells[CHANGED_INDICATOR]) ||
			is_procedure(page, cells[CHANGED_INDICATOR]));
}

enum { COUNTED_INDICATOR, COUNTED_K };

/* Means have no k. */
static bool take_counted(struct page *page, const struct text *cells, uint32_t school)
{
	(void)school;
	if (cells[COUNTED_K].length)
		dictionary_add(&page->shares, cells[COUNTED_INDICATOR]);
	return false;
}

static void find_shares(struct page *page)
{
	static const char *const files[] = {"programme.tsv", "programme-adverse.tsv"};
	struct page_rows none;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		page_rows_load(page, &none, files[i], "indicator k", take_counted);
		page_rows_free(&none);
	}
}

bool page_rule_counts(const struct page *page, struct text indicator)
{
	return ends_in_share(indicator) ||
		dictionary_find(&page->shares, indicator) != DICTIONARY_NONE;
}

void page_rule_load(struct page *page)
{
	struct page_rows none;
	find_shares(page);
	find_axes(page);
	if (!page->measures.count) {
		page_rows_load(page, &none, "indicators.tsv", "indicator", take_component);
		page_rows_free(&none);
		sort_measures(page);
	}
	page_rows_load(
		page, &page->values, "indicators.tsv", "indicator year n value lo hi", wish_value);
	page_rows_load(page, &page->changes, "dynamics.tsv",
		"indicator trend beyond_chance year_to", wish_change);
}

size_t page_rule_value(const struct page *page, uint32_t school, struct text indicator, bool share,
	struct text year)
{
	size_t count;
	const uint32_t *rows = page_rows_of(&page->values, school, &count);
	for (size_t i = 0; i < count; i++) {
		struct text found = page_rows_cell(&page->values, rows[i], VALUE_INDICATOR);
		bool fits =
			share ? page_rule_is_share(found, indicator) : text_equal(found, indicator);
		if (fits && text_equal(page_rows_cell(&page->values, rows[i], VALUE_YEAR), year))
			return rows[i];
	}
	return SIZE_MAX;
}
