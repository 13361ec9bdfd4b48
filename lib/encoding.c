/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encoding.h"
#include "memory.h"
#include "message.h"

#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

/* Characters below are of one or two bytes in UTF-8. */
enum { TWO_BYTES = 0x800 };

/* What a byte becomes; length 0 where it means nothing. The streams' escapes are in it too. */
struct letter {
	char bytes[4];
	uint8_t length;
};

struct encoding {
	const struct encoding *older; /* all made so far, so that each is made once */
	const char *name;
	bool single; /* one byte a character; else UTF-8 */
	bool blank[256];
	struct letter letters[256];
	unsigned char bytes[TWO_BYTES]; /* of a single-byte one, by character; 0: none or ASCII */
};

/* The number of a character of two bytes. */
static unsigned number_of(const char *at)
{
	return ((unsigned)at[0] & 0x1F) << 6 | ((unsigned)at[1] & 0x3F);
}

static void set_letter(struct encoding *encoding, int byte, const char *bytes, size_t length)
{
	struct letter *letter = &encoding->letters[byte];
	memcpy(letter->bytes, bytes, length);
	letter->length = (uint8_t)length;
}

static void set_escapes(struct encoding *encoding)
{
	set_letter(encoding, '\t', "\\t", 2);
	set_letter(encoding, '\n', "\\n", 2);
	set_letter(encoding, '\r', "\\r", 2);
	set_letter(encoding, '\\', "\\\\", 2);
	encoding->letters[0].length = 0;
	const char *blanks = " \t\r\n\v\f";
	for (size_t i = 0; i < strlen(blanks); i++)
		encoding->blank[(unsigned char)blanks[i]] = true;
}

static const struct encoding *utf8(void)
{
	static struct encoding encoding = {.name = "UTF-8"};
	if (encoding.letters['A'].length)
		return &encoding;
	for (int byte = 1; byte < 0x80; byte++)
		set_letter(&encoding, byte, &(char){(char)byte}, 1);
	set_escapes(&encoding);
	return &encoding;
}

static const struct encoding *single_byte(const char *name)
{
	static const struct encoding *made;
	for (const struct encoding *known = made; known; known = known->older)
		if (strcasecmp(known->name, name) == 0)
			return known;
	iconv_t converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		fail(STATUS_USAGE, _("unknown encoding %s; iconv -l lists them"),
			quote(text_of(name)).string);
	struct encoding *encoding = memory_get(1, sizeof *encoding);
	encoding->name = name;
	encoding->single = true;
	for (int byte = 1; byte < 256; byte++) {
		char in = (char)byte, bytes[8], *from = &in, *to = bytes;
		size_t left = 1, room = sizeof bytes;
		iconv(converter, NULL, NULL, NULL, NULL);
		size_t result = iconv(converter, &from, &left, &to, &room);
		size_t length = sizeof bytes - room;
		if (result == (size_t)-1 || left || length > ENCODING_GROWTH)
			continue;
		set_letter(encoding, byte, bytes, length);
		if (length == 2)
			encoding->bytes[number_of(bytes)] = (unsigned char)byte;
		encoding->blank[byte] = length == 2 && memcmp(bytes, "\xC2\xA0", 2) == 0;
	}
	iconv_close(converter);
	if (encoding->letters['A'].length != 1 || encoding->letters['A'].bytes[0] != 'A' ||
		encoding->letters[';'].bytes[0] != ';')
		fail(STATUS_USAGE,
			_("encoding %s has no single bytes for letters; convert the file with "
			  "iconv"),
			quote(text_of(name)).string);
	set_escapes(encoding);
	encoding->older = made;
	made = encoding;
	return encoding;
}

const struct encoding *encoding_find(const char *name)
{
	if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0)
		return utf8();
	return single_byte(name);
}

