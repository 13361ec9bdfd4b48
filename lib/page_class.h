/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_class: the look of the classes of schools: a mark of a shape of its own for each, so that colour is
 * never all that tells them apart.
 */
#ifndef SHNOR_PAGE_CLASS_H
#define SHNOR_PAGE_CLASS_H

#include "page.h"

/* The name of the mark of a class; a class of another rule has the mark of others. */
const char *page_class_mark(struct text class);

/* Writes the marks as symbols, to be used by their names. */
void page_class_marks(struct page *page);

#endif
