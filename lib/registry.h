/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * registry: the schools of a region, from a stream of records (`school_id`, and where there are
 * `login`, `name`, `municipality`).
 *
 * One school, one code: a code or a login that stands twice ends the program with status 2, since
 * no verdict could be trusted then. Codes are text; leading zeros stay.
 */
#ifndef SHNOR_REGISTRY_H
#define SHNOR_REGISTRY_H

#include "dictionary.h"

struct school {
	struct text id, name, municipality;
};

struct registry {
	struct dictionary ids, logins;
	struct school *schools; /* by the number of the id */
	size_t room;
	uint32_t *by_login; /* the school's number by the number of the login */
	size_t login_room;
	struct arena arena;
};

void registry_load(struct registry *registry, const char *path);

/* The school of that code or login, or NULL. */
const struct school *registry_school(const struct registry *registry, struct text id);
const struct school *registry_login(const struct registry *registry, struct text login);

void registry_free(struct registry *registry);

#endif
