/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * publication: the result folder of a run as it may be published: its streams again, with what is
 * hidden.
 *
 * Only streams and columns that are named here get into it; whatever else a run has left does not.
 */
#ifndef SHNOR_PUBLICATION_H
#define SHNOR_PUBLICATION_H

#include "filter.h"
#include "public_verdict.h"
#include "stream.h"
#include "suppression.h"

struct publication {
	struct filter *filter;
	const char *run, *into;
	struct publicity *publicity;
	struct table programme; /* of the region; without rows: its indicators are not published */
	struct suppression suppression;
	struct public_verdicts verdicts;
	/* "year<tab>school" of memberships that are published. */
	struct dictionary members;
	struct dictionary withheld;        /* the same of verdicts that are not */
	struct dictionary withheld_places; /* "year<tab>municipality" of these */
	bool chosen;                       /* verdicts bring schools into the programme */
	bool has_members;
	struct sink *out;               /* the stream being written */
	uint64_t whole, coarse, hidden; /* its rows */
};

/* "year<tab>school", for the dictionaries; it lives until the next call. */
struct text publication_key(struct text year, struct text school);

/* Is it published that the school is in the programme? True where the run has no memberships. */
bool publication_is_member(
	const struct publication *publication, struct text year, struct text school);

/* Has the run left the file? */
bool publication_has(const struct publication *publication, const char *file);

/* Opens the published stream of that name, with its header (names parted by spaces); its rows
 * are counted from 0. */
struct sink publication_open(struct publication *publication, const char *file, const char *header);

/* Writes a cell, and a tab or, behind the last one, the end of the line. */
void publication_value(struct sink *out, struct text value, bool last);

/* Writes <5 % or >95 %, or the limits for n pupils where they are fewer. */
void publication_coarse(
	const struct publication *publication, bool above, uint64_t n, struct sink *out);

/* The row as it stands, in the columns that were wanted. */
void publication_plain(struct publication *publication, struct stream *stream);

/* Leaves the row out. */
void publication_skip(struct publication *publication, const char *reason);

/* Tells what became of the rows of the stream. */
void publication_tell(struct publication *publication, const char *file);

/* Writes all streams into the folder `into`, which is there and empty, and tells on the filter's
 * output how many rows of each are whole, coarse and hidden. */
void publication_write(struct publication *publication);

#endif
