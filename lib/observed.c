/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observed.h"
#include "escape.h"

#include <stdlib.h>

/* Between the columns before the counts and those behind; no escaped value has it. */
static const char counts_go_here = '\n';

static void add_part(struct observed *observed, size_t *length, char before, struct text part)
{
	observed->key =
		memory_grow(observed->key, &observed->key_room, *length + 2 * part.length + 1, 1);
	if (before)
		observed->key[(*length)++] = before;
	*length += escape_put(observed->key + *length, part);
}

struct text observed_key(struct observed *observed, const struct text *before, size_t before_count,
	const struct text *behind, size_t behind_count)
{
	size_t length = 0;
	for (size_t i = 0; i < before_count; i++)
		add_part(observed, &length, i ? '\t' : 0, before[i]);
	add_part(observed, &length, counts_go_here, text_of(""));
	for (size_t i = 0; i < behind_count; i++)
		add_part(observed, &length, '\t', behind[i]);
	return (struct text){observed->key, length};
}

static void write_line(struct observed *observed, struct text key, const struct observation *seen)
{
	struct sink *out = observed->out;
	const char *gap = memchr(key.at, counts_go_here, key.length);
	size_t front = (size_t)(gap - key.at);
	sink_text(out, (struct text){key.at, front});
	sink_byte(out, '\t');
	observation_put(out, seen);
	sink_text(out, (struct text){gap + 1, key.length - front - 1});
	sink_byte(out, '\n');
	observed->lines++;
}

static void write_held(struct observed *observed)
{
	for (uint32_t i = 0; i < observed->sums.keys.count; i++)
		write_line(observed, observed->sums.keys.texts[i], &observed->sums.totals[i]);
	sums_empty(&observed->sums);
}

bool observed_put(struct observed *observed, struct text key, const struct observation *seen)
{
	if (!observed->combine) {
		write_line(observed, key, seen);
		return true;
	}
	if (observed->sums.keys.count == OBSERVED_HELD)
		write_held(observed);
	return sums_add(&observed->sums, key, seen);
}

void observed_end(struct observed *observed)
{
	write_held(observed);
	free(observed->key);
}
