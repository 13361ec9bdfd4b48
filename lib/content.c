/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "content.h"
#include "memory.h"

#include <stdlib.h>

void content_bind(struct content *content, const struct stream *stream, size_t date)
{
	content->count = stream->want_count;
	content->belongs = memory_get(content->count, sizeof *content->belongs);
	for (size_t i = 0; i < content->count; i++)
		content->belongs[i] = i != date && !text_is(stream_name(stream, i), "origin");
}

struct text content_of(struct content *content, const struct stream *stream)
{
	key_start(&content->key);
	for (size_t i = 0; i < content->count; i++)
		if (content->belongs[i])
			key_add_field(&content->key, stream_field(stream, i));
	return key_text(&content->key);
}

void content_free(struct content *content)
{
	free(content->belongs);
	key_free(&content->key);
}
