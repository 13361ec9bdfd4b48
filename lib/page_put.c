/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_put.h"
#include "numeral.h"

#include <stdlib.h>

enum { SHOWN_PLACES = 3 };

void page_raw(struct page *page, const char *html)
{
	sink_string(page->out, html);
}

void page_text(struct page *page, struct text text)
{
	html_text(page->out, text);
}

/* Of UTF-8 the first byte of a Cyrillic letter is D0 or D1. */
const char *page_language(const struct page *page, struct text text)
{
	bool russian = false;
	for (size_t i = 0; i < text.length && page->request->english && !russian; i++)
		russian = ((unsigned char)text.at[i] & 0xFE) == 0xD0;
	return russian ? " lang=\"ru\"" : "";
}

void page_say(struct page *page, enum page_word word, const struct text *texts)
{
	const char *rest = page_word(word, page->request->english), *place;
	while ((place = strstr(rest, "{}"))) {
		page_text(page, (struct text){rest, (size_t)(place - rest)});
		page_text(page, *texts++);
		rest = place + 2;
	}
	page_text(page, text_of(rest));
}

void page_heading(struct page *page, int level, enum page_word word, const struct text *texts)
{
	char tag[] = "<h1>", end[] = "</h1>\n";
	tag[2] = end[3] = (char)('0' + level);
	page_raw(page, tag);
	page_say(page, word, texts);
	page_raw(page, end);
}

void page_note(struct page *page, enum page_word word, const struct text *texts)
{
	page_raw(page, "<p>");
	page_say(page, word, texts);
	page_raw(page, "</p>\n");
}

struct text page_count(struct page *page, uint64_t count)
{
	char digits[20];
	return arena_copy(&page->shown, (struct text){digits, number_digits(digits, count)});
}

/* Units of 10^-places with the page's mark, and something behind it. */
static struct text figure(struct page *page, wide units, unsigned places, const char *behind)
{
	char printed[NUMBER_ROOM + 8];
	size_t length = number_print(printed, units, places, false);
	for (size_t i = 0; i < length; i++)
		if (printed[i] == '.')
			printed[i] = page->decimal;
	strcpy(printed + length, behind);
	return arena_copy(&page->shown, text_of(printed));
}

static struct text in_percent(struct page *page, wide units, unsigned places)
{
	/* A no-break space in front of the sign in Russian, none in English. */
	return figure(page, units, places, page->request->english ? "%" : "\xC2\xA0%");
}

/* Units of 10^-VALUE_PLACES in those of 10^-places. */
static wide rounded(wide units, unsigned places)
{
	return number_divide(units, number_power(VALUE_PLACES - places));
}

struct text page_percent(struct page *page, uint64_t k, uint64_t n)
{
	return n ? in_percent(page, number_divide((wide)k * 1000, (wide)n), 1) : text_of("–");
}

struct text page_share(struct page *page, struct text share)
{
	wide units;
	if (!number_decimal(share, VALUE_PLACES, &units))
		return text_of("–");
	/* In a public extract shares that are told in whole per cent have two decimals. */
	if (page->is_public && number_decimals(share) <= 2)
		return in_percent(page, number_divide(units, number_power(VALUE_PLACES - 2)), 0);
	return in_percent(page, number_divide(units, number_power(VALUE_PLACES - 3)), 1);
}

struct text page_points(struct page *page, struct text difference)
{
	wide units;
	if (!number_decimal(difference, VALUE_PLACES, &units))
		return text_of("");
	return figure(page, number_divide(units, number_power(VALUE_PLACES - 3)), 1,
		page->request->english ? " pp" : "\xC2\xA0п.\xC2\xA0п.");
}

struct text page_value(struct page *page, bool share, struct text value)
{
	wide units;
	return share && number_decimal(value, VALUE_PLACES, &units)
		? page_share(page, value)
		: page_shown(page, text_of("value"), value);
}

void page_two(struct page *page, bool share, const struct text values[2], struct text shown[2])
{
	wide units[2];
	unsigned ahead = share ? 2 : 0, places = share ? 1 : SHOWN_PLACES;
	for (int i = 0; i < 2; i++)
		shown[i] = page_value(page, share, values[i]);
	if (!number_decimal(values[0], VALUE_PLACES, &units[0]) ||
		!number_decimal(values[1], VALUE_PLACES, &units[1]) || units[0] == units[1] ||
		!text_equal(shown[0], shown[1]))
		return;
	while (places + ahead < VALUE_PLACES &&
		rounded(units[0], places + ahead) == rounded(units[1], places + ahead))
		places++;
	for (int i = 0; i < 2; i++)
		shown[i] = share ? in_percent(page, rounded(units[i], places + ahead), places)
				 : figure(page, rounded(units[i], places), places, "");
}

/* The evidence has numbers among its words: 7/22 = 0.318. */
struct text page_marked(struct page *page, struct text text)
{
	struct text copy = arena_copy(&page->shown, text);
	char *at = (char *)(uintptr_t)copy.at; /* the arena's copy is ours to write to */
	for (size_t i = 1; i + 1 < copy.length; i++)
		if (at[i] == '.' && at[i - 1] >= '0' && at[i - 1] <= '9' && at[i + 1] >= '0' &&
			at[i + 1] <= '9')
			at[i] = page->decimal;
	return copy;
}

struct text page_replaced(struct page *page, struct text text, const char *from, const char *to)
{
	size_t taken = strlen(from), given = strlen(to), length = 0;
	char *built = memory_get(text.length / taken + 1, taken + given);
	while (text.length) {
		bool here = text.length >= taken && memcmp(text.at, from, taken) == 0;
		size_t step = here ? taken : 1;
		memcpy(built + length, here ? to : text.at, here ? given : 1);
		length += here ? given : 1;
		text = (struct text){text.at + step, text.length - step};
	}
	struct text kept = arena_copy(&page->shown, (struct text){built, length});
	free(built);
	return kept;
}

/* With the signs of print. */
static struct text with_signs(struct page *page, struct text reason)
{
	static const char *const signs[][2] = {{" >= ", " ≥ "}, {" <= ", " ≤ "}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (memmem(reason.at, reason.length, signs[i][0], strlen(signs[i][0])))
			reason = page_replaced(page, reason, signs[i][0], signs[i][1]);
	return reason;
}

struct text page_shown(struct page *page, struct text column, struct text value)
{
	wide units;
	if (numeral_read(column, value, &units)) {
		/* Of a list of probabilities the certain ones are written like the others. */
		if (!number_decimals(value) && !text_is(column, "probability"))
			return value;
		return figure(page, number_divide(units, number_power(VALUE_PLACES - SHOWN_PLACES)),
			SHOWN_PLACES, "");
	}
	/* In the column `column` stands the name of one. */
	struct text shown = text_is(column, "column") ? labels_column(page->labels, value)
						      : labels_value(page->labels, column, value);
	return text_is(column, "reason") ? page_marked(page, with_signs(page, shown))
					 : arena_copy(&page->shown, shown);
}

struct text page_measure(struct page *page, struct text measure)
{
	struct text shown = page_shown(page, text_of("reason"), measure);
	return text_equal(shown, measure) ? page_shown(page, text_of("measure"), measure) : shown;
}
