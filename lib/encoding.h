/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * encoding: text of the source's encoding into UTF-8, as the streams want it.
 *
 * UTF-8 is checked; a single-byte encoding is a table of 256 entries filled through iconv(3).
 * Bytes that mean nothing in the encoding are found, never guessed.
 */
#ifndef SHNOR_ENCODING_H
#define SHNOR_ENCODING_H

#include "text.h"

#include <stdint.h>

struct encoding;

/* The encoding of that name (any single-byte one iconv knows, or UTF-8). Status 2 if unknown.
 * It lives as long as the program. */
const struct encoding *encoding_find(const char *name);

/* Is the whole text UTF-8? */
bool encoding_is_utf8(struct text text);

/* The length of the UTF-8 character (RFC 3629) that the text, which is not empty, starts with; 0 if it is
 * none. */
size_t encoding_character(struct text text);

/* The byte that a single-byte encoding reads as this UTF-8 character; 0 if none. */
unsigned char encoding_byte(const struct encoding *encoding, struct text character);

/* The characters of Unicode that the bytes of a single-byte encoding stand for; U+FFFD for none. */
void encoding_codes(const struct encoding *encoding, uint32_t codes[256]);

const char *encoding_name(const struct encoding *encoding);

/* How many times longer than its source a written text can be, and bytes to spare behind it. */
enum { ENCODING_GROWTH = 3, ENCODING_SPARE = 4 };

/* Without the blanks around it: spaces, tabs, line ends and the no-break space. */
struct text encoding_trim(const struct encoding *encoding, struct text raw);

/* Writes the text as UTF-8 with the streams' escapes at `at`, where ENCODING_GROWTH times its
 * length and ENCODING_SPARE bytes must fit; returns the end of what was written. NULL when a byte
 * does not decode; *bad is then its place. */
char *encoding_put(const struct encoding *encoding, struct text raw, char *at, size_t *bad);

/* The same, with U+FFFD for what does not decode, and without the escapes: for people to read. */
size_t encoding_show(const struct encoding *encoding, struct text raw, char *at);

#endif
