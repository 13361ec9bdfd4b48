/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recoding: text of the source's encoding into UTF-8, with the values of a column seen lately remembered:
 * most columns have few, which come again and again.
 *
 * Texts are padded (see bytes.h).
 */
#ifndef SHNOR_RECODING_H
#define SHNOR_RECODING_H

#include "bytes.h"
#include "encoding.h"

#include <stdbool.h>

enum {
	RECODING_BITS = 7,
	RECODING_REMEMBERED = 1 << RECODING_BITS,
	RECODING_LONGEST = 64,
	RECODING_MADE = 112
};

struct recoded {
	uint64_t mark; /* 0: none */
	uint8_t length, made_length;
	bool escaped;
	char raw[RECODING_LONGEST + BYTES_PADDING];
	char made[RECODING_MADE];
};

/* Of one column, whose text is in one encoding; all zero to begin with. */
struct recoding {
	/* The text taken last, if it is remembered: its length and one more, else 0; and its bits in bytes_same(). */
	size_t last_room;
	uint64_t last_bits;
	const char *last;
	struct recoded values[RECODING_REMEMBERED];
};

/* Is it the text taken last, as it mostly is? What was made of that holds. */
static inline bool recoding_is_last(const struct recoding *recoding, struct text raw)
{
	if (recoding->last_room != raw.length + 1)
		return false;
	if (raw.length > BYTES_STEP)
		return bytes_equal(recoding->last, raw.at, raw.length);
	return !(~bytes_same(recoding->last, raw.at) & recoding->last_bits);
}

/* From now on no text is the one taken last. */
static inline void recoding_forget_last(struct recoding *recoding)
{
	recoding->last_room = 0;
}

/* What became of a text. */
struct recoded_text {
	struct text *text;
	uint64_t *mark; /* of a remembered one, which no other has; else 0 */
	bool *escaped;  /* set if it has an escape */
};

/* Makes what encoding_put() makes of the text without the blanks around it: a text that is remembered, or lies at
 * `room`, where ENCODING_GROWTH times its length and ENCODING_SPARE bytes must fit; it lives until the next
 * call. Its mark is the next of *marks. False when a byte does not decode; *bad is that byte. */
bool recoding_take(struct recoding *recoding, const struct encoding *encoding, struct text raw,
	char *room, uint64_t *marks, const struct recoded_text *made, unsigned char *bad);

/* Up to eight digits, or none, which are the same in all encodings? */
static inline bool recoding_is_digits(struct text raw)
{
	return !raw.length || (raw.length <= 8 && bytes_are_digits(raw.at, raw.length));
}

#endif
