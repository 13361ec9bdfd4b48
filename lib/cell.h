/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cell: a school in a year, by the school's number, as a text for a dictionary.
 */
#ifndef SHNOR_CELL_H
#define SHNOR_CELL_H

#include "text.h"

#include <stdint.h>

/* The bytes of a name; they must live as long as the text is used. */
struct cell_name {
	char bytes[sizeof(uint32_t) + sizeof(uint64_t)];
};

static inline struct text cell_text(struct cell_name *name, uint32_t school, uint64_t year)
{
	memcpy(name->bytes, &school, sizeof school);
	memcpy(name->bytes + sizeof school, &year, sizeof year);
	return (struct text){name->bytes, sizeof name->bytes};
}

#endif
