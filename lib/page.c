/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"
#include "message.h"
#include "page_rule.h"
#include "page_sections.h"
#include "page_style.h"

#include <stdlib.h>
#include <sys/stat.h>

uint32_t page_school_number(struct page *page, struct text id)
{
	struct page_schools *schools = &page->schools;
	uint32_t known = schools->ids.count, number = dictionary_add(&schools->ids, id);
	if (number != known)
		return number;
	schools->items = memory_grow(
		schools->items, &schools->room, schools->ids.count, sizeof *schools->items);
	schools->items[number] = (struct page_school){0};
	return number;
}

enum { REGISTRY_NAME, REGISTRY_MUNICIPALITY };

static bool take_registered(struct page *page, const struct text *cells, uint32_t number)
{
	if (number == DICTIONARY_NONE)
		return false;
	struct page_school *school = &page->schools.items[number];
	school->name = arena_copy(&page->arena, cells[REGISTRY_NAME]);
	school->municipality = arena_copy(&page->arena, cells[REGISTRY_MUNICIPALITY]);
	return false;
}

/* The greatest number in the column. */
static uint64_t last_year(const struct page_rows *rows, size_t column)
{
	uint64_t last = 0, year;
	for (size_t i = 0; i < rows->count; i++)
		if (number_count(page_rows_cell(rows, i, column), &year) && year > last)
			last = year;
	return last;
}

static bool is_one_of(struct text words, struct text word)
{
	struct text part;
	while (text_next_part(&words, '|', &part))
		if (text_equal(part, word))
			return true;
	return false;
}

enum { CLASS_YEAR, CLASS_MUNICIPALITY, CLASS_CLASS, CLASS_PROBABILITY, CLASS_REASON };

static void take_verdicts(struct page *page)
{
	struct page_rows *classes = &page->classes;
	struct text listed = text_of(page->request->listed);
	page_rows_load(
		page, classes, "classes.tsv", "year municipality class probability reason", NULL);
	page->year = last_year(classes, CLASS_YEAR);
	for (size_t i = 0; i < classes->count; i++) {
		uint64_t year;
		if (classes->schools[i] == DICTIONARY_NONE ||
			!number_count(page_rows_cell(classes, i, CLASS_YEAR), &year))
			continue;
		struct page_school *school = &page->schools.items[classes->schools[i]];
		struct text class = page_rows_cell(classes, i, CLASS_CLASS);
		if (year + 1 == page->year)
			school->was_listed = is_one_of(listed, class);
		if (year != page->year)
			continue;
		page->year_text = page_rows_cell(classes, i, CLASS_YEAR);
		school->municipality = page_rows_cell(classes, i, CLASS_MUNICIPALITY);
		school->class = class;
		school->probability = page_rows_cell(classes, i, CLASS_PROBABILITY);
		school->reason = page_rows_cell(classes, i, CLASS_REASON);
		school->judged = true;
		school->listed = is_one_of(listed, class);
	}
}

enum { MEMBER_YEAR, MEMBER_MUNICIPALITY, MEMBER_STATUS, MEMBER_SINCE, MEMBER_YEARS, MEMBER_REASON };

/* Is the list of the programme somebody else's? Then the reasons tell since when a school is on it. */
static bool is_by_list(const struct page_rows *members)
{
	static const char words[] = "on the list since ";
	for (size_t i = 0; i < members->count; i++) {
		struct text reason = page_rows_cell(members, i, MEMBER_REASON);
		if (memmem(reason.at, reason.length, words, sizeof words - 1))
			return true;
	}
	return false;
}

/* Somebody has to decide on it: it is not closed, and the list has not taken it off already. A public extract does
 * not tell reasons: whoever leaves counts. */
static bool is_to_leave(const struct page *page, struct text reason)
{
	static const char ending[] = "; to leave by the verdict";
	if (!reason.length)
		return page->is_public;
	return memmem(reason.at, reason.length, ending, sizeof ending - 1);
}

static bool take_member_year(struct page *page, const struct text *cells, uint32_t number)
{
	uint64_t year;
	(void)number;
	if (number_count(cells[0], &year) && year > page->member_year)
		page->member_year = year;
	return false;
}

/* The last year of all municipalities: one that has nobody in that year's programme is not without a programme. */
static void find_member_year(struct page *page)
{
	struct page_rows none;
	struct text municipality = page->municipality;
	page->municipality = text_of("");
	page_rows_load(page, &none, "membership.tsv", "year", take_member_year);
	page_rows_free(&none);
	page->municipality = municipality;
}

