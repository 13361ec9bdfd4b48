/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cell_text.h"
#include "encoding.h"

#include <ctype.h>

enum { ESCAPE_BYTES = 7 }; /* _xHHHH_ */

/* Would the start of the text be read as the escape of a character? */
static bool is_escape(struct text text)
{
	if (text.length < ESCAPE_BYTES || text.at[1] != 'x' || text.at[ESCAPE_BYTES - 1] != '_')
		return false;
	for (size_t i = 2; i < ESCAPE_BYTES - 1; i++)
		if (!isxdigit((unsigned char)text.at[i]))
			return false;
	return true;
}

/* What stands for the character of ASCII at the start of the text; NULL: itself. */
static const char *instead_of(struct text text)
{
	unsigned char byte = (unsigned char)*text.at;
	if (byte == '_')
		return is_escape(text) ? "_x005F_" : NULL;
	return byte == 0x7F || (byte < 0x20 && byte != '\n') ? " " : NULL;
}

/* U+FFFE and U+FFFF, which XML cannot hold. */
static bool is_alien(struct text text, size_t bytes)
{
	return bytes == 3 && memcmp(text.at, "\xEF\xBF", 2) == 0 &&
		(unsigned char)text.at[2] >= 0xBE;
}

/* The bytes of the letter at the start, of ASCII or Cyrillic, that a cell has as it stands; 0 if it is another
 * one. */
static size_t plain_letter(struct text text)
{
	unsigned char first = (unsigned char)*text.at;
	if (first >= 0x20 && first < 0x7F)
		return first != '_';
	if ((first == 0xD0 || first == 0xD1) && text.length > 1 &&
		((unsigned char)text.at[1] & 0xC0) == 0x80)
		return 2;
	return 0;
}

char *cell_text_put(char *at, struct text text, bool *cut)
{
	size_t characters = 0;
	*cut = false;
	while (text.length) {
		size_t plain = characters < CELL_TEXT_LONGEST ? plain_letter(text) : 0;
		if (plain) {
			*at++ = *text.at;
			if (plain == 2)
				*at++ = text.at[1];
			characters++;
			text = (struct text){text.at + plain, text.length - plain};
			continue;
		}
		size_t bytes = (unsigned char)*text.at < 0x80 ? 1 : encoding_character(text);
		size_t taken = bytes ? bytes : 1;
		const char *instead = NULL;
		characters += bytes == 4 ? 2 : 1;
		if (characters > CELL_TEXT_LONGEST) {
			*cut = true;
			break;
		}
		if (!bytes)
			instead = "\xEF\xBF\xBD";
		else if (bytes == 1)
			instead = instead_of(text);
		else if (is_alien(text, bytes))
			instead = " ";
		for (size_t i = 0; i < taken && !instead; i++)
			*at++ = text.at[i];
		while (instead && *instead)
			*at++ = *instead++;
		text = (struct text){text.at + taken, text.length - taken};
	}
	return at;
}
