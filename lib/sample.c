/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "reading.h"

static bool is_ascii(struct text word)
{
	for (size_t i = 0; i < word.length; i++)
		if ((unsigned char)word.at[i] >= 0x80)
			return false;
	return true;
}

void sample_add(struct sample *sample, struct text text)
{
	struct text word;
	while ((word = text_next_word(&text)).length) {
		if (is_ascii(word) || word.length + 1 > sizeof sample->bytes - sample->length)
			continue;
		memcpy(sample->bytes + sample->length, word.at, word.length);
		sample->length += word.length;
		sample->bytes[sample->length++] = ' ';
	}
}

const char *sample_garbled(const struct sample *sample)
{
	return reading_garbled((struct text){sample->bytes, sample->length});
}