static void take_members(struct page *page)
{
	struct page_rows *members = &page->membership;
	find_member_year(page);
	page_rows_load(page, members, "membership.tsv",
		"year municipality status since years reason", NULL);
	page->members_old = page->member_year && page->member_year <= page->year;
	page->by_list = is_by_list(members);
	for (size_t i = 0; i < members->count; i++) {
		uint64_t year;
		if (members->schools[i] == DICTIONARY_NONE ||
			!number_count(page_rows_cell(members, i, MEMBER_YEAR), &year) ||
			year != page->member_year)
			continue;
		struct page_school *school = &page->schools.items[members->schools[i]];
		if (!school->municipality.length)
			school->municipality = page_rows_cell(members, i, MEMBER_MUNICIPALITY);
		school->status = page_rows_cell(members, i, MEMBER_STATUS);
		school->since = page_rows_cell(members, i, MEMBER_SINCE);
		school->years = page_rows_cell(members, i, MEMBER_YEARS);
		school->member_reason = page_rows_cell(members, i, MEMBER_REASON);
		bool leaves = text_is(school->status, "left");
		school->member = !leaves && !text_is(school->status, "outside");
		school->left = leaves && is_to_leave(page, school->member_reason);
	}
}

/* Schools of a programme beside it have cards, too. */
static void take_adverse(struct page *page)
{
	struct page_rows rows;
	page_rows_load(page, &rows, "membership-adverse.tsv", "year municipality status", NULL);
	uint64_t last = last_year(&rows, MEMBER_YEAR), year;
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.schools[i] == DICTIONARY_NONE ||
			!number_count(page_rows_cell(&rows, i, MEMBER_YEAR), &year) || year != last)
			continue;
		struct page_school *school = &page->schools.items[rows.schools[i]];
		struct text status = page_rows_cell(&rows, i, MEMBER_STATUS);
		school->adverse = !text_is(status, "left") && !text_is(status, "outside");
		if (!school->municipality.length)
			school->municipality = arena_copy(
				&page->arena, page_rows_cell(&rows, i, MEMBER_MUNICIPALITY));
	}
	page_rows_free(&rows);
}

static int compare_schools(const void *a, const void *b, void *context)
{
	const struct page_schools *schools = context;
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	int order =
		text_compare(schools->items[one].municipality, schools->items[other].municipality);
	return order ? order : text_compare(schools->ids.texts[one], schools->ids.texts[other]);
}

static void choose_cards(struct page *page)
{
	struct page_schools *schools = &page->schools;
	schools->all = memory_get(schools->ids.count + 1, sizeof *schools->all);
	schools->cards = memory_get(schools->ids.count + 1, sizeof *schools->cards);
	for (uint32_t i = 0; i < schools->ids.count; i++)
		schools->all[i] = i;
	qsort_r(schools->all, schools->ids.count, sizeof *schools->all, compare_schools, schools);
	for (uint32_t i = 0; i < schools->ids.count; i++) {
		struct page_school *school = &schools->items[schools->all[i]];
		school->carded =
			school->listed || school->member || school->left || school->adverse;
		if (school->carded)
			schools->cards[schools->card_count++] = schools->all[i];
	}
	schools->count = schools->ids.count;
}

/* A municipality that is none would give a page of zeros. */
static void check_municipality(struct page *page)
{
	struct dictionary known = {0};
	size_t length = 1;
	if (!page->request->municipality || !*page->request->municipality)
		return;
	for (uint32_t i = 0; i < page->schools.ids.count; i++)
		if (page->schools.items[i].municipality.length)
			dictionary_add(&known, page->schools.items[i].municipality);
	bool found = !known.count ||
		dictionary_find(&known, text_of(page->request->municipality)) != DICTIONARY_NONE;
	for (uint32_t i = 0; i < known.count; i++)
		length += known.texts[i].length + 2;
	char *names = memory_get(length, 1);
	uint32_t *order = dictionary_sorted(&known);
	for (uint32_t i = 0; i < known.count; i++) {
		if (i)
			strcat(names, ", ");
		strncat(names, known.texts[order[i]].at, known.texts[order[i]].length);
	}
	if (!found)
		fail(STATUS_USAGE,
			_("--where: no school in the municipality %s, expected one of: %s"),
			quote(text_of(page->request->municipality)).string, names);
	free(order);
	free(names);
	dictionary_empty(&known);
}

/* A folder that is no result, such as an inbox, would give a page with nothing but a title. The registry alone is no
 * result. */
