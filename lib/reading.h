/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading: which encoding a text reads best in, and which one it was read in by mistake.
 *
 * Both are guesses, by what Russian looks like (see letters); what speaks for none is left alone.
 */
#ifndef SHNOR_READING_H
#define SHNOR_READING_H

#include "encoding.h"

/* The one that the first bytes of a file speak for: UTF-8 when they are valid UTF-8, save for a few
 * damaged bytes among many characters; else CP866 or KOI8-R when they read like Russian in it and
 * clearly better than in windows-1251; else windows-1251. With `more`, the file goes on, and a
 * character may be cut off at their end. */
const struct encoding *reading_detect(struct text start, bool more);

/* What went wrong with a UTF-8 text that was read in the wrong encoding before it came here, in a
 * few English words ("windows-1251 read as windows-1252"); they live as long as the program. NULL
 * when it reads well as it is, or when no other reading is clearly better Russian. */
const char *reading_garbled(struct text text);

#endif
