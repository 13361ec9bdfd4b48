/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "body.h"
#include "memory.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>

/* So that data are not taken for a header or a note, the map has to take so many columns at least. */
enum { LEAST_COLUMNS = 2, LEAST_COLUMNS_OF_NOTES = 3, LONGEST_NOTE = 4096 };

/* One of 64 bits for the text's first byte, by which most values are told from all headers. */
static uint64_t mark_of(struct text text)
{
	return UINT64_C(1) << (text.length ? (unsigned char)text.at[0] % 64 : 0);
}

/* Does the field begin with a letter of ASCII, no blank? It is the same in all encodings, and most do. */
static bool begins_in_ascii(struct text field)
{
	return field.length && field.at[0] > ' ' && field.at[0] <= '~';
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
	backlog_empty(&body->backlog);
}

static bool is_blank(const struct body *body, struct text field)
{
	if (begins_in_ascii(field))
		return false;
	return !field.length || !encoding_trim(body->rows->encoding, field).length;
}

/* The place of the first field that is not blank, or the count. */
static inline size_t find_filled(const struct body *body)
{
	size_t at = 0;
	while (at < body->count && is_blank(body, body->fields[at]))
		at++;
	return at;
}

/* Are all fields behind this one blank? That one is not is mostly seen at a glance. */
static inline bool is_alone(const struct body *body, size_t field)
{
	for (size_t i = field + 1; i < body->count; i++)
		if (begins_in_ascii(body->fields[i]))
			return false;
	for (size_t i = field + 1; i < body->count; i++)
		if (!is_blank(body, body->fields[i]))
			return false;
	return true;
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
	return reject(body, body->count < columns ? N_("too few fields") : N_("too many fields"),
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
	struct text field = body->fields[body->first_marked];
	if (!begins_in_ascii(field))
		field = encoding_trim(body->rows->encoding, field);
	return body->header_marks & mark_of(field);
}

/* A number, a date or a code is no note, wherever it stands: it may be a record that lacks the rest.
 * Nor is an error of Excel, or a formula. */
static bool is_wording(struct text field)
{
	bool digits = false, blanks = false;
	if (field.at[0] == '#' || field.at[0] == '=')
		return false;
	for (size_t i = 0; i < field.length; i++) {
		digits = digits || (field.at[i] >= '0' && field.at[i] <= '9');
		blanks = blanks || text_is_blank_byte(field.at[i]);
	}
	return (blanks || !digits) && field.length <= LONGEST_NOTE;
}

/* May it be a note under the table? The first field that is not blank is the only one, and reads as
 * words. A last line that is short and has no line end may be a record that was cut off. */
static bool may_be_note(const struct body *body, size_t first)
{
	const struct rows *rows = body->rows;
	if (body->marked_count < LEAST_COLUMNS_OF_NOTES || !is_alone(body, first))
		return false;
	if (rows->unended && body->count < rows->columns)
		return false;
	return is_wording(encoding_trim(rows->encoding, body->fields[first]));
}

static void take_row(struct body *body)
{
	const struct rows *rows = body->rows;
	body->fields = rows->fields;
	body->count = rows->count;
	body->bytes = rows->bytes;
	body->line = rows->line;
	body->held = NULL;
}

static void take_held(struct body *body, const struct backlog_row *row)
{
	body->fields = row->fields;
	body->count = row->count;
	body->bytes = row->bytes;
	body->line = row->line;
	body->held = row;
}

/* What the row at hand, just read, seems to be. */
static enum body_kind look(struct body *body, enum rows_result result)
{
	if (result != ROWS_RECORD)
		return result == ROWS_END ? BODY_AT_END : BODY_BROKEN;
	size_t first = find_filled(body);
	if (first == body->count)
		return BODY_BLANK;
	if (body->behind)
		return BODY_PLAIN;
	if (may_be_header(body)) {
		if (is_header_again(body))
			return BODY_HEADER;
		if (is_other_header(body))
			return BODY_OTHER_HEADER;
	}
	return may_be_note(body, first) ? BODY_NOTE : BODY_PLAIN;
}

/* What comes of a row of that kind. */
static enum body_result judge(struct body *body, enum body_kind kind)
{
	bool good = body->count == body->rows->columns;
	switch (kind) {
	case BODY_AT_END:
		return BODY_END;
	case BODY_BLANK:
		return skip(body, "empty line");
	case BODY_BROKEN:
		body->below_record = false;
		return reject(body, body->rows->fault, NULL);
	case BODY_HEADER:
		if (!body->below_record && body->reads_titles)
			break;
		body->below_record = true;
		return skip(body, "repeated header");
	case BODY_OTHER_HEADER:
		break;
	case BODY_NOTE:
	case BODY_PLAIN:
		if (body->behind)
			return reject(body, "behind another header", NULL);
		body->below_record = good;
		return good ? BODY_RECORD : reject_count(body);
	}
	body->behind = true;
	return reject(body, "another header", NULL);
}

/* Keeps the row at hand back. Where there are too many in a row, they are no notes, nor are those
 * that follow. */
static void hold_back(struct body *body)
{
	backlog_add(&body->backlog,
		&(struct backlog_row){
			body->fields, body->count, body->bytes, body->line, rows_raw(body->rows)});
	if (body->backlog.count > BACKLOG_ROWS) {
		body->crowded = true;
		body->release = BODY_AS_ROWS;
	}
}

/* Reads on, up to a row that says what those kept back are: the end of the table, or its header
 * again, that they are notes; any other that they are rows like others. That row waits for them. */
static void read_on(struct body *body)
{
	while (!body->waiting && !body->release) {
		enum rows_result result = rows_next(body->rows);
		take_row(body);
		body->kind = look(body, result);
		if (body->kind == BODY_NOTE && !body->crowded) {
			hold_back(body);
			continue;
		}
		body->waiting = true;
		if (body->kind == BODY_NOTE || body->kind == BODY_BLANK)
			return;
		body->crowded = false;
		if (!body->backlog.count)
			return;
		bool plain = body->kind == BODY_PLAIN || body->kind == BODY_BROKEN;
		body->release = plain ? BODY_AS_ROWS : BODY_AS_NOTES;
	}
}

enum body_result body_next(struct body *body)
{
	for (;;) {
		read_on(body);
		const struct backlog_row *row = body->release ? backlog_take(&body->backlog) : NULL;
		if (!row && body->release) {
			body->release = BODY_KEPT;
			continue;
		}
		if (!row) {
			body->waiting = false;
			if (body->held)
				take_row(body);
			return judge(body, body->kind);
		}
		take_held(body, row);
		if (body->release == BODY_AS_ROWS)
			return judge(body, BODY_NOTE);
		body->below_record = false;
		return skip(body, "note");
	}
}

struct text body_raw(struct body *body)
{
	return body->held ? body->held->raw : rows_raw(body->rows);
}
