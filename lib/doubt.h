/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doubt: what is doubtful about records that count, told as warnings in the account.
 *
 *   repeated record                 a line of several pupils that stands twice, word for word: mostly a
 *                                   file was given twice, but two classes may have done alike
 *   school under two municipalities see residence.h
 *
 * Memory: the lines of several pupils, and the schools.
 */
#ifndef SHNOR_DOUBT_H
#define SHNOR_DOUBT_H

#include "account.h"
#include "residence.h"

struct doubt {
	struct account *account;
	struct dictionary reports; /* the contents of lines of several pupils */
	struct residence residence;
};

/* A line of several pupils: `content` is what two lines must share to be the same, `column` and
 * `count` say how many pupils it is of. */
void doubt_report(struct doubt *doubt, struct text content, struct text origin, struct text school,
	struct text column, struct text count);

/* Tells what only all records together can tell. */
void doubt_end(struct doubt *doubt);

#endif
