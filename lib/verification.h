/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verification: whether a line of a table was seen in the source it names, by its column `verified`: yes,
 * no, or empty for yes. When results rest on a line that was not, this is told, once a line.
 */
#ifndef SHNOR_VERIFICATION_H
#define SHNOR_VERIFICATION_H

#include "table.h"

struct verification {
	bool lacking, told;
};

/* Reads the cell; another word is a fault of the table. */
struct verification verification_read(const struct table *table, size_t row, size_t column);

/* The results rest on the line. */
void verification_use(struct verification *verification, const struct table *table, size_t row);

#endif
