/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records are what libcsv makes of them: random files of quotes, delimiters, line ends and letters
 * are read by delimited and, whole, by libcsv alone; fields and their number must be equal.
 *
 * libcsv is fed what delimited can be held to: a file whose quotes all close. Lines that delimited
 * breaks on purpose (a lone carriage return, a quote never closed) end the comparison.
 */
#include "check.h"
#include "delimited.h"
#include "message.h"

#include <csv.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST = 120, MOST = 400 };

struct expected {
	char bytes[MOST * 4];
	size_t used, count;
	size_t ends[MOST];
	size_t rows, row_ends[MOST];
};

static void on_field(void *at, size_t length, void *data)
{
	struct expected *all = data;
	memcpy(all->bytes + all->used, at, length);
	all->used += length;
	all->ends[all->count++] = all->used;
}

static void on_row(int terminator, void *data)
{
	struct expected *all = data;
	(void)terminator;
	all->row_ends[all->rows++] = all->count;
}

static void parse_by_libcsv(const char *file, size_t length, struct expected *all)
{
	struct csv_parser parser;
	memset(all, 0, sizeof *all);
	csv_init(&parser, 0);
	csv_set_delim(&parser, ';');
	csv_parse(&parser, file, length, on_field, on_row, all);
	csv_fini(&parser, on_field, on_row, all);
	csv_free(&parser);
}

static struct text expected_field(const struct expected *all, size_t number)
{
	size_t begin = number ? all->ends[number - 1] : 0;
	return (struct text){all->bytes + begin, all->ends[number] - begin};
}

static size_t compared; /* records in all */

/* The records as they are found by looking at so many bytes at once. */
static void compare(const char *path, const char *file, size_t length, size_t width)
{
	struct expected all;
	struct delimited records;
	size_t row = 0, field = 0;
	parse_by_libcsv(file, length, &all);
	delimited_open(&records, path, "UTF-8", ';');
	records.scan.way = scan_way_of(width);
	enum delimited_result result;
	while ((result = delimited_next(&records)) == DELIMITED_RECORD) {
		CHECK(row < all.rows);
		if (row >= all.rows)
			break;
		compared++;
		CHECK(records.count == all.row_ends[row] - field);
		for (size_t i = 0; i < records.count && field < all.row_ends[row]; i++, field++)
			CHECK(text_equal(text_trim(records.fields[i]),
				text_trim(expected_field(&all, field))));
		row++;
		field = row ? all.row_ends[row - 1] : 0;
	}
	if (result == DELIMITED_END)
		CHECK(row == all.rows);
	delimited_close(&records);
	if (check_failures)
		fprintf(stderr, "in: %.*s\n", (int)length, file);
}

/* A file that is mostly well formed: fields in quotes close them. */
static size_t make_file(char *file)
{
	size_t length = 0, wanted = check_random(LONGEST);
	while (length < wanted) {
		if (check_random(3) == 0) {
			file[length++] = '"';
			for (unsigned i = check_random(6); i; i--) {
				char inner = "a;\n\" z"[check_random(6)];
				file[length++] = inner;
				if (inner == '"' && check_random(8))
					file[length++] = '"';
			}
			file[length++] = '"';
		} else {
			for (unsigned i = check_random(5); i; i--)
				file[length++] = "ab \"z"[check_random(5)];
		}
		const char *end = (const char *[]){";", "\n", "\r\n", ";"}[check_random(4)];
		memcpy(file + length, end, strlen(end));
		length += strlen(end);
	}
	return length;
}

int main(int argc, char **argv)
{
	char file[LONGEST * 4];
	(void)argc;
	message_start("test_delimited");
	char path[512];
	snprintf(path, sizeof path, "%s.input", argv[0]);
	for (int round = 0; round < 20000 && !check_failures; round++) {
		size_t length = make_file(file);
		int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		CHECK(out >= 0 && write(out, file, length) == (ssize_t)length);
		close(out);
		for (size_t width = 16; width <= SCAN_WIDEST; width *= 2)
			compare(path, file, length, width);
	}
	unlink(path);
	CHECK(compared > 20000);
	return check_end();
}