static void check_folder(const struct page *page)
{
	static const char *const files[] = {"classes.tsv", "membership.tsv",
		"membership-adverse.tsv", "programme.tsv", "programme-adverse.tsv",
		"indicators.tsv", "indicators-totals.tsv", "observations.tsv", "dynamics.tsv",
		"dynamics-since.tsv", "dynamics-since-adverse.tsv", "risks.tsv", "pairs.tsv",
		"curators.tsv", "recommendations.tsv", "decisions.tsv", "overrides.tsv",
		"quality.tsv", "rejects.tsv", "stats.tsv", "manifest.tsv"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (page_has(page, files[i]))
			return;
	fail(STATUS_DATA, _("%s: none of the streams to be shown is there"), page->request->folder);
}

static void load(struct page *page)
{
	struct page_rows registry;
	page->is_public = page_has(page, "indicators-totals.tsv");
	page_rule_read(page);
	check_folder(page);
	page_rows_load(page, &registry, "schools.tsv", "name municipality", take_registered);
	page_rows_free(&registry);
	check_municipality(page);
	/* The registry is needed whole: a school of the municipality may be paired with one of another. */
	page->municipality =
		text_of(page->request->municipality ? page->request->municipality : "");
	take_verdicts(page);
	take_members(page);
	take_adverse(page);
	choose_cards(page);
	page_rule_load(page);
}

static void put_title(struct page *page)
{
	struct text before = page_count(page, page->year - 1),
		    next = page_count(page, page->year + 1);
	struct text last = {page->year_text.at, page->year_text.length};
	if (page->request->title) {
		page_text(page, text_of(page->request->title));
	} else if (page->by_list) {
		page_say(page, SAYS_TITLE_MEMBERS,
			PAGE_TEXTS(page_count(page, page->member_year), last));
	} else if (last.length == 4) {
		last = (struct text){last.at + 2, 2};
		/* An extract is not the list, which may be somebody else's too. */
		if (page->is_public)
			page_say(page, SAYS_TITLE_PUBLIC, PAGE_TEXTS(before, last));
		else
			page_say(page, SAYS_TITLE, PAGE_TEXTS(next, before, last));
	} else {
		page_say(page, SAYS_TITLE_PLAIN, NULL);
	}
}

/* Words that the script shows. */
static void put_words(struct page *page)
{
	static const struct {
		const char *attribute;
		enum page_word word;
	} words[] = {{" data-find=\"", SAYS_FIND}, {" data-card=\"", SAYS_FIND_CARD},
		{" data-shown=\"", SAYS_SHOWN}, {" data-sort=\"", SAYS_SORT}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		page_raw(page, words[i].attribute);
		page_text(page, text_of(page_word(words[i].word, page->request->english)));
		page_raw(page, "\"");
	}
}

static void start(struct page *page)
{
	page_raw(page, "<!DOCTYPE html>\n<html lang=\"");
	page_raw(page, page->request->english ? "en" : "ru");
	page_raw(page, "\">\n<head>\n<meta charset=\"utf-8\">\n");
	page_style_policy(page->out);
	page_raw(page,
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	put_title(page);
	if (page->municipality.length) {
		page_raw(page, ". ");
		page_text(page, page->municipality);
	}
	page_raw(page, "</title>\n");
	page_style_put(page->out);
	page_raw(page, "</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
	page_say(page, SAYS_SKIP, NULL);
	page_raw(page, "</a>\n<header>\n<h1>");
	put_title(page);
	page_raw(page, "</h1>\n");
	if (page->municipality.length)
		page_note(page, SAYS_OF_MUNICIPALITY, PAGE_TEXTS(page->municipality));
	if (page->is_public)
		page_note(page, SAYS_PUBLIC_NOTE, NULL);
	if (page->request->note) {
		page_raw(page, "<p class=\"rule\">");
		page_text(page, text_of(page->request->note));
		page_raw(page, "</p>\n");
	}
	/* The script fills it from the headings, so that nothing is written twice. */
	page_raw(page, "</header>\n<nav aria-label=\"");
	page_say(page, SAYS_CONTENTS, NULL);
	page_raw(page, "\" hidden></nav>\n<main id=\"content\"");
	put_words(page);
	page_raw(page, ">\n");
}

static void end(struct page *page)
{
	page_raw(page, "</main>\n<footer>\n");
	page_note(page, SAYS_MADE_BY, PAGE_TEXTS(text_of(SHNOR_VERSION)));
	page_raw(page, "</footer>\n");
	page_style_script(page->out);
	page_raw(page, "</body>\n</html>\n");
}

void page_section_start(
	struct page *page, const char *id, enum page_word heading, const struct text *texts)
{
	page_raw(page, "<section id=\"");
	page_raw(page, id);
	page_raw(page, "\">\n");
	page_heading(page, 2, heading, texts);
}

void page_section_end(struct page *page)
{
	page_raw(page, "</section>\n");
	arena_empty(&page->shown);
}

void page_write(struct filter *filter, struct sink *out, const struct page_request *request,
	struct labels *labels)
{
	static void (*const sections[])(struct page *) = {page_summary, page_map, page_lists,
		page_programme, page_adverse, page_municipalities, page_totals, page_series,
		page_risks, page_advice, page_cards, page_corrections, page_quality, page_method};
	struct page page = {.request = request, .filter = filter, .out = out, .labels = labels};
	page.decimal = request->decimal ? request->decimal : request->english ? '.' : ',';
	load(&page);
	start(&page);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		sections[i](&page);
	end(&page);
	page_rows_free(&page.classes);
	page_rows_free(&page.membership);
	page_rows_free(&page.values);
	page_rows_free(&page.changes);
	dictionary_empty(&page.schools.ids);
	dictionary_empty(&page.measures);
	dictionary_empty(&page.shares);
	free(page.schools.items);
	free(page.schools.all);
	free(page.schools.cards);
	table_free(&page.rules);
	table_free(&page.checked);
	arena_empty(&page.arena);
	arena_empty(&page.shown);
}
