/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_rule.h"
#include "page_scale.h"
#include "page_sections.h"

#include <stdlib.h>

/* Places in tenths of the picture's units. */
enum {
	LEFT = 340,
	RIGHT = 1900,
	TOP = 100,
	BOTTOM = 900,
	LOWEST = 860,
	MOST_YEARS = 40,
	GROUPS = 2
};

struct counts {
	uint64_t n, hits;
};

/* Of the procedures: what all schools had in each year, and those that have a card now. */
struct series {
	struct page *page;
	uint64_t first, years; /* years: how many */
	struct counts *counts; /* by measure, year and group */
	struct page_scale up;
	wide threshold;
};

enum { MEASURE, YEAR, N, HITS };

static bool is_procedure(struct page *page, const struct text *cells, uint32_t school)
{
	(void)school;
	return dictionary_find(&page->measures, cells[MEASURE]) != DICTIONARY_NONE;
}

static struct counts *counts_of(struct series *series, uint32_t measure, uint64_t year, int group)
{
	return &series->counts[(measure * series->years + year) * GROUPS + (size_t)group];
}

static void find_years(struct series *series, const struct page_rows *rows)
{
	uint64_t last = 0, year;
	series->first = UINT64_MAX;
	for (size_t i = 0; i < rows->count; i++) {
		if (!number_count(page_rows_cell(rows, i, YEAR), &year))
			continue;
		series->first = year < series->first ? year : series->first;
		last = year > last ? year : last;
	}
	if (last >= MOST_YEARS && last - MOST_YEARS >= series->first)
		series->first = last - MOST_YEARS + 1;
	series->years = last ? last - series->first + 1 : 0;
}

static void add_up(struct series *series, const struct page_rows *rows)
{
	struct page *page = series->page;
	uint64_t year, n, hits;
	for (size_t i = 0; i < rows->count; i++) {
		if (!number_count(page_rows_cell(rows, i, YEAR), &year) || year < series->first ||
			!number_count(page_rows_cell(rows, i, N), &n) ||
			!number_count(page_rows_cell(rows, i, HITS), &hits))
			continue;
		uint32_t measure =
			dictionary_find(&page->measures, page_rows_cell(rows, i, MEASURE));
		bool ours = rows->schools[i] != DICTIONARY_NONE &&
			page->schools.items[rows->schools[i]].carded;
		for (int group = 0; group <= ours; group++) {
			struct counts *counts =
				counts_of(series, measure, year - series->first, group);
			counts->n += n;
			counts->hits += hits;
		}
	}
}

static wide share_of(const struct counts *counts)
{
	return number_divide((wide)counts->hits * number_power(VALUE_PLACES), (wide)counts->n);
}

static void measure_series(struct series *series)
{
	wide tenth = number_power(VALUE_PLACES) / 10;
	series->up = (struct page_scale){.from = BOTTOM, .to = TOP};
	if (!number_decimal(series->page->share, VALUE_PLACES, &series->threshold))
		series->threshold = -1;
	if (series->threshold >= 0)
		page_scale_see(&series->up, series->threshold);
	size_t count = series->page->measures.count * series->years * GROUPS;
	for (size_t i = 0; i < count; i++)
		if (series->counts[i].n)
			page_scale_see(&series->up, share_of(&series->counts[i]));
	series->up.least = 0;
	series->up.most = (series->up.most / tenth + 1) * tenth;
	if (series->up.most > 10 * tenth)
		series->up.most = 10 * tenth;
}

static int64_t across(const struct series *series, uint64_t year)
{
	return series->years < 2 ? (LEFT + RIGHT) / 2
				 : LEFT + (int64_t)(year * (RIGHT - LEFT) / (series->years - 1));
}

static void put_pair(
	struct page *page, const char *before, int64_t x, const char *between, int64_t y)
{
	page_raw(page, before);
	page_scale_put(page->out, x);
	page_raw(page, between);
	page_scale_put(page->out, y);
}

