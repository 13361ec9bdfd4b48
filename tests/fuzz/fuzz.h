/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz: what the fuzz targets share: input as files, parsers that may call fail(), and what holds.
 *
 * The units under test are those of lib/, but message.c, source.c and table.c come with the stubs
 * that stand here: fail() leads back into fuzz_run(), messages are written and thrown away, files
 * are read in small pieces, and the faults of one input are forgotten before the next.
 */
#ifndef SHNOR_FUZZ_H
#define SHNOR_FUZZ_H

#include "text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the program as a find if the condition is false. */
#define HOLDS(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: false: %s\n", __FILE__, __LINE__, #condition);     \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

enum { FUZZ_FILES = 2 };

/* The text as a file in memory, one of FUZZ_FILES; its path is good for all runs. */
const char *fuzz_file(unsigned number, struct text content);

/* The descriptor of that file. */
int fuzz_descriptor(unsigned number);

/* Calls it; false if fail() cut it short. What it then held in memory and files is released. */
bool fuzz_run(void (*parse)(void *data), void *data);

/* Files are read at most so many bytes at a time; 0 is no limit. */
void fuzz_pieces(size_t bytes);

/* Cuts the part before the next line of two percent signs off *rest. False when none is left. */
bool fuzz_part(struct text *rest, struct text *part);

/* How many times the byte stands in the text. */
size_t fuzz_count(struct text text, char byte);

/* Is the file taken for gzip? Then what is read is not what was written. */
bool fuzz_is_gzip(struct text content);

/* Adds the text to a digest; all its bytes are looked at. */
void fuzz_digest(uint64_t *digest, struct text text);
void fuzz_digest_number(uint64_t *digest, uint64_t number);

/* For the stubs. */
_Noreturn void fuzz_fail(void);
size_t fuzz_piece(size_t wanted);
void fuzz_forget_faults(void);
size_t fuzz_faults(void);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
