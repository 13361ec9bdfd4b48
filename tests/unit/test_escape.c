/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Escapes are those that one byte after the other gets, at every length and alignment; undone, they give the
 * text again.
 */
#include "check.h"
#include "escape.h"

enum { LONGEST = 60 };

static size_t escape_plainly(char *at, struct text text)
{
	static const char bytes[] = "\t\n\r\\", letters[] = "tnr\\";
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		const char *found = memchr(bytes, text.at[i], 4);
		if (found)
			at[length++] = '\\';
		at[length++] = found ? letters[found - bytes] : text.at[i];
	}
	return length;
}

int main(void)
{
	char bytes[LONGEST + 16], wide[2 * LONGEST], plain[2 * LONGEST], undone[2 * LONGEST];
	for (int round = 0; round < 200000; round++) {
		size_t start = check_random(16), length = check_random(LONGEST);
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = check_random(30) ? (char)check_random(256)
						    : "\t\n\r\\"[check_random(4)];
		struct text text = {bytes + start, length};
		struct text one = {wide, escape_put(wide, text)};
		struct text other = {plain, escape_plainly(plain, text)};
		CHECK(text_equal(one, other));
		CHECK(text_equal((struct text){undone, escape_undo(undone, one)}, text));
	}
	return check_end();
}
