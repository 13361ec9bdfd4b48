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

size_t display_width(struct text text)
{
	static locale_t unicode;
	size_t width, plain = plain_start(text, &width);
	mbstate_t state = {0};
	text = (struct text){text.at + plain, text.length - plain};
	if (!text.length)
		return width;
	if (!unicode)
		unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = unicode ? uselocale(unicode) : (locale_t)0;
	while (text.length) {
		wchar_t letter;
		size_t bytes = mbrtowc(&letter, text.at, text.length, &state);
		int columns = 1;
		if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0) {
			state = (mbstate_t){0};
			bytes = 1;
		} else {
			columns = wcwidth(letter);
		}
		width += columns > 0 ? (size_t)columns : 0;
		text.at += bytes;
		text.length -= bytes;
	}
	if (before)
		uselocale(before);
	return width;
}