/* The line of a group, broken where a year is missing, and its marks. */
static void put_group(struct series *series, uint32_t measure, int group)
{
	struct page *page = series->page;
	bool goes_on = false;
	page_raw(page, group ? "<path class=\"ours\" d=\"" : "<path class=\"all\" d=\"");
	for (uint64_t year = 0; year < series->years; year++) {
		const struct counts *counts = counts_of(series, measure, year, group);
		if (counts->n)
			put_pair(page, goes_on ? "L" : "M", across(series, year), " ",
				page_scale_at(&series->up, share_of(counts)));
		goes_on = counts->n > 0;
	}
	page_raw(page, "\"/>");
	for (uint64_t year = 0; year < series->years; year++) {
		const struct counts *counts = counts_of(series, measure, year, group);
		if (!counts->n)
			continue;
		int64_t x = across(series, year), y = page_scale_at(&series->up, share_of(counts));
		if (group) {
			put_pair(page, "<rect class=\"ours\" x=\"", x - 25, "\" y=\"", y - 25);
			page_raw(page, "\" width=\"5\" height=\"5\"/>");
		} else {
			put_pair(page, "<circle class=\"all\" cx=\"", x, "\" cy=\"", y);
			page_raw(page, "\" r=\"3\"/>");
		}
	}
}

static void put_text(
	struct series *series, const char *anchor, int64_t x, int64_t y, struct text text)
{
	struct page *page = series->page;
	put_pair(page, "<text x=\"", x, "\" y=\"", y);
	page_raw(page, "\" text-anchor=\"");
	page_raw(page, anchor);
	page_raw(page, "\">");
	page_text(page, text);
	page_raw(page, "</text>");
}

static struct text percent(struct page *page, const struct counts *counts)
{
	return page_percent(page, counts->hits, counts->n);
}

/* The last figure of each group stands beside its mark; where they would meet, one moves away. */
static void put_last(struct series *series, uint32_t measure)
{
	const struct counts *all = counts_of(series, measure, series->years - 1, 0);
	const struct counts *ours = counts_of(series, measure, series->years - 1, 1);
	int64_t x = across(series, series->years - 1) + 60;
	int64_t y = all->n ? page_scale_at(&series->up, share_of(all)) : 0;
	int64_t other = ours->n ? page_scale_at(&series->up, share_of(ours)) : 0;
	/* The years stand below. */
	int64_t *lower = y > other ? &y : &other, *upper = y > other ? &other : &y;
	if (*lower > LOWEST)
		*lower = LOWEST;
	if (all->n && ours->n && *lower - *upper < 110)
		*upper = *lower - 110;
	if (all->n)
		put_text(series, "start", x, y + 35, percent(series->page, all));
	if (ours->n)
		put_text(series, "start", x, other + 35, percent(series->page, ours));
}

static void put_frame(struct series *series)
{
	struct page *page = series->page;
	put_pair(page, "<path class=\"grid\" d=\"M", LEFT, " ", TOP);
	put_pair(page, "V", BOTTOM, "H", RIGHT);
	page_raw(page, "\"/>");
	put_text(series, "end", LEFT - 50, TOP + 35,
		page_count(page, (uint64_t)(series->up.most * 100 / number_power(VALUE_PLACES))));
	put_text(series, "end", LEFT - 50, BOTTOM, text_of("0"));
	put_text(
		series, "middle", across(series, 0), BOTTOM + 140, page_count(page, series->first));
	if (series->years > 1)
		put_text(series, "middle", across(series, series->years - 1), BOTTOM + 140,
			page_count(page, series->first + series->years - 1));
	if (series->threshold < 0)
		return;
	put_pair(page, "<path class=\"threshold\" d=\"M", LEFT, " ",
		page_scale_at(&series->up, series->threshold));
	put_pair(page, "L", RIGHT, " ", page_scale_at(&series->up, series->threshold));
	page_raw(page, "\"/>");
}

/* All figures of a group in words. */
static void put_words(struct series *series, uint32_t measure, int group)
{
	struct page *page = series->page;
	page_say(page, group ? SAYS_OUR_SCHOOLS : SAYS_ALL_SCHOOLS, NULL);
	for (uint64_t year = 0; year < series->years; year++) {
		page_raw(page, year ? "; " : ": ");
		page_say(page, SAYS_SERIES_POINT,
			PAGE_TEXTS(page_count(page, series->first + year),
				percent(page, counts_of(series, measure, year, group))));
	}
	page_raw(page, ". ");
}

