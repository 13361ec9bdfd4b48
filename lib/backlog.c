/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backlog.h"
#include "bytes.h"
#include "memory.h"

#include <stdlib.h>

/* Copies the text to *at, which moves behind it. */
static struct text copy(struct text text, char **at)
{
	struct text kept = {*at, text.length};
	if (text.length)
		memcpy(*at, text.at, text.length);
	*at += text.length;
	return kept;
}

/* The fields, and behind them the texts, lie in one block. */
void backlog_add(struct backlog *backlog, const struct backlog_row *row)
{
	struct backlog_row *kept = &backlog->rows[backlog->count++];
	size_t bytes = row->count * sizeof *row->fields + row->raw.length;
	for (size_t i = 0; i < row->count; i++)
		bytes += row->fields[i].length;
	*kept = *row;
	kept->fields = memory_get(bytes + BYTES_PADDING, 1);
	char *at = (char *)(kept->fields + row->count);
	for (size_t i = 0; i < row->count; i++)
		kept->fields[i] = copy(row->fields[i], &at);
	kept->raw = copy(row->raw, &at);
}

const struct backlog_row *backlog_take(struct backlog *backlog)
{
	if (backlog->taken == backlog->count) {
		backlog_empty(backlog);
		return NULL;
	}
	return &backlog->rows[backlog->taken++];
}

void backlog_empty(struct backlog *backlog)
{
	for (size_t i = 0; i < backlog->count; i++)
		free(backlog->rows[i].fields);
	backlog->count = backlog->taken = 0;
}
