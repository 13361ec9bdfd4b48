/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan: the fields of one record of delimited text, found in one pass over its bytes, where it is simple:
 * in one line, with line ends at its end only, and quotes, if any, around whole fields or doubled in such.
 * What is not simple is left to libcsv, which is also what the tests hold this equal to.
 */
#ifndef SHNOR_SCAN_H
#define SHNOR_SCAN_H

#include "text.h"

struct scan;

/* A way to do what scan_record() does. */
typedef bool scan_way(struct scan *scan, const char *at, const char *end, char delimiter);

struct scan {
	scan_way *way; /* NULL until the first record: then the fastest that the processor knows */
	struct text *fields; /* point into the line, or to `plain`; they live until the next call */
	size_t count, room;
	size_t taken;    /* bytes of the line with its end */
	struct text raw; /* the line without its end */
	char *plain;     /* fields whose doubled quotes became single ones */
	size_t plain_used, plain_room;
};

/* The way that looks at up to `width` bytes at once, as far as the processor can. */
enum { SCAN_WIDEST = 64 };
scan_way *scan_way_of(size_t width);

/* Finds the fields of the line that starts at `at`; the bytes there are end at `end`, and READER_PADDING
 * more can be read. False if the line is not simple, is blank, or does not end there. */
bool scan_record(struct scan *scan, const char *at, const char *end, char delimiter);

void scan_free(struct scan *scan);

#endif
