/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * enrolment: which school a record belongs to in its year, by the identifiers it has.
 *
 * The first of school_id, login, ogrn and inn that is not empty counts. Without a registry only
 * school_id does, as it stands.
 */
#ifndef SHNOR_ENROLMENT_H
#define SHNOR_ENROLMENT_H

#include "defect.h"
#include "registry.h"
#include "stream.h"

enum enrolment_result { ENROLMENT_FOUND, ENROLMENT_SKIP, ENROLMENT_DEFECT };

/* The answer: the school, or why the record is skipped. */
struct enrolled {
	struct text school_id, municipality, skip;
};

enum { ENROLMENT_IDENTIFIER = 32 };

struct enrolment {
	const struct registry *registry;          /* NULL: none */
	size_t identifiers[REGISTRY_IDENTIFIERS]; /* numbers of the stream's values */
	size_t municipality;

	/* The school found last in the registry. */
	size_t last_kind, last_length; /* length 0: none */
	char last_identifier[ENROLMENT_IDENTIFIER];
	uint64_t last_year;
	struct enrolled last;
};

/* Asks the stream for the identifiers; one of their columns must be there (status 2). */
void enrolment_bind(
	struct enrolment *enrolment, const struct registry *registry, struct stream *stream);

/* The identifier by which the record names its school; empty if it has none. */
struct text enrolment_named(const struct enrolment *enrolment, const struct text *values);

/* Finds the school of the record in that year. A school that was not open then is a defect, unless
 * one was whose results go to it; one whose kind does not count is skipped for the reason the school
 * words give. */
enum enrolment_result enrolment_find(const struct enrolment *enrolment, const struct text *values,
	uint64_t year, struct enrolled *found, struct defect *defect);

/* The same, with the school found last remembered, for the next record is mostly of it too. */
enum enrolment_result enrolment_find_next(struct enrolment *enrolment, const struct text *values,
	uint64_t year, struct enrolled *found, struct defect *defect);

#endif
