/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * display: how wide a text stands on a terminal.
 */
#ifndef SHNOR_DISPLAY_H
#define SHNOR_DISPLAY_H

#include "text.h"

/* The number of columns the UTF-8 text takes up: a letter one, a combining mark none, a wide
 * ideograph two. It does not depend on the user's locale. */
size_t display_width(struct text text);

#endif
