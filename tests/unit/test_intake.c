/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a filter reads of source files itself is what shnor-import would have written for it: the same values,
 * rows, places and counts, and marks that only the same text has. Over files with quotes, tabs, backslashes,
 * bytes that do not decode, lines that are too short, values that come again and values that do not.
 */
#include "check.h"
#include "dictionary.h"
#include "intake_feed.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 60, ROWS = 400, COLUMNS = 6, VALUES = 40, MARKED = 1 << 16 };

static const char *const names[COLUMNS + 2] = {
	"year", "one", "two", "three", "four", "five", "origin", "absent"};

static const char map[] = "column\trecord\tfrom\ttype\n"
			  "year\t\t@file:/(\\d{4})/\t\n"
			  "one\t\tA\t\ntwo\t\tB\tnumber\nthree\t\tC\tcount\n"
			  "four\tx\tD\t\nfour\ty\tE\t\nfive\tx\t=x\\y\t\nfive\ty\t=z\t\n";

static void write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	CHECK(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

/* A value such as sources have, or anything. */
static size_t make_value(char *at)
{
	static const char *const usual[] = {"", "12", "7", "3,5", "1 234",
		"\xd0\xf3\xf1\xf1\xea\xe8\xe9", " \xcc\xe0\xf2\xe5\xec\xe0\xf2\xe8\xea\xe0 ",
		"05.06.2022", "a\\b", "\"q;r\"", "\"a\"\"b\"", "123456789", "abcdefg", "abcdefgh"};
	size_t length = 0;
	if (check_random(20)) {
		const char *value = usual[check_random(sizeof usual / sizeof *usual)];
		length = strlen(value);
		memcpy(at, value, length);
		return length;
	}
	for (size_t i = check_random(70); i > 0; i--) {
		unsigned kind = check_random(40);
		at[length++] = kind == 0 ? '\t'
			: kind == 1      ? '\\'
			: kind == 2      ? '"'
			: kind == 3      ? (char)0x98
			: kind < 10      ? (char)(0xC0 + check_random(64))
					 : (char)('0' + check_random(70));
	}
	return length;
}

static void make_source(const char *path)
{
	static char bytes[ROWS * COLUMNS * 90], values[VALUES][80];
	static size_t lengths[VALUES];
	size_t used = (size_t)sprintf(bytes, "A;B;C;D;E;F\r\n");
	for (size_t i = 0; i < VALUES; i++)
		lengths[i] = make_value(values[i]);
	for (int row = 0; row < ROWS; row++) {
		for (int column = 0; column < COLUMNS; column++) {
			size_t number = check_random(VALUES);
			if (!check_random(200))
				break;
			memcpy(bytes + used, values[number], lengths[number]);
			used += lengths[number];
			bytes[used++] = ';';
		}
		if (bytes[used - 1] == ';')
			used--;
		used += (size_t)sprintf(bytes + used, "\r\n");
	}
	write_file(path, bytes, used);
}

static struct account new_account(void)
{
	struct account account = {
		.filter = "import", .max_rejects = "100%", .rejects_path = "/dev/null"};
	account_open(&account);
	return account;
}

static const struct intake_options *options(const char *path)
{
	static struct intake_options chosen = {INTAKE_DEFAULTS};
	chosen.map = path;
	return &chosen;
}

/* The stream that shnor-import makes. */
static struct account import(const char *map_path, const char *source, const char *into)
{
	struct intake intake;
	struct account account = new_account();
	const char *const files[] = {source};
	FILE *out = fopen(into, "wb");
	CHECK(out && fputs("year\tone\ttwo\tthree\tfour\tfive\torigin\n", out) >= 0);
	intake_load(&intake, options(map_path));
	table_check();
	intake_open(&intake, &account, files, 1);
	while (intake_next(&intake)) {
		struct text row = intake_row(&intake);
		CHECK(fwrite(row.at, 1, row.length, out) == row.length && fputc('\n', out) == '\n');
	}
	intake_close(&intake);
	CHECK(fclose(out) == 0);
	return account;
}

/* What had a mark, in the reading at hand. */
static struct {
	uint64_t mark;
	struct text text;
} marked[COLUMNS][MARKED];

/* Texts of a column with the same mark are the same. */
static void check_mark(struct arena *arena, struct text text, uint64_t mark, size_t column)
{
	size_t place = (mark ^ mark >> 40) % MARKED;
	if (!mark)
		return;
	if (marked[column][place].mark == mark)
		CHECK(text_equal(marked[column][place].text, text));
	marked[column][place].mark = mark;
	marked[column][place].text = arena_copy(arena, text);
}

static void compare_rows(struct stream *fed, struct stream *read, struct arena *arena)
{
	for (size_t i = 0; i < COLUMNS + 2; i++) {
		CHECK(text_equal(fed->values[i], read->values[i]));
		CHECK(text_equal(stream_field(fed, i), stream_field(read, i)));
		CHECK(stream_mark(read, i) == 0);
		if (i < COLUMNS)
			check_mark(arena, stream_field(fed, i), stream_mark(fed, i), i);
	}
	CHECK(text_equal(stream_row(fed), stream_row(read)));
	CHECK(text_equal(stream_origin(fed), read->values[COLUMNS]));
}

static void compare(const char *map_path, const char *source, const char *made)
{
	static struct intake_feed feed;
	struct account account = import(map_path, source, made);
	struct stream fed, read;
	struct arena arena = {0};
	const char *const files[] = {source}, *const streams[] = {made};
	feed = (struct intake_feed){.account = new_account()};
	intake_load(&feed.intake, options(map_path));
	intake_feed_open(&feed, &fed, files, 1);
	stream_open(&read, streams, 1);
	for (size_t i = 0; i < COLUMNS + 2; i++)
		CHECK(stream_want(&fed, names[i], false) == i &&
			stream_want(&read, names[i], false) == i);
	while (stream_next(&fed) == STREAM_ROW) {
		CHECK(stream_next(&read) == STREAM_ROW);
		compare_rows(&fed, &read, &arena);
	}
	CHECK(stream_next(&read) == STREAM_END);
	CHECK(account.read == feed.account.read && account.written == feed.account.written);
	CHECK(account.output == feed.account.output && account.rejected == feed.account.rejected);
	CHECK(account.written > 0 && account.rejected > 0);
	arena_empty(&arena);
	memset(marked, 0, sizeof marked);
	stream_close(&fed);
	stream_close(&read);
	intake_feed_close(&feed);
	account_close(&account);
	account_close(&feed.account);
}

int main(void)
{
	enum { ROOM = 4096 };
	char folder[ROOM - 64], map_path[ROOM], source[ROOM], made[ROOM];
	const char *given = getenv("TMPDIR");
	CHECK(snprintf(folder, sizeof folder, "%s/shnor-test.XXXXXX",
		      given && *given ? given : "/tmp") < (int)sizeof folder);
	message_start("test_intake");
	message_quiet(true);
	CHECK(mkdtemp(folder) != NULL);
	sprintf(map_path, "%s/map", folder);
	sprintf(source, "%s/source-2024.csv", folder);
	sprintf(made, "%s/made", folder);
	write_file(map_path, map, strlen(map));
	for (int round = 0; round < ROUNDS; round++) {
		make_source(source);
		compare(map_path, source, made);
	}
	unlink(map_path);
	unlink(source);
	unlink(made);
	rmdir(folder);
	return check_end();
}
