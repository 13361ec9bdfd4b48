/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "body.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

enum { LEAST_COLUMNS = 2 };

/* One of 64 bits for the text, by which most values are told from all headers. */
static uint64_t mark_of(struct text text)
{
	unsigned first = text.length ? (unsigned char)text.at[0] : 0;
	return UINT64_C(1) << (text.length ^ first) % 64;
}

void body_open(struct body *body, struct rows *rows, const struct header *header,
	const struct layout *layout)
{
	*body = (struct body){.rows = rows, .header = header, .below_record = true};
	body->reads_titles = layout_reads_titles(layout);
	body->marked = memory_get(header->count, sizeof *body->marked);
	body->marked_count = layout_mark_fields(layout, body->marked, header->count);
	while (body->marked_count && !body->marked[body->first_marked])
		body->first_marked++;
	for (size_t row = 0; row < header->row_count; row++)
		for (size_t i = 0; i < header->count; i++)
			body->header_marks |= mark_of(header->rows[row][i]);
}

void body_close(struct body *body)
{
	free(body->marked);
}

static bool is_blank(const struct body *body, struct text field)
{
	return !encoding_trim(body->rows->encoding, field).length;
}

/* The place of the next field that is not blank, or the count. */
static size_t find_filled(const struct body *body, size_t from)
{
	while (from < body->count && is_blank(body, body->fields[from]))
		from++;
	return from;
}

static enum body_result reject(struct body *body, const char *reason, const char *expected)
{
	body->reason = reason;
	body->expected = expected;
	return BODY_REJECTED;
}

static enum body_result skip(struct body *body, const char *reason)
{
	body->reason = reason;
	return BODY_SKIPPED;
}

static enum body_result reject_count(struct body *body)
{
	size_t columns = body->rows->columns;
	snprintf(body->expected_text, sizeof body->expected_text, "%zu fields, not %zu", columns,
		body->count);
	return reject(body, body->count < columns ? "too few fields" : "too many fields",
		body->expected_text);
}

static bool is_field(const struct body *body, size_t field, struct text name)
{
	return text_equal(encoding_trim(body->rows->encoding, body->fields[field]), name);
}

/* Is it this row of the header? Of a header in one row, the columns on the map count. */
static bool is_header_row(const struct body *body, size_t row)
{
	const struct header *header = body->header;
	if (body->count != header->count)
		return false;
	for (size_t i = 0; i < body->count; i++)
		if ((header->row_count == 2 || body->marked[i]) &&
			!is_field(body, i, header->rows[row][i]))
			return false;
	return true;
}

static bool is_header_again(struct body *body)
{
	bool again = is_header_row(body, 0);
	if (body->below_upper && !again) {
		body->below_upper = false;
		return is_header_row(body, 1);
	}
	body->below_upper = again && body->header->row_count == 2;
	return again;
}

static bool has_field(const struct body *body, struct text name)
{
	for (size_t i = 0; i < body->count; i++)
		if (is_field(body, i, name))
			return true;
	return false;
}

/* Are all the columns on the map here, elsewhere than in the header? */
static bool is_other_header(const struct body *body)
{
	const struct header *header = body->header;
	const struct text *names = header->rows[0];
	size_t same = 0;
	if (header->row_count != 1)
		return false;
	for (size_t i = 0; i < header->count && !same; i++)
		same = is_field(body, body->first_marked, names[i]);
	for (size_t i = 0; i < header->count && same; i++)
		same = !body->marked[i] || has_field(body, names[i]);
	return same;
}

/* May it be a header? A quick look at one field. */
static bool may_be_header(const struct body *body)
{
	if (body->marked_count < LEAST_COLUMNS || body->first_marked >= body->count)
		return false;
	struct text field = encoding_trim(body->rows->encoding, body->fields[body->first_marked]);
	return body->header_marks & mark_of(field);
}

/* What stands below the header, and is not blank. */
static enum body_result judge(struct body *body)
{
	if (body->behind)
		return reject(body, "behind another header", NULL);
	bool maybe = may_be_header(body);
	bool again = maybe && is_header_again(body);
	if (again && (body->below_record || !body->reads_titles)) {
		body->below_record = true;
		return skip(body, "repeated header");
	}
	if (again || (maybe && is_other_header(body))) {
		body->behind = true;
		return reject(body, "another header", NULL);
	}
	body->below_record = body->count == body->rows->columns;
	return body->below_record ? BODY_RECORD : reject_count(body);
}

static void take_row(struct body *body)
{
	const struct rows *rows = body->rows;
	body->fields = rows->fields;
	body->count = rows->count;
	body->bytes = rows->bytes;
	body->line = rows->line;
}

enum body_result body_next(struct body *body)
{
	enum rows_result result = rows_next(body->rows);
	take_row(body);
	if (result == ROWS_END)
		return BODY_END;
	if (result == ROWS_BROKEN) {
		body->below_record = false;
		return reject(body, body->rows->fault, NULL);
	}
	if (find_filled(body, 0) == body->count)
		return skip(body, "empty line");
	return judge(body);
}

struct text body_raw(struct body *body)
{
	return rows_raw(body->rows);
}
