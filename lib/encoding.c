/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encoding.h"
#include "letters.h"
#include "memory.h"
#include "message.h"

#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

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
};

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

/* What is left of the text behind the last character that is UTF-8. */
static struct text behind_utf8(struct text rest)
{
	while (rest.length) {
		size_t length = character(rest);
		if (!length)
			break;
		rest.at += length;
		rest.length -= length;
	}
	return rest;
}

bool encoding_is_utf8(struct text text)
{
	return !behind_utf8(text).length;
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

/* The score of the bytes as that encoding reads them. */
static struct letters_score score_as(const struct encoding *encoding, struct text raw)
{
	char *shown = memory_get(raw.length + 1, ENCODING_GROWTH);
	size_t length = encoding_show(encoding, raw, shown);
	struct letters_score score = letters_score((struct text){shown, length});
	free(shown);
	return score;
}

/* Fewer letters, or letters joined to words, tell nothing. SAMPLE bytes tell all there is to tell. */
enum { LEAST_LETTERS = 8, LEAST_JOINED = 3, SAMPLE = 65536 };

/* By how many points another reading has to be better before it is believed; where it does not also
 * mend faults, by how many for each of MANY_LETTERS and more. */
enum { MANY_LETTERS = 16 };
enum { CLEARLY = 16, CLEAR_MEAN = 2 };
enum { GARBLED_CLEARLY = 32, GARBLED_MEAN = 4 };
enum { UTF8_FOR_A_BAD_BYTE = 8 };

/* Is the gain in points, for each of many letters, at least that much? Where words have fewer than
 * four on average it proves nothing: they may be abbreviations, which are full of seldom letters. */
static bool gains(int64_t gain, int64_t mean, struct letters_score score)
{
	return score.letters >= MANY_LETTERS && score.joined * 4 >= score.letters * 3 &&
		gain >= mean * (int64_t)score.letters;
}

static const struct encoding *detect_single(struct text start)
{
	static const char *const others[] = {"CP866", "KOI8-R"};
	struct text sample = {start.at, start.length < SAMPLE ? start.length : SAMPLE};
	const struct encoding *best = single_byte("windows-1251");
	struct letters_score usual = score_as(best, sample);
	int64_t most = usual.points + CLEARLY;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const struct encoding *other = single_byte(others[i]);
		struct letters_score score = score_as(other, sample);
		bool tells = score.letters >= LEAST_LETTERS && score.faults < usual.faults;
		if (!tells && !gains(score.points - usual.points, CLEAR_MEAN, score))
			continue;
		if (!letters_russian(score) || score.points <= most)
			continue;
		best = other;
		most = score.points;
	}
	return best;
}

/* Is it UTF-8 with a few damaged bytes? Russian in a single-byte encoding, in pieces of 50 bytes and
 * more, has at most three characters of UTF-8 for each byte that is none, and most pieces none. */
static bool is_mostly_utf8(struct text text)
{
	size_t characters = 0, bad = 0;
	while (text.length) {
		size_t length = character(text);
		characters += length > 1;
		bad += !length;
		text.at += length ? length : 1;
		text.length -= length ? length : 1;
	}
	return bad * UTF8_FOR_A_BAD_BYTE <= characters;
}

const struct encoding *encoding_detect(struct text start, bool more)
{
	struct text rest = behind_utf8(start);
	bool cut_off = more && rest.length < 4 && rest.length < start.length;
	for (size_t i = 1; i < rest.length; i++)
		cut_off = cut_off && ((unsigned char)rest.at[i] & 0xC0) == 0x80;
	if (!rest.length || (cut_off && (unsigned char)rest.at[0] >= 0xC2) || is_mostly_utf8(start))
		return utf8();
	return detect_single(start);
}

/* The byte that the encoding reads as this character. Programs pass on bytes that it does not know
 * as the controls of the same number. A character that it does not have becomes a control, which
 * no reading makes a letter. */
static char byte_of(const struct encoding *encoding, struct text character)
{
	if (character.length == 1)
		return character.at[0];
	for (int byte = 0x80; byte < 256; byte++) {
		const struct letter *letter = &encoding->letters[byte];
		if (text_equal(character, (struct text){letter->bytes, letter->length}))
			return (char)byte;
	}
	bool control = character.length == 2 && character.at[0] == '\xC2' &&
		(unsigned char)character.at[1] < 0xA0;
	return control ? character.at[1] : '\1';
}

/* Writes the bytes that the encoding reads as this text, no more than it has; returns how many. */
static size_t unread(const struct encoding *encoding, struct text text, char *at)
{
	size_t written = 0;
	while (text.length) {
		size_t length = character(text);
		at[written++] = length ? byte_of(encoding, (struct text){text.at, length}) : '\1';
		length += !length;
		text.at += length;
		text.length -= length;
	}
	return written;
}

/* What a text came from and what it was taken for; the most usual first. */
static const struct mistake {
	const char *right, *wrong, *name;
} mistakes[] = {
	{"windows-1251", "windows-1252", "windows-1251 read as windows-1252"},
	{"UTF-8", "windows-1251", "UTF-8 read as windows-1251"},
	{"UTF-8", "windows-1252", "UTF-8 read as windows-1252"},
	{"UTF-8", "CP866", "UTF-8 read as CP866"},
	{"UTF-8", "KOI8-R", "UTF-8 read as KOI8-R"},
	{"windows-1251", "CP866", "windows-1251 read as CP866"},
	{"windows-1251", "KOI8-R", "windows-1251 read as KOI8-R"},
	{"CP866", "windows-1251", "CP866 read as windows-1251"},
	{"CP866", "windows-1252", "CP866 read as windows-1252"},
	{"CP866", "KOI8-R", "CP866 read as KOI8-R"},
	{"KOI8-R", "windows-1251", "KOI8-R read as windows-1251"},
	{"KOI8-R", "windows-1252", "KOI8-R read as windows-1252"},
	{"KOI8-R", "CP866", "KOI8-R read as CP866"},
};

/* By how many points the text is better when the mistake is undone; 0 when it is not clear. */
static int64_t gain(const struct mistake *mistake, struct text text, struct letters_score own)
{
	char *bytes = memory_get(text.length + 1, 1);
	size_t length = unread(encoding_find(mistake->wrong), text, bytes);
	struct letters_score score =
		score_as(encoding_find(mistake->right), (struct text){bytes, length});
	free(bytes);
	int64_t better = score.points - own.points;
	bool tells = own.faults > score.faults + 1 || gains(better, GARBLED_MEAN, score);
	bool clear = tells && score.joined >= LEAST_JOINED && letters_russian(score) &&
		better >= GARBLED_CLEARLY;
	return clear ? better : 0;
}

const char *encoding_garbled(struct text text)
{
	struct letters_score own = letters_score(text);
	const char *found = NULL;
	int64_t most = 0;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		int64_t better = gain(&mistakes[i], text, own);
		if (better <= most)
			continue;
		found = mistakes[i].name;
		most = better;
	}
	return found;
}
