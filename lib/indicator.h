/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * indicator: a line of the indicators as a rule takes it: of which school and year, n and value.
 *
 * With a registry, the school is the one that the results go to, and so is the municipality.
 */
#ifndef SHNOR_INDICATOR_H
#define SHNOR_INDICATOR_H

#include "defect.h"
#include "number.h"
#include "registry.h"
#include "stream.h"

struct indicator {
	struct text name; /* oge-mat:share */
	uint64_t year;
	struct text school_id, municipality;
	struct text
		named; /* the school as the line has it, which may be one that school_id succeeded */
	struct text skip; /* why the school does not count; empty: it does */
	uint64_t n;
	struct text value, low, high; /* as they stand */
};

struct indicator_columns {
	size_t name, year, school_id, municipality, n, value, low, high;
};

/* What became of a line that a rule reads. */
enum indicator_use {
	INDICATOR_USED,
	INDICATOR_TWICE,   /* there was one of the same name, school and year already */
	INDICATOR_SKIPPED, /* it does not count; the rule says why */
	INDICATOR_DEFECT,
};

/* Asks the stream for the columns; municipality, lo and hi may be missing. */
void indicator_bind(struct indicator_columns *columns, struct stream *stream);

/* Reads the line. False with the defect if it has no year, no school of the registry (NULL: any
 * school will do) or no n of at least 1. */
bool indicator_read(const struct indicator_columns *columns, const struct text *values,
	const struct registry *registry, struct indicator *indicator, struct defect *defect);

#endif
