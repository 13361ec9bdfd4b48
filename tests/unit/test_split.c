/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wide split and the plain one agree on random lines, at every alignment and with any room; so does the
 * one that looks for the line's end as it goes.
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

static void compare_to_feed(struct text there, size_t room)
{
	struct text wide_fields[MOST_FIELDS], plain_fields[MOST_FIELDS];
	struct split_line found;
	const char *feed = memchr(there.at, '\n', there.length);
	bool ends =
		split_to_feed(there.at, there.at + there.length, ';', wide_fields, room, &found);
	CHECK(ends == (feed != NULL));
	if (!ends || !feed)
		return;
	struct text line = {there.at, (size_t)(feed - there.at)};
	size_t count = split_plainly(line, ';', plain_fields, room);
	CHECK(found.count == count && found.length == line.length);
	CHECK(found.escaped == (line.length && memchr(line.at, '\\', line.length)));
	for (size_t i = 0; i < count && i < room; i++)
		CHECK(text_equal(wide_fields[i], plain_fields[i]));
}

int main(void)
{
	static char bytes[LONGEST + 32 + READER_PADDING];
	for (int round = 0; round < 200000; round++) {
		size_t start = check_random(32), length = check_random(LONGEST);
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = check_random(4) ? (char)check_random(256) : ';';
		compare((struct text){bytes + start, length}, check_random(MOST_FIELDS + 1));
		bytes[check_random(sizeof bytes)] = '\\';
		bytes[start + check_random(LONGEST)] = '\n';
		compare_to_feed(
			(struct text){bytes + start, length + 1}, check_random(MOST_FIELDS + 1));
	}
	return check_end();
}
