/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_words.h"

const char *page_word(enum page_word word, bool english)
{
#define PAGE_WORD_ROW(name, russian, in_english) {russian, in_english},
	static const char *const words[PAGE_WORD_COUNT][2] = {PAGE_WORDS(PAGE_WORD_ROW)};
#undef PAGE_WORD_ROW
	return words[word][english];
}
