/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool: the schools of a panel that are compared with one another: all, or those with the same
 * value in a column of the registry.
 */
#ifndef SHNOR_POOL_H
#define SHNOR_POOL_H

#include "panel.h"
#include "registry.h"

struct pool {
	struct text name;  /* the value of the column; it belongs to the registry */
	uint32_t *schools; /* numbers of the panel, ascending */
	size_t count;
};

struct pools {
	bool named; /* else there is one pool, of all schools */
	uint32_t count;
	struct pool *items; /* in the byte order of their names */
	uint32_t *schools;
};

/* Sorts the panel's schools into pools, by what the registry has kept of them; without a registry
 * (NULL) into one. All schools must be in the registry. */
void pools_make(struct pools *pools, const struct panel *panel, const struct registry *registry);

void pools_free(struct pools *pools);

#endif
