/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "columns.h"
#include "memory.h"
#include "message.h"

#include <stdlib.h>

void columns_check(const struct option_list *names, const char *option, const char *written)
{
	for (size_t i = 0; i < names->count; i++) {
		struct text rest = text_of(written), word;
		bool twice = false;
		while ((word = text_next_word(&rest)).length)
			twice = twice || text_is(word, names->items[i]);
		for (size_t j = 0; j < i; j++)
			twice = twice || strcmp(names->items[i], names->items[j]) == 0;
		if (twice)
			fail(STATUS_USAGE, _("%s: %s is written already"), option,
				quote(text_of(names->items[i])).string);
	}
}

void columns_bind(struct columns *columns, struct stream *stream, const struct option_list *names)
{
	columns->count = names->count;
	columns->numbers = memory_get(names->count, sizeof *columns->numbers);
	columns->texts = memory_get(names->count, sizeof *columns->texts);
	for (size_t i = 0; i < names->count; i++)
		columns->numbers[i] = stream_want(stream, names->items[i], true);
}

const struct text *columns_read(struct columns *columns, const struct stream *stream)
{
	for (size_t i = 0; i < columns->count; i++)
		columns->texts[i] = stream->values[columns->numbers[i]];
	return columns->texts;
}

void columns_free(struct columns *columns)
{
	free(columns->numbers);
	free(columns->texts);
}
