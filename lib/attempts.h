/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attempts: of several results of one pupil in one procedure and year, the first counts.
 *
 * For sources without a column that tells a retake. All valid results are held until the end, since
 * an earlier one may stand further down; memory grows with their number.
 */
#ifndef SHNOR_ATTEMPTS_H
#define SHNOR_ATTEMPTS_H

#include "calendar.h"
#include "dictionary.h"
#include "observation.h"

enum attempt_verdict {
	ATTEMPT_FIRST,     /* counts */
	ATTEMPT_DUPLICATE, /* the same row once more */
	ATTEMPT_LATER,     /* a retake */
	ATTEMPT_CONFLICT,  /* two different results of the first day: nobody here can choose */
	ATTEMPT_UNDATED,   /* several results, and not all have a date */
};

struct attempt {
	uint32_t pupil; /* number of the key: year, procedure and pupil */
	uint64_t day;   /* 20240531; 0: no date */
	struct text content, origin, school, row;
	size_t observation, observation_count; /* those it stands for */
};

struct attempt_observation {
	struct text key; /* as it is written */
	struct observation seen;
};

struct attempts {
	struct dictionary pupils;
	struct attempt *items;
	size_t count, room;
	struct attempt_observation *observations;
	size_t observation_count, observation_room;
	struct arena arena;
};

/* Adds a result of the pupil with the texts of `given`, which are copied; `content` is what two rows
 * must share to be the same. */
void attempts_add(struct attempts *attempts, struct text pupil, const struct date *date,
	const struct attempt *given);

/* Adds an observation that the result added last stands for. */
void attempts_observe(struct attempts *attempts, struct text key, const struct observation *seen);

/* Judges all results and hands them out, in an order that does not depend on that of the input. */
void attempts_judge(struct attempts *attempts,
	void (*judged)(void *context, const struct attempt *attempt, enum attempt_verdict verdict),
	void *context);

/* The verdict in a few words, for the counts. */
const char *attempt_word(enum attempt_verdict verdict);

void attempts_free(struct attempts *attempts);

#endif
