/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recoding: text of the source's encoding into UTF-8, with the values of a column seen lately remembered:
 * most columns have few, which come again and again.
 */
#ifndef SHNOR_RECODING_H
#define SHNOR_RECODING_H

#include "encoding.h"

#include <stdbool.h>

enum {
	RECODING_REMEMBERED = 32,
	RECODING_LONGEST = 64,
	RECODING_MADE = 112,
	RECODING_SPARE = 16,
};

struct recoded {
	uint8_t length, made_length; /* length 0: none */
	char raw[RECODING_LONGEST];
	char made[RECODING_MADE];
};

/* Of one column; all zero to begin with. */
struct recoding {
	struct recoded values[RECODING_REMEMBERED];
};

/* As encoding_put() of the text without the blanks around it, where RECODING_SPARE bytes must fit too. When a
 * byte does not decode, *bad is that byte. A recoding serves one encoding. */
char *recoding_put(struct recoding *recoding, const struct encoding *encoding, struct text raw,
	char *at, unsigned char *bad);

/* Copies a text of up to eight digits, or none, which is the same in all encodings; NULL if it is another. */
static inline char *recoding_digits(struct text raw, char *at)
{
	if (raw.length > 8)
		return NULL;
	for (size_t i = 0; i < raw.length; i++) {
		if ((unsigned char)(raw.at[i] - '0') > 9)
			return NULL;
		at[i] = raw.at[i];
	}
	return at + raw.length;
}

#endif
