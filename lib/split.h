/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * split: the fields of a line, parted by one byte.
 */
#ifndef SHNOR_SPLIT_H
#define SHNOR_SPLIT_H

#include "text.h"

/* Writes the first `room` fields of the line to `fields` and returns how many there are in all
 * (a line always has at least one). READER_PADDING bytes behind the line must be readable. */
size_t split(struct text line, char delimiter, struct text *fields, size_t room);

/* The same, byte by byte, for machines without SSE2; the tests hold the two equal. */
size_t split_plainly(struct text line, char delimiter, struct text *fields, size_t room);

#endif
