/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_class.h"
#include "page_rule.h"
#include "page_scale.h"
#include "page_sections.h"

#include <stdlib.h>

/* Places in tenths of the picture's units. */
enum { LEFT = 640, RIGHT = 6920, TOP = 120, BOTTOM = 4320, PARTS = 8 };

struct map {
	struct page *page;
	struct page_scale across, up;
	wide cuts[2];
	uint64_t count;
};

/* The school's two indices; false if it lacks one. */
static bool find_indices(
	const struct page *page, uint32_t school, struct text values[2], wide units[2])
{
	for (int i = 0; i < 2; i++) {
		size_t row = page_rule_value(
			page, school, page->axes[i].indicator, false, page->year_text);
		if (row == SIZE_MAX)
			return false;
		values[i] = page_rows_cell(&page->values, row, VALUE_VALUE);
		if (!number_decimal(values[i], VALUE_PLACES, &units[i]))
			return false;
	}
	return page->schools.items[school].judged;
}

static void measure_map(struct map *map)
{
	struct page *page = map->page;
	map->across = (struct page_scale){.from = LEFT, .to = RIGHT};
	map->up = (struct page_scale){.from = BOTTOM, .to = TOP};
	for (int i = 0; i < 2; i++) {
		number_decimal(page->axes[i].cut, VALUE_PLACES, &map->cuts[i]);
		page_scale_see(i ? &map->up : &map->across, map->cuts[i]);
	}
	for (uint32_t school = 0; school < page->schools.ids.count; school++) {
		struct text values[2];
		wide units[2];
		if (!find_indices(page, school, values, units))
			continue;
		page_scale_see(&map->across, units[0]);
		page_scale_see(&map->up, units[1]);
		map->count++;
	}
	page_scale_widen(&map->across);
	page_scale_widen(&map->up);
}

static void put_place(struct map *map, const char *before, int64_t place)
{
	page_raw(map->page, before);
	page_scale_put(map->page->out, place);
}

static void put_line(
	struct map *map, const char *class, int64_t x1, int64_t y1, int64_t x2, int64_t y2)
{
	page_raw(map->page, "<path class=\"");
	page_raw(map->page, class);
	put_place(map, "\" d=\"M", x1);
	put_place(map, " ", y1);
	put_place(map, "L", x2);
	put_place(map, " ", y2);
	page_raw(map->page, "\"/>");
}

static void put_label(struct map *map, const char *anchor, int64_t x, int64_t y, struct text text)
{
	put_place(map, "<text x=\"", x);
	put_place(map, "\" y=\"", y);
	page_raw(map->page, "\" text-anchor=\"");
	page_raw(map->page, anchor);
	page_raw(map->page, "\">");
	page_text(map->page, text);
	page_raw(map->page, "</text>\n");
}

static struct text rounded(struct page *page, wide units, unsigned places)
{
	char printed[NUMBER_ROOM];
	wide cut = number_divide(units, number_power(VALUE_PLACES - places));
	size_t length = number_print(printed, cut, places, true);
	for (size_t i = 0; i < length; i++)
		if (printed[i] == '.')
			printed[i] = page->decimal;
	return arena_copy(&page->shown, (struct text){printed, length});
}

static void put_axes(struct map *map)
{
	struct page *page = map->page;
	wide step = page_scale_step(&map->across, PARTS);
	for (wide at = page_scale_first(&map->across, step); at <= map->across.most; at += step) {
		int64_t x = page_scale_at(&map->across, at);
		put_line(map, "grid", x, TOP, x, BOTTOM);
		put_label(map, "middle", x, BOTTOM + 180, rounded(page, at, 3));
	}
	step = page_scale_step(&map->up, PARTS);
	for (wide at = page_scale_first(&map->up, step); at <= map->up.most; at += step) {
		int64_t y = page_scale_at(&map->up, at);
		put_line(map, "grid", LEFT, y, RIGHT, y);
		put_label(map, "end", LEFT - 60, y + 40, rounded(page, at, 3));
	}
	int64_t x = page_scale_at(&map->across, map->cuts[0]);
	int64_t y = page_scale_at(&map->up, map->cuts[1]);
	put_line(map, "cut", x, TOP, x, BOTTOM);
	put_line(map, "cut", LEFT, y, RIGHT, y);
	put_label(map, "start", x + 40, TOP + 100, rounded(page, map->cuts[0], 1));
	put_label(map, "end", RIGHT, y - 50, rounded(page, map->cuts[1], 1));
	put_label(map, "middle", (LEFT + RIGHT) / 2, BOTTOM + 400,
		page_shown(page, text_of("indicator"), page->axes[0].indicator));
	page_raw(page, "<g transform=\"translate(17 222) rotate(-90)\">");
	put_label(map, "middle", 0, 0,
		page_shown(page, text_of("indicator"), page->axes[1].indicator));
	page_raw(page, "</g>\n");
}

