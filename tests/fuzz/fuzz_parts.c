/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts and rows: the input is any source file, text, workbook or ZIP file, and read as import reads
 * it: every row of every table in it. The same comes whatever pieces the file arrives in.
 */
#include "fuzz.h"
#include "parts.h"
#include "xlsx.h"

struct reading {
	const char *path;
	size_t piece;
	uint64_t digest;
};

static void look_at(struct rows *rows, uint64_t *digest)
{
	size_t bytes = 0;
	HOLDS(rows->count >= 1 && rows->encoding);
	for (size_t i = 0; i < rows->count; i++) {
		fuzz_digest(digest, rows->fields[i]);
		bytes += rows->fields[i].length;
	}
	HOLDS(bytes <= rows->bytes);
}

static void read_rows(struct rows *rows, uint64_t *digest)
{
	enum rows_result result;
	bool settled = false;
	while ((result = rows_next(rows)) != ROWS_END) {
		fuzz_digest_number(digest, result);
		fuzz_digest_number(digest, rows->line);
		fuzz_digest(digest, rows_raw(rows));
		if (result == ROWS_BROKEN) {
			HOLDS(rows->fault);
			continue;
		}
		look_at(rows, digest);
		if (!settled)
			rows_settle(rows, rows->count);
		settled = true;
	}
}

static void parse(void *data)
{
	struct reading *reading = data;
	struct parts parts = {0};
	fuzz_pieces(reading->piece);
	parts_open(&parts, reading->path);
	while (parts_next(&parts)) {
		fuzz_digest(&reading->digest, text_of(parts.name));
		if (parts.readable)
			read_rows(&parts.rows, &reading->digest);
		else
			HOLDS(parts.rows.fault);
	}
	parts_close(&parts);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	xlsx_prepare();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct reading whole = {.path = fuzz_file(0, (struct text){(const char *)bytes, length})};
	struct reading pieces = whole;
	pieces.piece = 1 + length % 7;
	bool came_through = fuzz_run(parse, &whole);
	HOLDS(fuzz_run(parse, &pieces) == came_through);
	HOLDS(!came_through || whole.digest == pieces.digest);
	return 0;
}