static void put_panel(struct series *series, uint32_t measure)
{
	struct page *page = series->page;
	page_raw(page, "<figure><figcaption>");
	page_text(page, page_measure(page, page->measures.texts[measure]));
	page_raw(page, "</figcaption><svg viewBox=\"0 0 250 108\" role=\"img\"><title>");
	page_text(page, page_measure(page, page->measures.texts[measure]));
	page_raw(page, "</title><desc>");
	put_words(series, measure, 0);
	put_words(series, measure, 1);
	page_raw(page, "</desc>");
	put_frame(series);
	put_group(series, measure, 0);
	put_group(series, measure, 1);
	put_last(series, measure);
	page_raw(page, "</svg></figure>\n");
	arena_empty(&page->shown);
}

static bool is_known(struct series *series, uint32_t measure)
{
	for (uint64_t year = 0; year < series->years; year++)
		if (counts_of(series, measure, year, 0)->n)
			return true;
	return false;
}

static void put_panels(struct series *series)
{
	struct page *page = series->page;
	struct page_rows rows;
	page_rows_load(page, &rows, "observations.tsv", "measure year n hits", is_procedure);
	find_years(series, &rows);
	series->counts = memory_get(
		page->measures.count * series->years * GROUPS + 1, sizeof *series->counts);
	add_up(series, &rows);
	page_rows_free(&rows);
	measure_series(series);
	page_raw(page, "<div class=\"panels\">\n");
	for (uint32_t measure = 0; measure < page->measures.count; measure++)
		if (is_known(series, measure))
			put_panel(series, measure);
	page_raw(page, "</div>\n");
	free(series->counts);
}

enum { IMPROVED, STABLE, DECLINED, CERTAIN, TRENDS };

static void count_trend(const struct page *page, size_t row, uint64_t counts[TRENDS])
{
	struct text trend = page_rows_cell(&page->changes, row, CHANGED_TREND);
	bool improved = text_is(trend, "improved");
	counts[IMPROVED] += improved;
	counts[STABLE] += text_is(trend, "stable");
	counts[DECLINED] += text_is(trend, "declined");
	counts[CERTAIN] +=
		improved && text_is(page_rows_cell(&page->changes, row, CHANGED_CERTAIN), "yes");
}

static void put_trends(struct page *page)
{
	struct page_table table;
	if (!page->changes.count)
		return;
	if (page->is_public)
		page_note(page, SAYS_TRENDS_PUBLIC_NOTE, NULL);
	page_table_start(&table, page, SAYS_TRENDS_CAPTION, PAGE_TEXTS(page->year_text));
	struct text trend = text_of("trend");
	struct text heads[] = {labels_column(page->labels, text_of("indicator")),
		page_shown(page, trend, text_of("improved")),
		page_shown(page, trend, text_of("stable")),
		page_shown(page, trend, text_of("declined")),
		text_of(page_word(SAYS_CERTAIN, page->request->english))};
	page_table_heads(&table, heads, 5);
	for (size_t row = 0; row < page->changes.count;) {
		struct text indicator = page_rows_cell(&page->changes, row, CHANGED_INDICATOR);
		uint64_t counts[TRENDS] = {0};
		for (; row < page->changes.count &&
			text_equal(
				page_rows_cell(&page->changes, row, CHANGED_INDICATOR), indicator);
			row++)
			count_trend(page, row, counts);
		page_row_start(&table);
		page_cell(&table, page_rule_label(page, indicator));
		for (int i = 0; i < TRENDS; i++)
			page_number(&table, page_count(page, counts[i]));
		page_row_end(&table);
	}
	page_table_end(&table);
}

void page_series(struct page *page)
{
	struct series series = {.page = page};
	if (!page->measures.count || (!page_has(page, "observations.tsv") && !page->changes.count))
		return;
	page_section_start(page, "dynamics", SAYS_DYNAMICS, NULL);
	if (page_has(page, "observations.tsv")) {
		page_note(page, SAYS_DYNAMICS_NOTE, NULL);
		page_ours(page);
		put_panels(&series);
	}
	put_trends(page);
	page_section_end(page);
}
