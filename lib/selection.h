/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * selection: the names that an option selects, by a list parted by commas or by /PATTERN/.
 */
#ifndef SHNOR_SELECTION_H
#define SHNOR_SELECTION_H

#include "dictionary.h"
#include "pattern.h"

struct selection {
	bool all;
	struct dictionary listed;
	struct pattern *pattern; /* NULL: a list */
};

/* Reads the value of --OPTION; NULL selects all names. A wrong value ends the program with status
 * 2. */
void selection_read(struct selection *selection, const char *option, const char *value);

bool selection_has(const struct selection *selection, struct text name);

void selection_free(struct selection *selection);

#endif
