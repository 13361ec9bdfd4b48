/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wording.h"
#include "memory.h"

#include <stdlib.h>

enum { DECIMALS = 3 };

void wording_start(struct wording *wording)
{
	wording->length = 0;
}

void wording_add(struct wording *wording, struct text part)
{
	wording->bytes =
		memory_grow(wording->bytes, &wording->room, wording->length + part.length + 1, 1);
	if (part.length)
		memcpy(wording->bytes + wording->length, part.at, part.length);
	wording->length += part.length;
}

void wording_add_string(struct wording *wording, const char *string)
{
	wording_add(wording, text_of(string));
}

void wording_add_count(struct wording *wording, uint64_t count)
{
	char printed[NUMBER_ROOM];
	size_t length = number_print(printed, (wide)count, 0, false);
	wording_add(wording, (struct text){printed, length});
}

void wording_add_number(struct wording *wording, struct text value, char mark)
{
	char printed[NUMBER_ROOM];
	wide units;
	if (!number_decimal(value, VALUE_PLACES, &units)) {
		wording_add(wording, value);
		return;
	}
	/* Halves go away from zero, on either side of it. */
	wide size =
		number_divide(units < 0 ? -units : units, number_power(VALUE_PLACES - DECIMALS));
	size_t length = number_print(printed, units < 0 ? -size : size, DECIMALS, true);
	for (size_t i = 0; i < length; i++)
		if (printed[i] == '.')
			printed[i] = mark;
	wording_add(wording, (struct text){printed, length});
}

struct text wording_text(const struct wording *wording)
{
	return (struct text){wording->bytes, wording->length};
}

void wording_free(struct wording *wording)
{
	free(wording->bytes);
	*wording = (struct wording){0};
}

/* Where the byte stands in the text, or its length. */
static size_t place_of(struct text text, char byte)
{
	const char *found = text.length ? memchr(text.at, byte, text.length) : NULL;
	return found ? (size_t)(found - text.at) : text.length;
}

enum placeholder placeholder_next(struct text *rest, struct text *before, struct text *name)
{
	size_t open = place_of(*rest, '{'), close = place_of(*rest, '}');
	if (open == rest->length && close == rest->length) {
		*before = *rest;
		*rest = (struct text){"", 0};
		return PLACEHOLDER_NONE;
	}
	if (close <= open || close == rest->length)
		return PLACEHOLDER_BROKEN;
	*before = (struct text){rest->at, open};
	*name = (struct text){rest->at + open + 1, close - open - 1};
	*rest = (struct text){rest->at + close + 1, rest->length - close - 1};
	return PLACEHOLDER_FOUND;
}
