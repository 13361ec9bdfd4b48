/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * source: the bytes of a file or of standard input, decompressed where they are gzip.
 *
 * gzip is known by its first two bytes, whatever the file is called. Any failure to open, read or
 * decompress, a truncated .gz among them, ends the program with status 3: a short input must
 * never look like a whole one.
 */
#ifndef SHNOR_SOURCE_H
#define SHNOR_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct source;

/* Opens a file; "-" is standard input. source_close() releases it. */
struct source *source_open(const char *path);

/* What messages and origins call it: the path as given, or "-" for standard input. */
const char *source_name(const struct source *source);

/* Reads up to `room` bytes; 0 is the end, and there is no other. */
size_t source_read(struct source *source, char *into, size_t room);

void source_close(struct source *source);

#endif
