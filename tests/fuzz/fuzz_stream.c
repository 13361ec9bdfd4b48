/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stream: every line is a row or broken, a row has as many fields as the header has names, values
 * are those of the plain split, escapes undone; the same comes whatever pieces the files arrive in.
 *
 * The input is one file or, parted by a line %%, two.
 */
#include "escape.h"
#include "fuzz.h"
#include "split.h"
#include "stream.h"

enum { WANTS = 4, MOST_FIELDS = 512 };

struct reading {
	const char *paths[FUZZ_FILES];
	size_t path_count, lines;
	bool is_gzip;
	size_t piece;
	uint64_t digest;
};

/* Does the value as written, and unescaped, come out again? */
static void check_escapes(struct text field, struct text value)
{
	static char undone[1 << 16], done[1 << 17];
	if (field.length > sizeof undone)
		return;
	HOLDS(text_equal((struct text){undone, escape_undo(undone, field)}, value));
	struct text written = {done, escape_put(done, value)};
	HOLDS(!fuzz_count(written, '\t') && !fuzz_count(written, '\n'));
	HOLDS(text_equal((struct text){undone, escape_undo(undone, written)}, value));
}

static void look_at(
	struct stream *stream, const size_t *wants, const char *const *names, uint64_t *digest)
{
	struct text fields[MOST_FIELDS];
	size_t count = split_plainly(stream->row, '\t', fields, MOST_FIELDS);
	HOLDS(count == stream->name_count);
	/* The first may be one of the others. */
	HOLDS(stream->want_count == WANTS || stream->want_count == WANTS - 1);
	for (size_t i = 0; i < WANTS; i++) {
		struct text field = stream_field(stream, wants[i]), expected = {"", 0};
		for (size_t j = 0; j < count && j < MOST_FIELDS; j++)
			if (text_is(stream->names[j], names[i]))
				expected = fields[j];
		if (count <= MOST_FIELDS)
			HOLDS(text_equal(field, expected));
		check_escapes(field, stream->values[wants[i]]);
		fuzz_digest(digest, stream->values[wants[i]]);
	}
}

static void parse(void *data)
{
	struct reading *reading = data;
	struct stream stream;
	enum stream_result result;
	char first[256];
	const char *names[WANTS] = {first, "school_id", "a", "b"};
	size_t wants[WANTS], lines = 0;
	fuzz_pieces(reading->piece);
	stream_open(&stream, reading->paths, reading->path_count);
	snprintf(first, sizeof first, "%s", stream.names[0].at);
	for (size_t i = 0; i < WANTS; i++)
		wants[i] = stream_want(&stream, names[i], i == 0);
	HOLDS(stream_has(&stream, first));
	while ((result = stream_next(&stream)) != STREAM_END) {
		lines++;
		fuzz_digest_number(&reading->digest, result);
		fuzz_digest(&reading->digest, stream.row);
		fuzz_digest_number(&reading->digest, stream.line);
		fuzz_digest(&reading->digest, stream_origin(&stream));
		if (result == STREAM_ROW)
			look_at(&stream, wants, names, &reading->digest);
		else
			HOLDS(stream.fault);
	}
	if (!reading->is_gzip)
		HOLDS(lines + reading->path_count == reading->lines);
	stream_close(&stream);
}

static size_t count_lines(struct text content)
{
	bool open_end = content.length && content.at[content.length - 1] != '\n';
	return fuzz_count(content, '\n') + open_end;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct text rest = {(const char *)bytes, length}, part;
	struct reading whole = {0};
	while (whole.path_count < FUZZ_FILES && fuzz_part(&rest, &part)) {
		whole.paths[whole.path_count] = fuzz_file((unsigned)whole.path_count, part);
		whole.path_count++;
		whole.lines += count_lines(part);
		whole.is_gzip = whole.is_gzip || fuzz_is_gzip(part);
	}
	if (!whole.path_count)
		return 0;
	struct reading pieces = whole;
	pieces.piece = 1 + length % 7;
	bool came_through = fuzz_run(parse, &whole);
	HOLDS(fuzz_run(parse, &pieces) == came_through);
	HOLDS(!came_through || whole.digest == pieces.digest);
	return 0;
}
