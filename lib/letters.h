/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letters: does a text read like Russian?
 *
 * A text is scored by how frequent its letters are in Russian, and loses points for what no exam
 * file has: box drawing, controls, letters of other alphabets, capitals inside a word. Scores are
 * for comparing readings of the same bytes; ASCII, the same in all of them, counts nothing.
 */
#ifndef SHNOR_LETTERS_H
#define SHNOR_LETTERS_H

#include "byte_pairs.h"
#include "text.h"

#include <stdint.h>

struct letters_score {
	int64_t points; /* quarters of a bit, against letters all equally frequent */
	size_t letters; /* Russian ones */
	size_t joined;  /* of them, those that follow another one */
	size_t faults; /* what no Russian word has, seldom letters apart: abbreviations have those */
};

/* The score of a UTF-8 text; bytes that are no UTF-8 cost what a foreign letter costs. */
struct letters_score letters_score(struct text text);

/* The score of a text of single bytes, each of which stands for the character of this code. */
struct letters_score letters_score_pairs(const struct byte_pairs *pairs, const uint32_t codes[256]);

/* Can it be Russian at all? Text without a Russian letter cannot. */
bool letters_russian(struct letters_score score);

#endif
