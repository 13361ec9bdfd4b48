/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * transcode: a source in an encoding of more than one byte a letter (UTF-16) as a source of UTF-8.
 */
#ifndef SHNOR_TRANSCODE_H
#define SHNOR_TRANSCODE_H

#include "source.h"
#include "text.h"

/* A source of UTF-8, made of the bytes `before` and what `source` still has, in the encoding of that
 * name; status 2 if iconv does not know it. Where they do not decode, the byte 0xFF stands, which
 * UTF-8 never has, so that the record around it can be rejected. `source` becomes the new one's. */
struct source *transcode_source(struct source *source, struct text before, const char *encoding);

#endif
