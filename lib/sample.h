/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sample: the first words of a text that have other letters than ASCII, by which garbled text is known.
 *
 * Starts as {0}; owns nothing. Words stand between blanks, tabs and line ends.
 */
#ifndef SHNOR_SAMPLE_H
#define SHNOR_SAMPLE_H

#include "text.h"

struct sample {
	char bytes[512];
	size_t length;
};

/* Takes the words of a UTF-8 text for which there is room left. */
void sample_add(struct sample *sample, struct text text);

/* What went wrong with the words, as reading_garbled() has it; NULL: nothing that can be told. */
const char *sample_garbled(const struct sample *sample);

#endif
