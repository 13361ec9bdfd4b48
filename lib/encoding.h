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

/* The one that the first bytes of a file speak for: UTF-8 when they are valid UTF-8, save for a few
 * damaged bytes among many characters; else CP866 or KOI8-R when they read like Russian in it and
 * clearly better than in windows-1251; else windows-1251. With `more`, the file goes on, and a
 * character may be cut off at their end. */
const struct encoding *encoding_detect(struct text start, bool more);

/* Is the whole text UTF-8? */
bool encoding_is_utf8(struct text text);

/* What went wrong with a UTF-8 text that was read in the wrong encoding before it came here, in a
 * few English words ("windows-1251 read as windows-1252"); they live as long as the program. NULL
 * when it reads well as it is, or when no other reading is clearly better Russian. */
const char *encoding_garbled(struct text text);

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
