/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_programme: the indicators of a programme as they may be published.
 *
 * Facts about schools are published whole; those that rest on results or verdicts where these
 * are (public_fact); of those that count staff the totals that
 * staff_totals allows, in whole percents and without k; those that count pupils not at all, for the
 * indicators of the schools have them.
 */
#ifndef SHNOR_PUBLIC_PROGRAMME_H
#define SHNOR_PUBLIC_PROGRAMME_H

#include "publication.h"

/* What the table of a programme must have. */
extern const struct table_form public_programme_form;

/* Writes programme.tsv and programme-adverse.tsv, where they are. Without a table there are
 * none. */
void public_programme_write(struct publication *publication);

#endif
