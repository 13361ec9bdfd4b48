/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_reason: the reason of a verdict by the threshold rule, without what must not be published.
 */
#ifndef SHNOR_PUBLIC_REASON_H
#define SHNOR_PUBLIC_REASON_H

#include "sink.h"
#include "suppression.h"

/* Writes what of the reason may be published, escaped: of `A: oge-mat 5/14 = 0.357, vpr5-rus 2/6
 * = 0.333` the results of whole procedures that are published themselves, and how it goes on:
 * `A: oge-mat 5/14 = 0.357, others not published`. Of what is not understood nothing is written.
 * `year`: of results that name none. */
void public_reason_write(const struct suppression *suppression, struct text year,
	struct text school, struct text reason, struct sink *out);

#endif
