/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * content: what two rows of a stream must share to be the same record: all that is read of them but where they stand,
 * and the day, which may be written in several ways.
 */
#ifndef SHNOR_CONTENT_H
#define SHNOR_CONTENT_H

#include "key.h"
#include "stream.h"

struct content {
	bool *belongs; /* by number of the stream's value */
	size_t count;
	struct key key;
};

/* Once all columns are asked for; `date` is the number of the day's. */
void content_bind(struct content *content, const struct stream *stream, size_t date);

/* The content of the row at hand; it lives until the next call. */
struct text content_of(struct content *content, const struct stream *stream);

void content_free(struct content *content);

#endif
