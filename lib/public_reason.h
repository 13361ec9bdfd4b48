/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * public_reason: the reason of a verdict by the threshold rule, without what must not be published.
 */
#ifndef SHNOR_PUBLIC_REASON_H
#define SHNOR_PUBLIC_REASON_H

#include "public_verdict.h"
#include "sink.h"

/* Writes what of the reason may be published, escaped: of the branches of the rule that the
 * published results make by themselves (`told`) these results, `A: oge-mat 5/14 = 0.357, vpr5-rus
 * 6/20 = 0.300`, and no word of others. Of what is not understood nothing is written. `year`: of
 * results that name none. */
void public_reason_write(const struct suppression *suppression, const struct public_verdict *told,
	struct text year, struct text school, struct text reason, struct sink *out);

#endif
