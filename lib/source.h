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

/* A source whose bytes another unit makes (a member of a ZIP file, text of another encoding): `read`
 * is called as source_read is and never fails, `close` once. gzip is seen through here too. */
struct source_maker {
	size_t (*read)(void *made, char *into, size_t room);
	void (*close)(void *made);
};
struct source *source_make(const char *name, const struct source_maker *maker, void *made);

/* Are these the bytes of a ZIP file, which an .xlsx file is too? */
bool source_is_zip(const struct source *source);

/* All bytes of the source, from its start, as a file that can be read anywhere: the file itself, or
 * a copy without a name that ends with the descriptor. The caller closes it; the source is at its
 * end afterwards. */
int source_as_file(struct source *source);

/* What messages and origins call it: the path as given, or "-" for standard input. */
const char *source_name(const struct source *source);

/* Reads up to `room` bytes; 0 is the end, and there is no other. */
size_t source_read(struct source *source, char *into, size_t room);

void source_close(struct source *source);

#endif
