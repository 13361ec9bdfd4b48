/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discretion.h"

/* Bytes that codes are made of; those of letters beyond ASCII too. */
static bool is_word_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
		(byte >= 'A' && byte <= 'Z') || byte == '_' || (byte & 0x80);
}

bool discretion_names_other(
	const struct registry *registry, struct text municipality, struct text text)
{
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		while (at < text.length && is_word_byte(text.at[at]))
			at++;
		struct text word = {text.at + start, at - start};
		const struct school *school =
			word.length ? registry_find(registry, BY_CODE, word) : NULL;
		if (school && !text_equal(school->municipality, municipality))
			return true;
		if (at == start)
			at++;
	}
	return false;
}