void encoding_codes(const struct encoding *encoding, uint32_t codes[256])
{
	codes[0] = 0xFFFD;
	for (unsigned byte = 1; byte < 256; byte++) {
		const struct letter *letter = &encoding->letters[byte];
		const unsigned char *at = (const unsigned char *)letter->bytes;
		if (byte < 0x80)
			codes[byte] = byte;
		else if (letter->length == 2)
			codes[byte] = number_of(letter->bytes);
		else if (letter->length == 3)
			codes[byte] =
				(at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
		else
			codes[byte] = letter->length ? at[0] : 0xFFFD;
	}
}

const char *encoding_name(const struct encoding *encoding)
{
	return encoding->name;
}

/* The length of the UTF-8 character at the start (RFC 3629), 0 if it is none. */
static size_t character(struct text text)
{
	const unsigned char *at = (const unsigned char *)text.at;
	unsigned char first = at[0];
	if (first < 0x80)
		return 1;
	size_t length = first >= 0xC2 && first <= 0xDF ? 2
		: (first & 0xF0) == 0xE0               ? 3
		: first >= 0xF0 && first <= 0xF4       ? 4
						       : 0;
	if (!length || text.length < length)
		return 0;
	/* The second byte's range keeps out overlong forms, surrogates and what is past U+10FFFF. */
	unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
	if (at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	return length;
}

size_t encoding_character(struct text text)
{
	return character(text);
}

bool encoding_is_utf8(struct text text)
{
	while (text.length) {
		size_t length = character(text);
		if (!length)
			return false;
		text.at += length;
		text.length -= length;
	}
	return true;
}

unsigned char encoding_byte(const struct encoding *encoding, struct text character)
{
	if (character.length == 1)
		return (unsigned char)character.at[0];
	if (character.length == 2)
		return encoding->bytes[number_of(character.at)];
	for (int byte = 0x80; byte < 256; byte++) {
		const struct letter *letter = &encoding->letters[byte];
		if (text_equal(character, (struct text){letter->bytes, letter->length}))
			return (unsigned char)byte;
	}
	return 0;
}

static bool ends_in_blank(const struct encoding *encoding, struct text raw, size_t *bytes)
{
	*bytes = 1;
	if (encoding->blank[(unsigned char)raw.at[raw.length - 1]])
		return true;
	*bytes = 2;
	return !encoding->single && raw.length >= 2 &&
		memcmp(raw.at + raw.length - 2, "\xC2\xA0", 2) == 0;
}

struct text encoding_trim(const struct encoding *encoding, struct text raw)
{
	size_t bytes;
	if (raw.length) {
		unsigned char first = (unsigned char)raw.at[0];
		unsigned char last = (unsigned char)raw.at[raw.length - 1];
		bool utf8_blank = !encoding->single && (first == 0xC2 || last == 0xA0);
		if (!encoding->blank[first] && !encoding->blank[last] && !utf8_blank)
			return raw;
	}
	while (raw.length) {
		if (encoding->blank[(unsigned char)raw.at[0]])
			bytes = 1;
		else if (!encoding->single && raw.length >= 2 && memcmp(raw.at, "\xC2\xA0", 2) == 0)
			bytes = 2;
		else
			break;
		raw.at += bytes;
		raw.length -= bytes;
	}
	while (raw.length && ends_in_blank(encoding, raw, &bytes))
		raw.length -= bytes;
	return raw;
}

static char *put_utf8(const struct encoding *encoding, struct text raw, char *at, size_t *bad)
{
	for (size_t i = 0; i < raw.length;) {
		unsigned char byte = (unsigned char)raw.at[i];
		const struct letter *letter = &encoding->letters[byte];
		size_t length = 1;
		if (byte < 0x80) {
			memcpy(at, letter->bytes, sizeof letter->bytes);
			at += letter->length;
			length = letter->length != 0;
		} else {
			length = character((struct text){raw.at + i, raw.length - i});
			memcpy(at, raw.at + i, length);
			at += length;
		}
		if (!length) {
			*bad = i;
			return NULL;
		}
		i += length;
	}
	return at;
}

char *encoding_put(const struct encoding *encoding, struct text raw, char *at, size_t *bad)
{
	if (!encoding->single)
		return put_utf8(encoding, raw, at, bad);
	for (size_t i = 0; i < raw.length; i++) {
		const struct letter *letter = &encoding->letters[(unsigned char)raw.at[i]];
		memcpy(at, letter->bytes, sizeof letter->bytes);
		at += letter->length;
		if (!letter->length) {
			*bad = i;
			return NULL;
		}
	}
	return at;
}

size_t encoding_show(const struct encoding *encoding, struct text raw, char *at)
{
	char *start = at;
	for (size_t i = 0; i < raw.length;) {
		unsigned char byte = (unsigned char)raw.at[i];
		const struct letter *letter = &encoding->letters[byte];
		size_t length = 1;
		if (byte && byte < 0x80) {
			*at++ = (char)byte;
		} else if (encoding->single && letter->length) {
			memcpy(at, letter->bytes, letter->length);
			at += letter->length;
		} else if (!encoding->single && byte &&
			(length = character((struct text){raw.at + i, raw.length - i})) != 0) {
			memcpy(at, raw.at + i, length);
			at += length;
		} else {
			length = 1;
			memcpy(at, "\xEF\xBF\xBD", 3);
			at += 3;
		}
		i += length;
	}
	return (size_t)(at - start);
}
