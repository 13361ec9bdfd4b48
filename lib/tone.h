/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tone: whether a word of the streams is good news or bad, for the colours of a terminal and of a
 * workbook.
 */
#ifndef SHNOR_TONE_H
#define SHNOR_TONE_H

#include "text.h"

enum tone { TONE_NONE, TONE_BAD, TONE_DOUBTFUL, TONE_GOOD };

/* The tone of a value in a column of that name; TONE_NONE for what has none. The words are those
 * that the filters write: classes, trends, levels of risk, statuses, severities. */
enum tone tone_of(struct text column, struct text value);

#endif
