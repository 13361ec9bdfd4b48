/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimited: no letter is lost between the file and its records, the same records come whatever
 * pieces the file arrives in and however many of its bytes are looked at at once, and up to the first broken
 * line they are those of libcsv.
 *
 * The first byte of the input chooses delimiter, encoding, whether the width of the first record is that of
 * all, and so many bytes; the rest is the file.
 */
#include "delimited.h"
#include "fuzz.h"
#include "memory.h"

#include <csv.h>

enum { SNIFF_BYTES = 65536 };

struct reading {
	const char *path;
	char delimiter;
	const char *encoding;
	bool fixed_width;
	size_t piece;
	size_t at_once; /* bytes */
	uint64_t digest;
};

struct expected {
	char *bytes;
	size_t used, room;
	size_t *ends;
	size_t count, end_room;
	size_t *row_ends;
	size_t rows, row_room;
};

static void on_field(void *at, size_t length, void *data)
{
	struct expected *all = data;
	all->bytes = memory_grow(all->bytes, &all->room, all->used + length + 1, 1);
	if (length)
		memcpy(all->bytes + all->used, at, length);
	all->used += length;
	all->ends = memory_grow(all->ends, &all->end_room, all->count + 1, sizeof *all->ends);
	all->ends[all->count++] = all->used;
}

static void on_row(int terminator, void *data)
{
	struct expected *all = data;
	(void)terminator;
	all->row_ends =
		memory_grow(all->row_ends, &all->row_room, all->rows + 1, sizeof *all->row_ends);
	all->row_ends[all->rows++] = all->count;
}

static void parse_by_libcsv(struct text content, char delimiter, struct expected *all)
{
	struct csv_parser parser;
	HOLDS(csv_init(&parser, 0) == 0);
	csv_set_delim(&parser, (unsigned char)delimiter);
	HOLDS(csv_parse(&parser, content.at, content.length, on_field, on_row, all) ==
		content.length);
	HOLDS(csv_fini(&parser, on_field, on_row, all) == 0);
	csv_free(&parser);
}

static void compare(const struct delimited *file, const struct expected *all, size_t row)
{
	HOLDS(row < all->rows);
	size_t field = row ? all->row_ends[row - 1] : 0;
	HOLDS(file->count == all->row_ends[row] - field);
	for (size_t i = 0; i < file->count; i++, field++) {
		size_t begin = field ? all->ends[field - 1] : 0;
		struct text expected = {all->bytes + begin, all->ends[field] - begin};
		HOLDS(text_equal(text_trim(file->fields[i]), text_trim(expected)));
	}
}

/* Looks at the record and returns how many letters are in it. */
static size_t look_at(const struct delimited *file, uint64_t *digest)
{
	size_t letters = 0, bytes = 0;
	HOLDS(file->count >= 1 && file->count <= file->pending + 1);
	for (size_t i = 0; i < file->count; i++) {
		fuzz_digest(digest, file->fields[i]);
		letters += fuzz_count(file->fields[i], 'a');
		bytes += file->fields[i].length;
	}
	HOLDS(bytes <= file->pending && file->raw.length <= file->pending);
	HOLDS(letters == fuzz_count(file->raw, 'a'));
	return letters;
}

/* The file as it is after a BOM, gzip and UTF-16: all of it is in the block once it is open. Longer
 * ones are not looked at: an empty text. */
static struct text content_of(const struct delimited *file)
{
	size_t length = file->reader.end - file->reader.begin;
	if (length >= SNIFF_BYTES)
		return (struct text){NULL, 0};
	char *copy = memory_get(length, 1);
	memcpy(copy, file->reader.block + file->reader.begin, length);
	return (struct text){copy, length};
}

static void read_all(struct reading *reading, struct delimited *file)
{
	struct text content = content_of(file);
	struct expected all = {0};
	enum delimited_result result;
	size_t letters = 0, row = 0;
	uint64_t line = 0;
	/* Marks at the starts of lines and at the end of the file are passed over, which libcsv takes for
	 * text. */
	bool comparing = content.at && !reading->fixed_width && !fuzz_count(content, '\xEF') &&
		!fuzz_count(content, '\x1A');
	if (comparing)
		parse_by_libcsv(content, file->delimiter, &all);
	while ((result = delimited_next(file)) != DELIMITED_END) {
		HOLDS(file->line > line);
		line = file->line;
		fuzz_digest_number(&reading->digest, result);
		fuzz_digest(&reading->digest, file->raw);
		if (result == DELIMITED_BROKEN) {
			HOLDS(file->fault);
			letters += fuzz_count(file->raw, 'a');
			comparing = false;
			continue;
		}
		letters += look_at(file, &reading->digest);
		if (comparing)
			compare(file, &all, row++);
		if (reading->fixed_width && !file->columns)
			file->columns = file->count;
	}
	HOLDS(!comparing || row == all.rows);
	HOLDS(!content.at || letters == fuzz_count(content, 'a'));
	HOLDS(!content.at || line <= fuzz_count(content, '\n') + 1);
	free((void *)(uintptr_t)content.at);
	free(all.bytes);
	free(all.ends);
	free(all.row_ends);
}

static void parse(void *data)
{
	struct reading *reading = data;
	struct delimited file;
	fuzz_pieces(reading->piece);
	if (delimited_open(&file, reading->path, reading->encoding, reading->delimiter)) {
		file.scan.way = scan_way_of(reading->at_once);
		read_all(reading, &file);
	} else {
		HOLDS(file.fault);
	}
	delimited_close(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char delimiters[] = {0, ';', ',', '\t'};
	static const char *const encodings[] = {NULL, "UTF-8", "windows-1251", NULL};
	if (!length)
		return 0;
	struct reading whole = {
		.path = fuzz_file(0, (struct text){(const char *)bytes + 1, length - 1}),
		.delimiter = delimiters[bytes[0] & 3],
		.encoding = encodings[bytes[0] >> 2 & 3],
		.fixed_width = bytes[0] & 16,
		.at_once = SCAN_WIDEST,
	};
	struct reading pieces = whole;
	pieces.piece = 1 + length % 7;
	pieces.at_once = (size_t)16 << (bytes[0] >> 5 & 1);
	bool came_through = fuzz_run(parse, &whole);
	HOLDS(fuzz_run(parse, &pieces) == came_through);
	HOLDS(!came_through || whole.digest == pieces.digest);
	return 0;
}
