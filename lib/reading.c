/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"
#include "letters.h"
#include "memory.h"

#include <stdlib.h>

/* What is left of the text behind the last character that is UTF-8. */
static struct text behind_utf8(struct text rest)
{
	while (rest.length) {
		size_t length = encoding_character(rest);
		if (!length)
			break;
		rest.at += length;
		rest.length -= length;
	}
	return rest;
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

/* The same, of bytes whose pairs are counted, as a single-byte encoding reads them. */
static struct letters_score score_pairs(
	const struct encoding *encoding, const struct byte_pairs *pairs)
{
	uint32_t codes[256];
	encoding_codes(encoding, codes);
	return letters_score_pairs(pairs, codes);
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
	const struct encoding *best = encoding_find("windows-1251");
	struct byte_pairs *pairs = byte_pairs_count(sample);
	struct letters_score usual = score_pairs(best, pairs);
	int64_t most = usual.points + CLEARLY;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const struct encoding *other = encoding_find(others[i]);
		struct letters_score score = score_pairs(other, pairs);
		bool tells = score.letters >= LEAST_LETTERS && score.faults < usual.faults;
		if (!tells && !gains(score.points - usual.points, CLEAR_MEAN, score))
			continue;
		if (!letters_russian(score) || score.points <= most)
			continue;
		best = other;
		most = score.points;
	}
	free(pairs);
	return best;
}

/* Is it UTF-8 with a few damaged bytes? Russian in a single-byte encoding, in pieces of 50 bytes and
 * more, has at most three characters of UTF-8 for each byte that is none, and most pieces none. */
static bool is_mostly_utf8(struct text text)
{
	size_t characters = 0, bad = 0;
	while (text.length) {
		size_t length = encoding_character(text);
		characters += length > 1;
		bad += !length;
		text.at += length ? length : 1;
		text.length -= length ? length : 1;
	}
	return bad * UTF8_FOR_A_BAD_BYTE <= characters;
}

const struct encoding *reading_detect(struct text start, bool more)
{
	struct text rest = behind_utf8(start);
	bool cut_off = more && rest.length < 4 && rest.length < start.length;
	for (size_t i = 1; i < rest.length; i++)
		cut_off = cut_off && ((unsigned char)rest.at[i] & 0xC0) == 0x80;
	if (!rest.length || (cut_off && (unsigned char)rest.at[0] >= 0xC2) || is_mostly_utf8(start))
		return encoding_find("UTF-8");
	return detect_single(start);
}

/* The byte that the encoding reads as this character. Programs pass on bytes that it does not know
 * as the controls of the same number. A character that it does not have becomes a control, which
 * no reading makes a letter. */
static char byte_of(const struct encoding *encoding, struct text character)
{
	unsigned char byte = encoding_byte(encoding, character);
	bool control = character.length == 2 && character.at[0] == '\xC2' &&
		(unsigned char)character.at[1] < 0xA0;
	return byte ? (char)byte : control ? character.at[1] : '\1';
}

/* Writes the bytes that the encoding reads as this text, no more than it has; returns how many. */
static size_t unread(const struct encoding *encoding, struct text text, char *at)
{
	size_t written = 0;
	while (text.length) {
		size_t length = encoding_character(text);
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

const char *reading_garbled(struct text text)
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
