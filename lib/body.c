/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "body.h"

#include <stdio.h>

void body_open(struct body *body, struct rows *rows)
{
	*body = (struct body){.rows = rows};
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
		body->count = 0;
		return reject(body, body->rows->fault, NULL);
	}
	if (find_filled(body, 0) == body->count)
		return skip(body, "empty line");
	return body->count == body->rows->columns ? BODY_RECORD : reject_count(body);
}

struct text body_raw(struct body *body)
{
	return rows_raw(body->rows);
}
