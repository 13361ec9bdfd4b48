/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words: what the words of the sources mean, by a value table.
 *
 *   column   the column of the records
 *   pattern  PCRE2; found anywhere in the value unless anchored; the first line that fits counts
 *   value    the canonical value; $0 … $9 stand for what the pattern's groups caught
 *   skip     instead of a value: records with this word are skipped for this reason
 *   source   where the rule comes from; not read
 *
 * A value that no line of its column fits is unknown: it may be a misspelling. A distinct value is
 * matched once, as long as no more than WORDS_REMEMBERED of a column turn up and none is longer
 * than WORDS_LONGEST bytes.
 */
#ifndef SHNOR_WORDS_H
#define SHNOR_WORDS_H

#include "table.h"

enum { WORDS_REMEMBERED = 65536, WORDS_LONGEST = 256 };

enum word_kind { WORD_VALUE, WORD_SKIP, WORD_UNKNOWN };

struct word {
	enum word_kind kind;
	struct text text; /* the canonical value, or the reason to skip */
};

struct words {
	struct table table;
	struct word_rule *rules;
	size_t rule_count;
	struct dictionary columns;     /* in the order of the table */
	struct word_column *by_column; /* what is remembered, by column number */
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void words_load(struct words *words, const char *const *paths, size_t path_count);

/* What the value means in the column of that number. The answer lives until the next call. */
struct word words_judge(struct words *words, uint32_t column, struct text value);

/* Can any line of the column give this value? Always true for a column the words do not have. */
bool words_can_give(const struct words *words, struct text column, struct text value);

void words_free(struct words *words);

#endif
