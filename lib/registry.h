/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * registry: the schools of a region, from a stream of records.
 *
 *   school_id    the code; text, leading zeros stay
 *   login        of ФИС ОКО
 *   ogrn, inn    of the legal body; several schools may share one, it then names none of them
 *   past_codes   codes it had before, parted by spaces or commas
 *   name, municipality
 *   kind …       whatever columns the school words name; they can say that a school does not count
 *   successor    the code of the school that its results go to, those of earlier years too, so that
 *                no series breaks
 *   from, to     the days it opened and closed; in other school years it has no results
 *
 * Only school_id must be there. One code or login for two schools, a successor that is no school,
 * successors in a ring, a day that is none or a kind no word knows ends the program with status 2:
 * no verdict could be trusted then.
 */
#ifndef SHNOR_REGISTRY_H
#define SHNOR_REGISTRY_H

#include "words.h"

struct school {
	struct text id, name, municipality;
	struct text skip; /* why its results do not count; empty: they do */
	uint64_t first_year, last_year;
	bool has_login;
	uint32_t successor; /* its number; DICTIONARY_NONE: none */
	struct text *kept;  /* by column of registry_keep() */
};

enum registry_identifier { BY_CODE, BY_LOGIN, BY_OGRN, BY_INN, REGISTRY_IDENTIFIERS };

struct registry {
	struct school *schools;
	uint32_t count;
	size_t room;
	struct dictionary identifiers[REGISTRY_IDENTIFIERS];
	uint32_t *numbers[REGISTRY_IDENTIFIERS]; /* of the school, by number of the identifier */
	size_t number_rooms[REGISTRY_IDENTIFIERS];
	struct dictionary kept; /* columns that are kept as they stand */
	/* For discretion.h: the words of names, also with the municipality; the most words of one. */
	struct dictionary names, named_places;
	size_t name_words;
	bool has_names;
	struct arena arena;
};

/* Asks for a further column, which must be there then, to be kept; returns its number. */
uint32_t registry_keep(struct registry *registry, struct text column);

/* Loads the registry, which must be zeroed but for what registry_keep() did; `words` (NULL: none)
 * judge its other columns. */
void registry_load(struct registry *registry, const char *path, struct words *words);

/* The name of the column that holds the identifier, in the registry and in records alike. */
const char *registry_column(enum registry_identifier kind);

/* The school itself that the identifier names, or NULL: unknown, or shared by several. */
const struct school *registry_find(
	const struct registry *registry, enum registry_identifier kind, struct text identifier);

/* Do several schools have the identifier, so that it names none of them? */
bool registry_shares(
	const struct registry *registry, enum registry_identifier kind, struct text identifier);

/* The school that the results of this one go to: itself, or its successor's successor … */
const struct school *registry_heir(const struct registry *registry, const struct school *school);

/* The first year that the school may have results of: its own first, or that of a school whose results
 * go to it; 0 if one of these had another code before, for then it is older than it looks. */
uint64_t registry_first_year(const struct registry *registry, const struct school *school);

/* What the school has in the column of that number; empty for no school (NULL). */
struct text registry_kept(
	const struct registry *registry, const struct school *school, uint32_t column);

void registry_free(struct registry *registry);

#endif
