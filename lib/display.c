/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "display.h"

#include <locale.h>
#include <wchar.h>

size_t display_width(struct text text)
{
	static locale_t unicode;
	size_t width = 0;
	mbstate_t state = {0};
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
