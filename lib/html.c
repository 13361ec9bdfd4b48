/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

/* The character at the front of the text, and its bytes; 0xFFFD and one byte where there is none (RFC 3629,
 * section 4). */
static uint32_t decode(struct text text, size_t *bytes)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char lead = (unsigned char)text.at[0];
	size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	*bytes = 1;
	if (length == 1)
		return lead;
	if (!length || lead > 0xF4 || length > text.length)
		return 0xFFFD;
	uint32_t letter = lead & (0xFFu >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		unsigned char next = (unsigned char)text.at[i];
		if ((next & 0xC0) != 0x80)
			return 0xFFFD;
		letter = letter << 6 | (next & 0x3F);
	}
	if (letter < least[length] || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF))
		return 0xFFFD;
	*bytes = length;
	return letter;
}

static bool turns_direction(uint32_t letter)
{
	return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
		letter == 0x200E || letter == 0x200F || letter == 0x061C;
}

static bool is_control(uint32_t letter)
{
	return letter < 0x20 || (letter >= 0x7F && letter <= 0x9F) || letter == 0x2028 ||
		letter == 0x2029 || (letter & 0xFFFE) == 0xFFFE;
}

static const char *reference(uint32_t letter)
{
	switch (letter) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case 0xFFFD:
		return "\xEF\xBF\xBD";
	default:
		return NULL;
	}
}

void html_text(struct sink *sink, struct text text)
{
	while (text.length) {
		size_t bytes;
		uint32_t letter = decode(text, &bytes);
		const char *instead = reference(letter);
		if (is_control(letter))
			sink_byte(sink, ' ');
		else if (instead)
			sink_string(sink, instead);
		else if (!turns_direction(letter))
			sink_text(sink, (struct text){text.at, bytes});
		text.at += bytes;
		text.length -= bytes;
	}
}

void html_anchor(struct sink *sink, struct text text)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
			(byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_';
		if (!plain) {
			sink_byte(sink, '.');
			sink_byte(sink, digits[byte >> 4]);
		}
		sink_byte(sink, plain ? (char)byte : digits[byte & 15]);
	}
}
