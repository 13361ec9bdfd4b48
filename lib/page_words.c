/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_words.h"

const char *page_word(enum page_word word, bool english)
{
	static const char *const words[PAGE_WORD_COUNT][2] = {
#define WORD(name, russian, in_english) {russian, in_english},
#include "page_words.def"
#undef WORD
	};
	return words[word][english];
}
