/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discretion.h"
#include "key.h"

#include <stdlib.h>

/* Bytes that codes are made of; those of letters beyond ASCII too. */
static bool is_word_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
		(byte >= 'A' && byte <= 'Z') || byte == '_' || (byte & 0x80);
}

static bool names_code(const struct registry *registry, struct text municipality, struct text text)
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

/* How many bytes at the start are no part of a word: a mark of ASCII, or quotation marks of other
 * kinds, dashes, № and a space that does not break. */
static size_t mark_length(struct text rest)
{
	static const char *const marks[] = {"«", "»", "“", "”", "„", "–", "—", "№", "\xC2\xA0"};
	if (!is_word_byte(rest.at[0]))
		return 1;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct text mark = text_of(marks[i]);
		if (rest.length >= mark.length && memcmp(rest.at, mark.at, mark.length) == 0)
			return mark.length;
	}
	return 0;
}

enum { WORDS_MOST = 1000 };

/* The words of a text with one space between them; where each begins and ends. Are there more? */
struct plain {
	char *bytes;
	bool more;
	size_t count, starts[WORDS_MOST], ends[WORDS_MOST];
};

static void read_words(struct plain *plain, struct text text)
{
	size_t used = 0;
	bool inside = false;
	plain->count = 0;
	plain->more = false;
	plain->bytes = memory_get(text.length + 1, 1);
	for (size_t at = 0; at < text.length;) {
		struct text rest = {text.at + at, text.length - at};
		size_t mark = mark_length(rest);
		if (mark) {
			inside = false;
			at += mark;
			continue;
		}
		if (!inside && plain->count == WORDS_MOST) {
			plain->more = true;
			return;
		}
		if (!inside) {
			if (plain->count)
				plain->bytes[used++] = ' ';
			plain->starts[plain->count++] = used;
			inside = true;
		}
		plain->bytes[used++] = text.at[at++];
		plain->ends[plain->count - 1] = used;
	}
}

/* Name and municipality; the text lives until the next call. */
static struct text place_of(struct text name, struct text municipality)
{
	static struct key key;
	key_start(&key);
	key_add_value(&key, name);
	key_add_value(&key, municipality);
	return key_text(&key);
}

/* The names of all schools, once. */
static void gather_names(struct registry *registry)
{
	static struct plain plain;
	if (registry->has_names)
		return;
	registry->has_names = true;
	for (uint32_t i = 0; i < registry->count; i++) {
		const struct school *school = &registry->schools[i];
		read_words(&plain, school->name);
		if (plain.count >= 2) {
			struct text name = {plain.bytes, plain.ends[plain.count - 1]};
			dictionary_add(&registry->names, name);
			dictionary_add(
				&registry->named_places, place_of(name, school->municipality));
			if (plain.count > registry->name_words)
				registry->name_words = plain.count;
		}
		free(plain.bytes);
	}
}

static bool is_name_of_other(
	const struct registry *registry, struct text municipality, struct text name)
{
	return dictionary_find(&registry->names, name) != DICTIONARY_NONE &&
		dictionary_find(&registry->named_places, place_of(name, municipality)) ==
		DICTIONARY_NONE;
}

bool discretion_names_other(struct registry *registry, struct text municipality, struct text text)
{
	static struct plain plain;
	bool names = names_code(registry, municipality, text);
	if (names || !text.length || !memchr(text.at, ' ', text.length))
		return names;
	gather_names(registry);
	read_words(&plain, text);
	/* Nobody knows what stands in so long a text. */
	names = plain.more;
	for (size_t first = 0; first < plain.count && !names; first++)
		for (size_t last = first + 1;
			last < plain.count && last - first < registry->name_words && !names; last++)
			names = is_name_of_other(registry, municipality,
				(struct text){plain.bytes + plain.starts[first],
					plain.ends[last] - plain.starts[first]});
	free(plain.bytes);
	return names;
}
