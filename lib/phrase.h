/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * phrase: numbers records by what they say in some columns, so that what follows from those is found out
 * once, however many records say the same.
 *
 * So many as PHRASE_REMEMBERED are remembered; then all are forgotten and numbered anew.
 */
#ifndef SHNOR_PHRASE_H
#define SHNOR_PHRASE_H

#include "dictionary.h"
#include "key.h"
#include "stream.h"

enum { PHRASE_REMEMBERED = 8192, PHRASE_LONGEST = 512, PHRASE_MARKS = 8, PHRASE_MARKED = 1024 };

/* What a row with these marks says; number_plus_one 0: nothing yet. */
struct marked_phrase {
	uint64_t marks[PHRASE_MARKS];
	uint32_t number_plus_one;
};

struct phrases {
	size_t *columns; /* numbers of the stream's values */
	size_t count;
	bool ordered; /* as the columns stand in the first record */
	struct key key;
	struct dictionary known;
	struct marked_phrase
		*marked; /* where the stream has marks: PHRASE_MARKED by a hash of them */
};

/* Takes the column with this number in the stream, if no other number of it was taken. */
void phrases_take(struct phrases *phrases, const struct stream *stream, size_t number);

/* The number of what the record at hand says; DICTIONARY_NONE if it is too long to be remembered. *fresh
 * says that it was not known, and that number 0 is the first one again once all have been forgotten. */
uint32_t phrases_find(struct phrases *phrases, struct stream *stream, bool *fresh);

void phrases_free(struct phrases *phrases);

#endif
