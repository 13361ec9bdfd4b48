/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "display.h"

#include <locale.h>
#include <wchar.h>

/* The bytes at the start that are letters of ASCII or Cyrillic, each one column wide; *width is
 * how many. */
static size_t plain_start(struct text text, size_t *width)
{
	size_t at = 0;
	for (*width = 0; at < text.length; ++*width) {
		unsigned char byte = (unsigned char)text.at[at];
		if (byte >= 0x20 && byte < 0x7F)
			at++;
		else if ((byte == 0xD0 || byte == 0xD1) && at + 1 < text.length &&
			((unsigned char)text.at[at + 1] & 0xC0) == 0x80)
			at += 2;
		else
			break;
	}
	return at;
}

/* The bytes of the letter at the start, whatever it is; adds its width. */
static size_t slow_letter(struct text text, size_t *width)
{
	mbstate_t state = {0};
	wchar_t letter;
	int columns = 1;
	size_t bytes = mbrtowc(&letter, text.at, text.length, &state);
	if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0)
		bytes = 1;
	else
		columns = wcwidth(letter);
	*width += columns > 0 ? (size_t)columns : 0;
	return bytes;
}

/* The bytes of « » – — … № at the start, of which Russian texts have many, each one column wide; else 0. */
static size_t mark(struct text text)
{
	unsigned char first = (unsigned char)*text.at;
	if (first != 0xC2 && first != 0xE2)
		return 0;
	static const char marks[][4] = {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x93", "\xE2\x80\x94",
		"\xE2\x80\xA6", "\xE2\x84\x96"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t bytes = i < 2 ? 2 : 3;
		if (text.length >= bytes && memcmp(text.at, marks[i], bytes) == 0)
			return bytes;
	}
	return 0;
}

size_t display_width(struct text text)
{
	static locale_t unicode;
	size_t width = 0;
	locale_t before = (locale_t)0;
	while (text.length) {
		size_t plain, bytes = plain_start(text, &plain);
		width += plain;
		if (bytes < text.length) {
			struct text rest = {text.at + bytes, text.length - bytes};
			size_t more = mark(rest);
			width += more > 0;
			if (!more && !unicode)
				unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
			if (!more && unicode && !before)
				before = uselocale(unicode);
			bytes += more ? more : slow_letter(rest, &width);
		}
		text = (struct text){text.at + bytes, text.length - bytes};
	}
	if (before)
		uselocale(before);
	return width;
}
