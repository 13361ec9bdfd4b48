/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * intake: the records of source files by a map table: what shnor-import writes, and what a filter behind it
 * can read without the stream between.
 *
 * What the source has that makes no record is counted in the account of its own, which the caller closes.
 * A record's cells have the streams' escapes, and live until the next intake_next(). Memory: one block of
 * the input, one line, and up to fifty lines that may be notes under the table.
 */
#ifndef SHNOR_INTAKE_H
#define SHNOR_INTAKE_H

#include "account.h"
#include "body.h"
#include "cells.h"
#include "parts.h"
#include "pattern.h"
#include "repeats.h"
#include "sample.h"

struct intake_options {
	const char *map, *encoding, *delimiter, *sheet, *members;
	const char *hash_key; /* NULL: none */
	bool allow_personal, check, repeats;
};

/* Encodings and delimiters are found, and members are the files that can be read. */
#define INTAKE_DEFAULTS                                                                            \
	.encoding = "auto", .delimiter = "auto", .members = "(?i)\\.(csv|tsv|txt|xlsx)(\\.gz)?$"

struct intake {
	const struct intake_options *options;
	struct account *account;
	struct layout layout;
	struct cells cells;
	struct pattern *members;
	struct repeats repeats;
	const char *const *files;
	size_t file_count;

	/* The table at hand. */
	struct parts parts;
	bool in_file, in_table;
	struct header header;
	struct body body;   /* what stands below the header */
	struct text origin; /* the table's name with the streams' escapes */
	bool origin_escaped;
	bool personal;        /* it has columns with personal data, so broken lines are not shown */
	struct sample sample; /* of the header, then of the first records */
	uint64_t sampled;
	bool told_garbled;

	/* The record at hand: a cell by column of the map, then its origin, when it was asked for, and an
	 * empty one; or as intake_arrange() has them. */
	struct text *texts;
	uint64_t *marks;
	size_t record; /* of those that the line makes */

	char *shown; /* scratch for text that people read */
	size_t shown_room;
	char *row, *place, *escaped; /* of intake_row(), intake_origin() and intake_add_origin() */
	size_t row_room, place_room, escaped_room;
};

/* Parts of files as the options describe them; unknown words end the program with status 2. */
struct parts intake_parts(const struct intake_options *options, struct pattern *members);

/* The pattern of the members; a wrong one ends the program with status 2. */
struct pattern *intake_members(const struct intake_options *options);

/* Loads the map; faults are told, table_check() ends the program. */
void intake_load(struct intake *intake, const struct intake_options *options);

/* Starts with the files, whose records are told to the account. Options and files stay the caller's. */
void intake_open(struct intake *intake, struct account *account, const char *const *files,
	size_t file_count);

/* Lets a record's cells stand in the order of these columns, numbers of the map's; see cells_arrange(). Before
 * the first record. */
void intake_arrange(struct intake *intake, const size_t *columns, size_t count);

/* Moves to the next record. False at the end of the last file. */
bool intake_next(struct intake *intake);

/* "file:line" of the record at hand, as it is; it lives until the next call. */
struct text intake_origin(struct intake *intake);

/* Puts it among the cells, with the streams' escapes. */
void intake_add_origin(struct intake *intake);

/* The record at hand as a line of the stream, origin and all, without its line end; it lives as long. */
struct text intake_row(struct intake *intake);

/* Writes that line at `at`, where intake_room() bytes must fit; returns its end. */
char *intake_put(const struct intake *intake, char *at);

size_t intake_room(const struct intake *intake);

void intake_close(struct intake *intake);

#endif
