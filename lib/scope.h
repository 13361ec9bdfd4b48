/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scope: among whom a school is compared: the region's schools, or those that have the same
 * municipality, or the same value in a column of the registry.
 */
#ifndef SHNOR_SCOPE_H
#define SHNOR_SCOPE_H

#include "roster.h"
#include "sink.h"

struct scope {
	struct text column; /* region, municipality, or the registry's */
	uint32_t kept;      /* its number by registry_keep(); DICTIONARY_NONE for the first two */
};

/* The region first, then by column in byte order. */
struct scopes {
	size_t count, room;
	struct scope *items;
};

/* Reads the value of --OPTION: names parted by commas. The registry is asked for its columns;
 * `has_registry` false: there will be none. A wrong list ends the program with status 2. */
void scopes_read(struct scopes *scopes, const char *option, const char *list,
	struct registry *registry, bool has_registry);

bool scope_is_region(const struct scope *scope);

/* The name of the group of the scope that the school is in; empty for the region. */
struct text scope_group(const struct scope *scope, const struct registry *registry,
	const struct roster *roster, uint32_t school);

/* Writes the group, `; locality: село`, where no column of the classes has it. */
void scope_explain(const struct scope *scope, struct text group, struct sink *out);

void scopes_free(struct scopes *scopes);

#endif
