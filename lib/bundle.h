/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bundle: a ZIP file (APPNOTE.TXT 6.3.3 of PKWARE) made member by member, compressed as the bytes come.
 *
 * What stands at the front of a member may be known only at its end: it is compressed by itself and written
 * before the rest. Little is kept in memory: compressed bytes beyond a quarter of a megabyte go to a file without a name
 * under TMPDIR (/tmp), and nothing reaches the sink before all is made. Members have no time of their own (1980-01-01):
 * the same bytes give the same file. A member, and the file, hold less than 4 GiB. Whatever cannot be written ends the
 * program with status 3.
 */
#ifndef SHNOR_BUNDLE_H
#define SHNOR_BUNDLE_H

#include "sink.h"

struct bundle;

struct bundle *bundle_new(void);

/* Room for `bytes` more of the member at hand; what was put there is taken by bundle_commit(). The first starts
 * the member. */
char *bundle_reserve(struct bundle *bundle, size_t bytes);
void bundle_commit(struct bundle *bundle, size_t bytes);

/* Ends the member, which may have no bytes but `front`. With `early` it stands before those without in the file. */
void bundle_end(struct bundle *bundle, const char *name, struct text front, bool early);

/* Writes the file and releases everything. */
void bundle_close(struct bundle *bundle, struct sink *out);

#endif
