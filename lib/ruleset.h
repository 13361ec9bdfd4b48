/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ruleset: which measures, threshold and scales hold for a record, found once per kind of record.
 *
 * The keys are the columns that the measures' `where` and the thresholds' and scales' own columns
 * name. Records with the same year and keys are one case; the last RULESET_REMEMBERED cases are
 * remembered.
 */
#ifndef SHNOR_RULESET_H
#define SHNOR_RULESET_H

#include "dated.h"
#include "measure.h"
#include "words.h"

enum { RULESET_REMEMBERED = 65536, RULESET_LONGEST = 1024 };

struct ruleset {
	struct measures measures;
	struct dated thresholds, scales;
	struct dictionary keys;  /* names of the key columns */
	struct text *key_values; /* set by the caller for the record at hand, by key number */
	struct dictionary cases;
	struct rule_case **by_case;
	size_t case_room;
	uint64_t forgotten;                      /* how often all cases were */
	size_t *threshold_values, *scale_values; /* numbers in the stream, by line */
	char *case_name;
	size_t case_name_room;
};

/* What holds for the records of one case. */
struct rule_case {
	size_t measure_count;
	const struct measure **measures;
	const struct dated_line *threshold; /* NULL: none */
	size_t scale_count;
	const struct dated_line **scales;
};

struct ruleset_paths {
	const char *const *measures, *const *thresholds, *const *scales;
	size_t measure_count, threshold_count, scale_count;
};

/* Loads and checks the tables, also against the words: a rule that asks for a value no word gives
 * can never match and is a fault. table_check() ends the program. */
void ruleset_load(
	struct ruleset *ruleset, const struct ruleset_paths *paths, const struct words *words);

/* Asks the stream for the columns that are read. */
void ruleset_bind(struct ruleset *ruleset, struct stream *stream);

/* Sets read[i] for each value of the stream that a record's case is applied to. */
void ruleset_mark_values(const struct ruleset *ruleset, bool *read);

/* The case of the record whose keys the caller has set. It lives until `forgotten` changes. */
const struct rule_case *ruleset_case(struct ruleset *ruleset, uint64_t year);

/* Checks the record's values against the scales of its case. */
bool ruleset_check(const struct ruleset *ruleset, const struct rule_case *found,
	const struct text *values, struct defect *defect);

/* Is the result low by the threshold of the case? False with the defect if that cannot be said. */
bool ruleset_low(const struct ruleset *ruleset, const struct rule_case *found,
	const struct text *values, bool *low, struct defect *defect);

/* The keys of the record at hand, as "exam=ege subject=mat", for messages. */
void ruleset_describe(const struct ruleset *ruleset, char *into, size_t room);

void ruleset_free(struct ruleset *ruleset);

#endif
