/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filter: the conduct all filters share: common options, files or standard input, checked output,
 * the account, the exit status. A filter's main is: filter_start, work, filter_end.
 */
#ifndef SHNOR_FILTER_H
#define SHNOR_FILTER_H

#include "account.h"
#include "defect.h"
#include "option.h"
#include "sink.h"

struct filter {
	const char *const *files; /* at least one; "-" is standard input */
	size_t file_count;
	struct sink out;
	struct account account;
	struct account *guest; /* NULL: none */
};

/* Parses the options, opens standard output and the account. */
void filter_start(struct filter *filter, const struct usage *usage, int argc, char **argv);

/* Adds the account of another filter, of that name, whose work this one does too. It writes to the same files,
 * and lives as long as the filter, which closes it. */
void filter_host(struct filter *filter, struct account *guest, const char *name);

/* Closes all, checked. Returns the exit status; the only way for a filter to end well. */
int filter_end(struct filter *filter);

/* Moves the stream to its next row, which is counted as read; lines that are no rows are rejected. False
 * at the end. */
struct stream;
bool filter_next(struct filter *filter, struct stream *stream);

/* Rejects the row that the stream is at; `value` is the number of the column's value, and column NULL
 * stands for the row as a whole. Its origin is the column of that name, where the stream wants it and has
 * it, else the line of the stream. */
void filter_reject(struct filter *filter, struct stream *stream, const char *reason,
	const char *column, size_t value, const char *expected);

/* The same for a defect, whose value is shown as it is. */
void filter_reject_defect(
	struct filter *filter, struct stream *stream, const struct defect *defect);

/* Tells of a doubt about the row, which may count all the same. */
void filter_warn(struct filter *filter, struct stream *stream, const char *check,
	const char *column, size_t value, const char *expected);

/* Writes a header line (names parted by spaces become columns) and sends it on at once, so that
 * the next filter can find its faults early. */
void filter_header(struct filter *filter, const char *names);

#endif
