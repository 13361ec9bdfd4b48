/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text: a slice of bytes that somebody else owns.
 *
 * A text is not terminated by NUL and dies with the block, arena or string it points into; the
 * unit that hands it out says which. Lengths are bytes. Nothing here allocates or fails.
 */
#ifndef SHNOR_TEXT_H
#define SHNOR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
	const char *at;
	size_t length;
};

/* The text of a C string, without its NUL. */
static inline struct text text_of(const char *string)
{
	return (struct text){string, strlen(string)};
}

static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool text_is(struct text a, const char *string)
{
	return text_equal(a, text_of(string));
}

/* Byte order, as LC_ALL=C sort has it: below, at or above zero. */
static inline int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

static inline bool text_is_blank_byte(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Without the spaces, tabs and line ends around it. */
static inline struct text text_trim(struct text text)
{
	while (text.length && text_is_blank_byte(text.at[0])) {
		text.at++;
		text.length--;
	}
	while (text.length && text_is_blank_byte(text.at[text.length - 1]))
		text.length--;
	return text;
}

/* Cuts the next word (parted by spaces) off the front of *rest; an empty text when none is left. */
static inline struct text text_next_word(struct text *rest)
{
	*rest = text_trim(*rest);
	struct text word = {rest->at, 0};
	while (word.length < rest->length && !text_is_blank_byte(word.at[word.length]))
		word.length++;
	rest->at += word.length;
	rest->length -= word.length;
	return word;
}

/* Cuts what stands before the next mark off the front of *rest, and the mark. False at the end. */
static inline bool text_next_part(struct text *rest, char mark, struct text *part)
{
	if (!rest->at)
		return false;
	const char *found = rest->length ? memchr(rest->at, mark, rest->length) : NULL;
	*part = (struct text){rest->at, found ? (size_t)(found - rest->at) : rest->length};
	if (found)
		*rest = (struct text){found + 1, rest->length - part->length - 1};
	else
		*rest = (struct text){NULL, 0};
	return true;
}

/* Is it one of the words, which are parted by bars and may have spaces around them? */
static inline bool text_is_one_of(struct text words, struct text word)
{
	struct text part;
	while (text_next_part(&words, '|', &part))
		if (text_equal(text_trim(part), word))
			return true;
	return false;
}

#endif
