/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * listing: names in one line for a message: "Код ОО, Предмет, Балл".
 *
 * Starts as {0}; owns nothing. Empty names are left out; so is what has no room, and … stands for it.
 */
#ifndef SHNOR_LISTING_H
#define SHNOR_LISTING_H

#include "text.h"

struct listing {
	char string[500]; /* a C string */
	size_t length;
	bool full;
};

void listing_add(struct listing *listing, struct text name);

#endif
