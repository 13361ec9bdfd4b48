/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recommendations: what the lines of a table of advice have found to say, each told once.
 *
 * Recommendations that are alike to the reader (year, school, addressee, text) become one, whose causes,
 * evidences and sources are joined: each once, in byte order, so that the order of input is of no consequence.
 */
#ifndef SHNOR_RECOMMENDATIONS_H
#define SHNOR_RECOMMENDATIONS_H

#include "advice.h"
#include "key.h"
#include "sink.h"

struct recommendation {
	uint32_t told; /* number of the key that is written: year to text */
	const struct advice_line *line;
	struct text evidence;
};

struct recommendations {
	struct dictionary told;
	struct recommendation *items;
	size_t count, room;
	struct arena arena;
	struct key key;
};

/* Adds one; the texts are copied. `school` and `municipality` may be empty. */
void recommendations_add(struct recommendations *recommendations, const struct advice_line *line,
	uint64_t year, struct text municipality, struct text school, struct text text,
	struct text evidence);

/* The names of the columns, parted by spaces. */
extern const char recommendation_columns[];

/* Writes them, sorted by their keys; returns how many lines. */
uint64_t recommendations_write(struct recommendations *recommendations, struct sink *out);

void recommendations_free(struct recommendations *recommendations);

#endif
