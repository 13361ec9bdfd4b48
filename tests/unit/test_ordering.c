/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts are put into the order that comparing them one with another gives: texts with long beginnings in
 * common, texts that others begin with, with bytes of nought, equal ones, in orders that are hard to divide.
 */
#include "check.h"
#include "ordering.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 3000, ROOM = 48 };

static char bytes[MOST][ROOM];
static struct text texts[MOST];

static int compare(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	int order = text_compare(texts[one], texts[other]);
	return order ? order : (one > other) - (one < other);
}

/* A text of few letters, so that many begin alike, at exactly the end of its memory. */
static void make_text(size_t number, unsigned letters, unsigned longest)
{
	size_t length = check_random(longest + 1);
	char *at = bytes[number] + ROOM - length;
	for (size_t i = 0; i < length; i++)
		at[i] = "\0a\xFFz\t"[check_random(letters)];
	if (length && check_random(2))
		memset(at, 'm', length - check_random((unsigned)length > 4 ? 4 : (unsigned)length));
	texts[number] = (struct text){at, length};
}

static void check_order(uint32_t *numbers, size_t count)
{
	static uint32_t expected[MOST];
	memcpy(expected, numbers, count * sizeof *expected);
	qsort(expected, count, sizeof *expected, compare);
	ordering_sort(numbers, count, texts);
	CHECK(memcmp(numbers, expected, count * sizeof *numbers) == 0);
}

int main(void)
{
	static uint32_t numbers[MOST];
	for (int round = 0; round < 400 && !check_failures; round++) {
		size_t count = check_random(round % 10 ? 60 : MOST);
		unsigned letters = 1 + check_random(5), longest = 1 + check_random(ROOM - 1);
		for (size_t i = 0; i < count; i++) {
			make_text(i, letters, longest);
			numbers[i] = (uint32_t)i;
		}
		check_order(numbers, count);
		/* Once more: it is in order already. Then from the ends to the middle. */
		check_order(numbers, count);
		for (size_t i = 0; i < count / 2; i += 2) {
			uint32_t swapped = numbers[i];
			numbers[i] = numbers[count - 1 - i];
			numbers[count - 1 - i] = swapped;
		}
		check_order(numbers, count);
	}
	/* Every division leaves all but a few on one side: the plain sort takes over. */
	for (size_t i = 0; i < MOST; i++) {
		int length = snprintf(bytes[i], ROOM, "%08zu", i % 2 ? i : MOST - i);
		texts[i] = (struct text){bytes[i], (size_t)length};
		numbers[i] = (uint32_t)i;
	}
	check_order(numbers, MOST);
	return check_end();
}
