/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_source: what has to be known of a result before anything of it is published: all figures.
 */
#ifndef SHNOR_PUBLIC_SOURCE_H
#define SHNOR_PUBLIC_SOURCE_H

#include "publication.h"

/* The two parts of `oge-mat:share`. */
struct text public_source_measure(struct text indicator, struct text *statistic);

/* All shares and means of schools, for what can be computed from what; once that is settled, the
 * shares again, and the indices, for what verdicts would tell. A school under two municipalities ends the
 * program with status 1. */
void public_source_read(struct publication *publication, bool settled);

#endif
