/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zip: the members of a ZIP file, one after the other.
 *
 * The directory at the file's end says which there are. Any failure to read, a file without its
 * directory, and data that are damaged, truncated or encrypted end the program with status 3. Names
 * of members come out as UTF-8: those that are not marked as such are taken for CP866, as the Russian
 * Windows packs them.
 */
#ifndef SHNOR_ZIP_H
#define SHNOR_ZIP_H

#include "text.h"

struct zip;

/* Opens the ZIP file behind the descriptor, which stays the caller's; `name` is for messages. */
struct zip *zip_open(int file, const char *name);

/* Moves to the next member that is a file and returns its name, which lives until the next call;
 * NULL when there is none left. */
const char *zip_next(struct zip *zip);

/* Reads up to `room` bytes of the member; 0 is its end. */
size_t zip_read(struct zip *zip, char *into, size_t room);

void zip_close(struct zip *zip);

#endif
