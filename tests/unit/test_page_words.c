/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every word of the page is there in both languages, and has the same places in both.
 */
#include "check.h"
#include "page_words.h"

#include <string.h>

static int places(const char *text)
{
	int count = 0;
	while ((text = strstr(text, "{}"))) {
		count++;
		text += 2;
	}
	return count;
}

/* Has it a Cyrillic letter (its first byte in UTF-8), or a Latin one? */
static int has_cyrillic(const char *text)
{
	return strchr(text, 0xD0) || strchr(text, 0xD1);
}

static int has_letter(const char *text)
{
	return strpbrk(text, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

int main(void)
{
	for (int word = 0; word < PAGE_WORD_COUNT; word++) {
		const char *russian = page_word(word, false), *english = page_word(word, true);
		CHECK(russian && *russian);
		CHECK(english && *english);
		CHECK(places(russian) == places(english));
		CHECK(!has_cyrillic(english));
		/* What has words in one language has some in the other. */
		CHECK(!has_letter(english) || has_cyrillic(russian) || strstr(russian, "№") ||
			places(russian) > 1);
		CHECK(places(russian) <= 8);
	}
	return check_end();
}
