/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordering: texts in the order of their bytes, a shorter one before those that it begins.
 *
 * Eight bytes of each are compared at a time, and none again that a group has in common: keys of streams begin
 * alike (year, municipality, school). J. L. Bentley and R. Sedgewick, Fast algorithms for sorting and searching
 * strings (SODA 1997); the bytes are kept beside the numbers, as in W. Ng and K. Kakehi, Cache efficient radix sort
 * for string sorting (IEICE 2007).
 */
#ifndef SHNOR_ORDERING_H
#define SHNOR_ORDERING_H

#include "text.h"

#include <stdint.h>

/* Puts the numbers of texts into the order of the texts; equal ones stand by their numbers. Takes 16 bytes
 * of memory a number while it works. */
void ordering_sort(uint32_t *numbers, size_t count, const struct text *texts);

#endif
