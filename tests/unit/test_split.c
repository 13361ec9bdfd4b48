/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wide split and the plain one agree on random lines, at every alignment and with any room.
 */
#include "check.h"
#include "reader.h"
#include "split.h"

enum { LONGEST = 200, MOST_FIELDS = 64 };

static void compare(struct text line, size_t room)
{
	struct text wide_fields[MOST_FIELDS], plain_fields[MOST_FIELDS];
	size_t wide_count = split(line, ';', wide_fields, room);
	size_t plain_count = split_plainly(line, ';', plain_fields, room);
	CHECK(wide_count == plain_count);
	for (size_t i = 0; i < plain_count && i < room; i++)
		CHECK(wide_fields[i].at == plain_fields[i].at &&
			wide_fields[i].length == plain_fields[i].length);
}

int main(void)
{
	static char bytes[LONGEST + 32 + READER_PADDING];
	for (int round = 0; round < 200000; round++) {
		size_t start = check_random(32), length = check_random(LONGEST);
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = check_random(4) ? (char)check_random(256) : ';';
		compare((struct text){bytes + start, length}, check_random(MOST_FIELDS + 1));
	}
	return check_end();
}