static void put_point(struct map *map, uint32_t number)
{
	struct page *page = map->page;
	const struct page_school *school = &page->schools.items[number];
	struct text values[2];
	wide units[2];
	if (!find_indices(page, number, values, units))
		return;
	page_raw(page, school->carded ? "<a href=\"#s-" : "<g role=\"img\"");
	if (school->carded) {
		html_anchor(page->out, page->schools.ids.texts[number]);
		page_raw(page, "\"");
	}
	page_raw(page, "><use href=\"#");
	page_raw(page, page_class_mark(school->class));
	put_place(map, "\" x=\"", page_scale_at(&map->across, units[0]));
	put_place(map, "\" y=\"", page_scale_at(&map->up, units[1]));
	page_raw(page, "\"/><title>");
	page_say(page, SAYS_POINT,
		PAGE_TEXTS(school->name, page->schools.ids.texts[number],
			rounded(page, units[0], 1), rounded(page, units[1], 1),
			page_shown(page, text_of("class"), school->class)));
	page_raw(page, school->carded ? "</title></a>\n" : "</title></g>\n");
	arena_empty(&page->shown);
}

/* The words of the classes that are on the map, with their marks. */
static void put_legend(struct page *page)
{
	struct dictionary classes = {0};
	for (uint32_t i = 0; i < page->schools.ids.count; i++) {
		struct text values[2];
		wide units[2];
		if (find_indices(page, i, values, units))
			dictionary_add(&classes, page->schools.items[i].class);
	}
	uint32_t *order = dictionary_sorted(&classes);
	page_raw(page, "<ul class=\"legend\">");
	for (uint32_t i = 0; i < classes.count; i++) {
		struct text class = classes.texts[order[i]];
		page_raw(page,
			"<li><svg class=\"mark\" viewBox=\"-6 -6 12 12\" aria-hidden=\"true\">"
			"<use href=\"#");
		page_raw(page, page_class_mark(class));
		page_raw(page, "\"/></svg> ");
		page_text(page, page_shown(page, text_of("class"), class));
		page_raw(page, "</li>");
	}
	page_raw(page, "</ul>\n");
	free(order);
	dictionary_empty(&classes);
}

static void put_picture(struct map *map)
{
	struct page *page = map->page;
	page_raw(page,
		"<figure>\n<svg id=\"map\" viewBox=\"0 0 700 480\" role=\"group\" "
		"aria-labelledby=\"map-title map-text\">\n<title id=\"map-title\">");
	page_say(page, SAYS_MAP_TITLE,
		PAGE_TEXTS(page_shown(page, text_of("indicator"), page->axes[0].indicator),
			page_shown(page, text_of("indicator"), page->axes[1].indicator),
			page->year_text));
	page_raw(page, "</title>\n<desc id=\"map-text\">");
	page_say(page, SAYS_MAP_DESCRIPTION,
		PAGE_TEXTS(page_count(page, map->count), rounded(page, map->cuts[0], 3),
			rounded(page, map->cuts[1], 3)));
	page_raw(page, "</desc>\n<defs>");
	page_class_marks(page);
	page_raw(page, "</defs>\n<g class=\"axes\" aria-hidden=\"true\">");
	put_axes(map);
	page_raw(page, "</g>\n<g class=\"points\">\n");
	for (uint32_t i = 0; i < page->schools.count; i++)
		put_point(map, page->schools.all[i]);
	page_raw(page,
		"</g>\n</svg>\n<p id=\"point\" class=\"point\" aria-hidden=\"true\">&nbsp;</p>\n");
	put_legend(page);
	page_raw(page, "</figure>\n");
}

/* The same in figures, for readers and for those who look for a school without a card. */
static void put_table(struct map *map)
{
	struct page *page = map->page;
	struct page_table table;
	page_raw(page, "<details><summary>");
	page_say(page, SAYS_MAP_TABLE, NULL);
	page_raw(page, "</summary>\n");
	page_table_start(
		&table, page, SAYS_COUNT_CAPTION, PAGE_TEXTS(page_count(page, map->count)));
	table.row_head = 2;
	struct text heads[6] = {labels_column(page->labels, text_of("municipality")),
		labels_column(page->labels, text_of("school_id")),
		labels_column(page->labels, text_of("name")),
		labels_column(page->labels, text_of("class")),
		page_shown(page, text_of("indicator"), page->axes[0].indicator),
		page_shown(page, text_of("indicator"), page->axes[1].indicator)};
	page_table_heads(&table, heads, 6);
	for (uint32_t i = 0; i < page->schools.count; i++) {
		uint32_t number = page->schools.all[i];
		struct text values[2];
		wide units[2];
		if (!find_indices(page, number, values, units))
			continue;
		page_row_start(&table);
		page_cell(&table, page->schools.items[number].municipality);
		page_cell(&table, page->schools.ids.texts[number]);
		page_school_cell(&table, number);
		page_cell(&table,
			page_shown(page, text_of("class"), page->schools.items[number].class));
		page_number(&table, page_shown(page, text_of("value"), values[0]));
		page_number(&table, page_shown(page, text_of("value"), values[1]));
		page_row_end(&table);
	}
	page_table_end(&table);
	page_raw(page, "</details>\n");
}

void page_map(struct page *page)
{
	struct map map = {.page = page};
	if (!page->axes[0].indicator.length)
		return;
	measure_map(&map);
	if (!map.count)
		return;
	page_section_start(page, "map-of-schools", SAYS_MAP, NULL);
	page_note(page, SAYS_MAP_NOTE, NULL);
	put_picture(&map);
	put_table(&map);
	page_section_end(page);
}
