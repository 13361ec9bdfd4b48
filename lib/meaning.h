/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * meaning: what a record's words mean by the value tables, and by which rules it is to be judged.
 */
#ifndef SHNOR_MEANING_H
#define SHNOR_MEANING_H

#include "ruleset.h"
#include "stream.h"

/* A value of the stream whose column has words. */
struct meaning_place {
	uint32_t column; /* of the words */
	size_t value;
};

struct meaning {
	struct words *words;
	struct ruleset *ruleset;
	size_t *word_values; /* numbers of the stream's values, by column of the words */
	struct text *texts;  /* what the words of the record at hand mean, by column */

	/* Where the value of each key of the rules comes from: a column of the words, or
	 * DICTIONARY_NONE and a value of the stream. */
	uint32_t *key_words;
	size_t *key_values;

	struct meaning_place *places; /* the other values of columns with words */
	size_t place_count, place_room;
};

/* Asks the stream for the columns of the words and of the rules' keys; to be called when all others have
 * been asked for. Both tables stay the caller's and must outlive the meaning. */
void meaning_bind(struct meaning *meaning, struct words *words, struct ruleset *ruleset,
	struct stream *stream);

/* What the words mean. A word to skip wins over an unknown one, wherever it stands: a record that
 * does not count needs no more understanding. WORD_VALUE if all are understood: the stream's values of
 * columns with words are then what the words mean, whatever they were asked for. WORD_SKIP sets the
 * reason, WORD_UNKNOWN the defect. */
enum word_kind meaning_judge(struct meaning *meaning, struct stream *stream,
	struct text *skip_reason, struct defect *defect);

/* The rules for the record that was judged last. They live until the next call. */
const struct rule_case *meaning_case(
	struct meaning *meaning, const struct text *values, uint64_t year);

void meaning_free(struct meaning *meaning);

#endif
