/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * meaning: what a record's words mean by the value tables, and by which rules it is to be judged.
 *
 * Records with the same words and keys mean the same, which is found out once.
 */
#ifndef SHNOR_MEANING_H
#define SHNOR_MEANING_H

#include "phrase.h"
#include "ruleset.h"
#include "stream.h"

/* A value of the stream whose column has words. */
struct meaning_place {
	uint32_t column; /* of the words */
	size_t value;
};

/* What is remembered of records that say the same. */
struct meaning_sense {
	enum word_kind kind; /* WORD_UNKNOWN: nothing is */
	struct text reason;
	struct text *texts; /* by column of the words */
	const struct rule_case *found;
	uint64_t year, forgotten; /* for which it was found, and when */
};

struct meaning {
	struct words *words;
	struct ruleset *ruleset;
	size_t *word_values;      /* numbers of the stream's values, by column of the words */
	struct text *judged;      /* what words that are judged anew mean, by column */
	const struct text *texts; /* what the words of the record at hand mean, by column */

	struct phrases phrases;
	struct meaning_sense *senses; /* by number of the phrase */
	size_t sense_room;
	struct meaning_sense *sense; /* of the record at hand; NULL: it is not remembered */
	struct arena arena;

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
