/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * columns: the columns of a stream that an option names, each time it is given.
 */
#ifndef SHNOR_COLUMNS_H
#define SHNOR_COLUMNS_H

#include "option.h"
#include "stream.h"

struct columns {
	size_t *numbers; /* of the stream's values */
	size_t count;
	struct text *texts; /* of the row at hand, by columns_read() */
};

/* Asks the stream for them; one that it lacks ends the program with status 2. */
void columns_bind(struct columns *columns, struct stream *stream, const struct option_list *names);

/* Their values in the row at hand; they live until the next call. */
const struct text *columns_read(struct columns *columns, const struct stream *stream);

/* Ends the program with status 2 if a name stands among those written already (parted by spaces), or twice. `option`
 * is what gave them. */
void columns_check(const struct option_list *names, const char *option, const char *written);

void columns_free(struct columns *columns);

#endif
