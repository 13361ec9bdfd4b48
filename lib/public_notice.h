/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_notice: what the reader of a publication has to know: that it is an extract, how many schools it has
 * verdicts of, and what stands in place of a share.
 */
#ifndef SHNOR_PUBLIC_NOTICE_H
#define SHNOR_PUBLIC_NOTICE_H

#include "publication.h"

/* Writes notice.tsv, with the columns notice, year, value and n_of_k, of what has been published: it
 * counts in the published streams alone, so it tells nothing that is not there. How many schools have low
 * results, or are in the programme, beside those that are published it does not say: where the rest is
 * as many as the verdicts that are withheld, it would tell each of them. */
void public_notice_write(struct publication *publication);

#endif
