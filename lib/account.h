/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * account: what became of every record: read = written + skipped + rejected, on every run.
 *
 * Reasons are short English words for the streams. Rejected records go whole to the rejects file
 * (`filter origin reason column value expected record`), or, without one, as messages to standard
 * error. The counts go to the stats file (`filter kind reason count`); kind is read, written,
 * skipped, rejected, warned (counted as written, but doubtful), corrected (a figure by a
 * correction) or output (lines that left the filter,
 * which may be more or fewer).
 *
 * With a quality file, what is rejected and what is doubtful also goes there, as findings.
 */
#ifndef SHNOR_ACCOUNT_H
#define SHNOR_ACCOUNT_H

#include "dictionary.h"
#include "finding.h"

/* How often each reason stood. */
struct tally {
	struct dictionary reasons;
	uint64_t *counts; /* by number of the reason */
	size_t room;
};

struct account {
	/* Set before account_open(). */
	const char *filter;       /* the name in both files */
	const char *rejects_path; /* NULL: none */
	const char *stats_path;   /* NULL: none */
	const char *quality_path; /* NULL: none */
	const char *max_rejects;  /* "N" or "N%" */
	struct account
		*host; /* whose files it writes to, which is closed after it; NULL: its own */

	/* The filter counts these itself. */
	uint64_t read, written, output;
	bool faulty; /* a whole file could not be used: the exit status is at least STATUS_DATA */

	/* Owned by account. */
	uint64_t rejected, passed;
	struct tally skipped_for, rejected_for, warned_of, corrected;
	struct sink rejects, quality, stats;
	bool stats_open;
	wide allowed; /* millionths of a record, or of a percent */
	bool allowed_percent;
};

struct reject {
	struct text origin;   /* file:line of the source record */
	struct text school;   /* as it stands in the record; empty: not known */
	const char *reason;   /* one of few, for the counts */
	const char *column;   /* NULL: the record as a whole */
	struct text value;    /* what stood there */
	const char *expected; /* NULL: nothing to add */
	struct text record;   /* the whole line */
};

/* Opens the rejects file and reads max_rejects; a wrong one ends with status 2. */
void account_open(struct account *account);

void account_skip(struct account *account, struct text reason);

/* Skips a line that holds no record: it does not count for the percentage of --max-rejects. */
void account_pass(struct account *account, struct text reason);

void account_reject(struct account *account, const struct reject *reject);

/* Counts what is doubtful and puts it in the quality file. `filter` need not be set. */
void account_warn(struct account *account, const struct finding *finding);

/* Counts a correction that was made, by the figure. */
void account_correct(struct account *account, struct text figure);

/* Writes the stats, closes the files, tells how many were rejected. Returns STATUS_WELL, or
 * STATUS_DATA when more were rejected than allowed. */
int account_close(struct account *account);

#endif
