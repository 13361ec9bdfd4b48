/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

/* How often each letter stands in 10,000, а to я and ё: О. Н. Ляшевская, С. А. Шаров, Частотный словарь
 * современного русского языка (на материалах Национального корпуса русского языка), 2009. */
enum { LETTERS = 33, NONE = -1 };
enum role { VOWEL, CONSONANT, HUSHING, SHORT_I, SIGN };
static const struct {
	uint16_t frequency;
	enum role role;
} alphabet[LETTERS] = {
	{801, VOWEL},     /* а */
	{159, CONSONANT}, /* б */
	{454, CONSONANT}, /* в */
	{170, CONSONANT}, /* г */
	{298, CONSONANT}, /* д */
	{845, VOWEL},     /* е */
	{94, HUSHING},    /* ж */
	{165, CONSONANT}, /* з */
	{735, VOWEL},     /* и */
	{121, SHORT_I},   /* й */
	{349, CONSONANT}, /* к */
	{440, CONSONANT}, /* л */
	{321, CONSONANT}, /* м */
	{670, CONSONANT}, /* н */
	{1097, VOWEL},    /* о */
	{281, CONSONANT}, /* п */
	{473, CONSONANT}, /* р */
	{547, CONSONANT}, /* с */
	{626, CONSONANT}, /* т */
	{262, VOWEL},     /* у */
	{26, CONSONANT},  /* ф */
	{97, CONSONANT},  /* х */
	{48, CONSONANT},  /* ц */
	{144, HUSHING},   /* ч */
	{73, HUSHING},    /* ш */
	{36, HUSHING},    /* щ */
	{4, SIGN},        /* ъ */
	{190, VOWEL},     /* ы */
	{174, SIGN},      /* ь */
	{32, VOWEL},      /* э */
	{64, VOWEL},      /* ю */
	{201, VOWEL},     /* я */
	{4, VOWEL},       /* ё */
};

/* The letters whose neighbours tell most, as indices of the table. */
enum { IE = 5, HARD_SIGN = 26, YERY = 27, YU = 30, YA = 31 };

/* Points are quarters of a bit. The fourth power of 303, a letter's fair share of the 10,000, has
 * the binary logarithm EVEN. */
enum {
	EVEN = 32,
	MARK = -16,    /* № « » — and the like: Russian, but seldom */
	STRANGE = -48, /* no exam file has it */
	BREAK = -24,   /* a capital behind a small letter, or two alphabets in one word */
	ODD_PAIR = -16,
	LOWEST_MEAN = -4,
};

enum kind { OTHER, SELDOM, LATIN, LOWER, UPPER, ODD };

struct place {
	enum kind kind;
	int letter; /* its index in the table, or NONE */
};

/* The bits of the fourth power are four times the logarithm, in whole numbers. */
static int letter_points(int letter)
{
	uint64_t power = alphabet[letter].frequency;
	power *= power;
	power *= power;
	int bits = power ? 63 - __builtin_clzll(power) : -1;
	return bits - EVEN;
}

static bool is_mark(uint32_t code)
{
	static const uint16_t marks[] = {0xA0, 0xA7, 0xAB, 0xB0, 0xBB, 0x2013, 0x2014, 0x2018,
		0x2019, 0x201C, 0x201D, 0x201E, 0x2026, 0x2116};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i] == code)
			return true;
	return false;
}

static struct place place_of(uint32_t code)
{
	if (code >= 0x430 && code <= 0x44F)
		return (struct place){LOWER, (int)(code - 0x430)};
	if (code >= 0x410 && code <= 0x42F)
		return (struct place){UPPER, (int)(code - 0x410)};
	if (code == 0x451 || code == 0x401)
		return (struct place){code == 0x451 ? LOWER : UPPER, LETTERS - 1};
	if ((code | 0x20) >= 'a' && (code | 0x20) <= 'z')
		return (struct place){LATIN, NONE};
	bool plain = (code >= ' ' && code < 0x7F) || code == '\t' || code == '\n' || code == '\r';
	return (struct place){plain ? OTHER : is_mark(code) ? SELDOM : ODD, NONE};
}

/* Do the two never stand together in a word? Text of the wrong encoding is full of such pairs. */
static bool is_odd_pair(int before, int letter)
{
	bool starts = before == NONE;
	enum role role = starts ? VOWEL : alphabet[before].role;
	bool hard = role == CONSONANT || role == HUSHING;
	if (alphabet[letter].role == SIGN)
		return !hard;
	if (before == HARD_SIGN)
		return letter != IE && letter < YU;
	if (letter == YERY)
		return role != CONSONANT;
	if (alphabet[letter].role == SHORT_I)
		return role != VOWEL;
	return letter == YA && role == HUSHING;
}

/* The points that the character loses for what it is or what it stands behind. */
static int fault_points(struct place before, struct place here)
{
	if (here.kind == ODD)
		return STRANGE;
	if (here.kind == LATIN)
		return before.letter == NONE ? 0 : BREAK;
	if (here.letter == NONE)
		return 0;
	if (before.kind == LATIN || (before.kind == LOWER && here.kind == UPPER))
		return BREAK;
	return is_odd_pair(before.letter, here.letter) ? ODD_PAIR : 0;
}

/* So many times. */
static void count(struct letters_score *score, struct place before, struct place here, size_t times)
{
	int fault = fault_points(before, here), points = fault;
	score->faults += fault != 0 ? times : 0;
	if (here.kind == SELDOM)
		points += MARK;
	if (here.letter != NONE) {
		points += letter_points(here.letter);
		score->letters += times;
		score->joined += before.letter != NONE ? times : 0;
	}
	score->points += points * (int64_t)times;
}

/* Cuts a character off the front. Its bytes need no full check: what is wrong here looks strange. */
static uint32_t next_code(struct text *rest)
{
	const unsigned char *at = (const unsigned char *)rest->at;
	size_t length = at[0] < 0xC0 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
	uint32_t code = at[0];
	if (length > 1)
		code &= 0x7Fu >> length;
	else if (code >= 0x80)
		code = 0xFFFD;
	for (size_t i = 1; i < length; i++) {
		if (i == rest->length || (at[i] & 0xC0) != 0x80) {
			length = i;
			code = 0xFFFD;
			break;
		}
		code = code << 6 | (at[i] & 0x3F);
	}
	rest->at += length;
	rest->length -= length;
	return code;
}

struct letters_score letters_score(struct text text)
{
	struct letters_score score = {0};
	struct place before = {OTHER, NONE};
	while (text.length) {
		uint32_t code = next_code(&text);
		struct place here = place_of(code);
		count(&score, before, here, 1);
		before = here;
	}
	return score;
}

struct letters_score letters_score_pairs(const struct byte_pairs *pairs, const uint32_t codes[256])
{
	struct letters_score score = {0};
	struct place places[256];
	const unsigned char *bytes = pairs->bytes;
	for (size_t i = 0; i < pairs->byte_count; i++)
		places[bytes[i]] = place_of(codes[bytes[i]]);
	for (size_t i = 0; i < pairs->byte_count; i++)
		for (size_t j = 0; j < pairs->byte_count; j++) {
			uint32_t times = pairs->counts[bytes[i]][bytes[j]];
			if (times)
				count(&score, places[bytes[i]], places[bytes[j]], times);
		}
	return score;
}

bool letters_russian(struct letters_score score)
{
	return score.letters && score.points >= LOWEST_MEAN * (int64_t)score.letters;
}
