/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table: rows are not empty, no wider than the header and ascend; their cells are trimmed; the same
 * table comes whatever pieces the files arrive in.
 *
 * The first byte of the input chooses the form; behind it, one file or, parted by a line %%, two.
 */
#include "encoding.h"
#include "fuzz.h"
#include "table.h"

enum { MOST_COLUMNS = 64 };

struct reading {
	const char *paths[FUZZ_FILES];
	size_t path_count;
	struct table_form form;
	size_t piece;
	uint64_t digest;
};

static void look_at(const struct table *table, size_t row, bool well, uint64_t *digest)
{
	bool empty = true;
	for (size_t i = 0; i < table->columns.count + 1; i++) {
		struct text cell = table_cell(table, row, i);
		fuzz_digest(digest, cell);
		empty = empty && !cell.length;
		HOLDS(i < table->columns.count || !cell.length);
		if (well)
			HOLDS(encoding_is_utf8(cell));
	}
	HOLDS(!empty);
	HOLDS(strlen(table_place(table, row).string) > 2);
	HOLDS(table->rows[row].cell_count <= MOST_COLUMNS);
	if (row && table->rows[row].file == table->rows[row - 1].file)
		HOLDS(table->rows[row].line > table->rows[row - 1].line);
}

static void parse(void *data)
{
	struct reading *reading = data;
	struct table table;
	fuzz_pieces(reading->piece);
	fuzz_forget_faults();
	table_load(&table, reading->paths, reading->path_count, &reading->form);
	bool well = !fuzz_faults();
	for (size_t i = 0; i < table.row_count; i++)
		look_at(&table, i, well, &reading->digest);
	for (size_t i = 0; i < table.row_count && i < 3; i++)
		table_fault(&table, i, i % table.columns.count, "for the message's %s", "sake");
	fuzz_digest_number(&reading->digest, fuzz_faults());
	table_free(&table);
	table_check();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct table_form forms[] = {
		{"column pattern", "value skip source", false},
		{"a", "b c", true},
		{"", "", true},
		{"a b", "", false},
	};
	if (!length)
		return 0;
	struct text rest = {(const char *)bytes + 1, length - 1}, part;
	struct reading whole = {.form = forms[bytes[0] & 3]};
	while (whole.path_count < FUZZ_FILES && fuzz_part(&rest, &part)) {
		whole.paths[whole.path_count] = fuzz_file((unsigned)whole.path_count, part);
		whole.path_count++;
	}
	struct reading pieces = whole;
	pieces.piece = 1 + length % 7;
	bool came_through = fuzz_run(parse, &whole);
	HOLDS(fuzz_run(parse, &pieces) == came_through);
	HOLDS(!came_through || whole.digest == pieces.digest);
	return 0;
}
