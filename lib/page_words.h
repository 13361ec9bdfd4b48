/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_words: what the page says of itself, in Russian and in English.
 *
 * Both stand in one row of page_words.def, so that a word cannot be missing in one of them. {} is a place for a
 * figure or a name. Words of the streams (classes, indicators, findings) are not here: labels have those.
 */
#ifndef SHNOR_PAGE_WORDS_H
#define SHNOR_PAGE_WORDS_H

#include <stdbool.h>

enum page_word {
#define WORD(name, russian, english) SAYS_##name,
#include "page_words.def"
#undef WORD
	PAGE_WORD_COUNT
};

/* The word; a static string. */
const char *page_word(enum page_word word, bool english);

#endif
