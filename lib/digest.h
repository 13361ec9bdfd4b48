/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * digest: what a file is: its SHA-256, its bytes, and the lines and the digest of the text in it.
 */
#ifndef SHNOR_DIGEST_H
#define SHNOR_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

enum { DIGEST_ROOM = 65 };

struct digest {
	char sum[DIGEST_ROOM]; /* SHA-256 (FIPS 180-4) in hexadecimal digits */
	uint64_t bytes;
	bool has_lines; /* it is text, or text in gzip; a ZIP file, which a workbook is too, is not */
	uint64_t lines;
};

/* Reads the file whole. A file that cannot be read ends the program with status 3. */
void digest_file(struct digest *digest, const char *path);

/* The digest of the text in the file, without its carriage returns: the same for a file that was
 * packed or whose line ends were changed. */
void digest_text(char sum[DIGEST_ROOM], const char *path);

#endif
