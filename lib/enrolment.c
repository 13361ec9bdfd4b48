/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "enrolment.h"

#include <inttypes.h>

void enrolment_bind(
	struct enrolment *enrolment, const struct registry *registry, struct stream *stream)
{
	bool other = false;
	for (size_t kind = BY_LOGIN; kind < REGISTRY_IDENTIFIERS; kind++)
		other = other ||
			stream_has(stream, registry_column((enum registry_identifier)kind));
	enrolment->registry = registry;
	for (size_t kind = 0; kind < REGISTRY_IDENTIFIERS; kind++)
		enrolment->identifiers[kind] = stream_want(stream,
			registry_column((enum registry_identifier)kind), kind == BY_CODE && !other);
	enrolment->municipality = stream_want(stream, "municipality", false);
}

static enum enrolment_result take_as_it_stands(const struct enrolment *enrolment,
	const struct text *values, struct enrolled *found, struct defect *defect)
{
	found->school_id = values[enrolment->identifiers[BY_CODE]];
	found->municipality = values[enrolment->municipality];
	if (found->school_id.length)
		return ENROLMENT_FOUND;
	bool other = false;
	for (size_t kind = BY_LOGIN; kind < REGISTRY_IDENTIFIERS; kind++)
		other = other || values[enrolment->identifiers[kind]].length;
	defect_set(defect, "no school", registry_column(BY_CODE), found->school_id, "%s",
		other ? "a code, or the registry (--schools) to find it by login"
		      : "a school's code");
	return ENROLMENT_DEFECT;
}

/* Was there such a school in that year? A school that was reorganised had results before its successor
 * opened, and before a past code of it was given up: they are the successor's, by whichever code. */
static enum enrolment_result check_open(const struct registry *registry, const struct school *named,
	uint64_t year, const char *column, struct text value, struct defect *defect)
{
	const struct school *heir = registry_heir(registry, named);
	uint64_t first = year < named->first_year ? registry_first_year(registry, heir) : 0;
	if (year < first)
		defect_set(defect, "school not yet open", column, value,
			"a school open in %" PRIu64 "; this one opened in %" PRIu64, year,
			named->first_year);
	else if (year > heir->last_year)
		defect_set(defect, "school closed", column, value,
			"a school open in %" PRIu64 "; %s closed in %" PRIu64, year,
			heir == named ? "this one" : heir->id.at, heir->last_year);
	else
		return ENROLMENT_FOUND;
	return ENROLMENT_DEFECT;
}

struct text enrolment_named(const struct enrolment *enrolment, const struct text *values)
{
	size_t kind = 0;
	while (kind + 1 < REGISTRY_IDENTIFIERS && !values[enrolment->identifiers[kind]].length)
		kind++;
	return values[enrolment->identifiers[kind]];
}

/* A spreadsheet takes the zeros in front of a code away: is it one of the registry with them? */
static bool explain_zeros(const struct registry *registry, enum registry_identifier kind,
	const char *column, struct text value, struct defect *defect)
{
	char code[40];
	for (size_t zeros = 1; zeros <= 3 && value.length + zeros < sizeof code; zeros++) {
		memset(code, '0', zeros);
		memcpy(code + zeros, value.at, value.length);
		struct text padded = {code, value.length + zeros};
		if (!registry_find(registry, kind, padded))
			continue;
		defect_set(defect, "unknown school", column, value,
			"a school of the registry, which has %.*s: the zeros in front are lost",
			(int)padded.length, padded.at);
		return true;
	}
	return false;
}

enum enrolment_result enrolment_find(const struct enrolment *enrolment, const struct text *values,
	uint64_t year, struct enrolled *found, struct defect *defect)
{
	size_t kind = 0;
	*found = (struct enrolled){0};
	if (!enrolment->registry)
		return take_as_it_stands(enrolment, values, found, defect);
	while (kind + 1 < REGISTRY_IDENTIFIERS && !values[enrolment->identifiers[kind]].length)
		kind++;
	struct text value = values[enrolment->identifiers[kind]];
	const char *column = registry_column((enum registry_identifier)kind);
	if (!value.length) {
		defect_set(defect, "no school", registry_column(BY_CODE), value, "a school's code");
		return ENROLMENT_DEFECT;
	}
	const struct school *named =
		registry_find(enrolment->registry, (enum registry_identifier)kind, value);
	if (!named) {
		bool shared =
			registry_shares(enrolment->registry, (enum registry_identifier)kind, value);
		if (!shared &&
			explain_zeros(enrolment->registry, (enum registry_identifier)kind, column,
				value, defect))
			return ENROLMENT_DEFECT;
		defect_set(defect, shared ? "number of several schools" : "unknown school", column,
			value,
			shared ? "a code or a login, for several schools have this number"
			       : "a school of the registry");
		return ENROLMENT_DEFECT;
	}
	const struct school *heir = registry_heir(enrolment->registry, named);
	found->school_id = heir->id;
	found->municipality = heir->municipality;
	found->skip = heir->skip;
	return heir->skip.length
		? ENROLMENT_SKIP
		: check_open(enrolment->registry, named, year, column, value, defect);
}

static bool is_last(
	const struct enrolment *enrolment, size_t kind, struct text identifier, uint64_t year)
{
	return enrolment->last_kind == kind && enrolment->last_year == year &&
		text_equal(identifier,
			(struct text){enrolment->last_identifier, enrolment->last_length});
}

static void remember(struct enrolment *enrolment, size_t kind, struct text identifier,
	uint64_t year, const struct enrolled *found)
{
	if (identifier.length > sizeof enrolment->last_identifier)
		return;
	memcpy(enrolment->last_identifier, identifier.at, identifier.length);
	enrolment->last_length = identifier.length;
	enrolment->last_kind = kind;
	enrolment->last_year = year;
	enrolment->last = *found;
}

enum enrolment_result enrolment_find_next(struct enrolment *enrolment, const struct text *values,
	uint64_t year, struct enrolled *found, struct defect *defect)
{
	size_t kind = 0;
	while (kind + 1 < REGISTRY_IDENTIFIERS && !values[enrolment->identifiers[kind]].length)
		kind++;
	struct text identifier = values[enrolment->identifiers[kind]];
	if (identifier.length && is_last(enrolment, kind, identifier, year)) {
		*found = enrolment->last;
		return ENROLMENT_FOUND;
	}
	enum enrolment_result result = enrolment_find(enrolment, values, year, found, defect);
	if (result == ENROLMENT_FOUND && enrolment->registry)
		remember(enrolment, kind, identifier, year, found);
	return result;
}
