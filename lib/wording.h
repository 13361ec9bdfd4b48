/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wording: a text that is put together of parts, and texts with {placeholders}.
 *
 * Starts as {0}; owns its bytes, which live until it changes.
 */
#ifndef SHNOR_WORDING_H
#define SHNOR_WORDING_H

#include "number.h"

struct wording {
	char *bytes;
	size_t length, room;
};

void wording_start(struct wording *wording);

void wording_add(struct wording *wording, struct text part);

void wording_add_string(struct wording *wording, const char *string);

void wording_add_count(struct wording *wording, uint64_t count);

/* Adds a number of a stream with at most three decimals and the given mark before them; what is no number as
 * it stands. */
void wording_add_number(struct wording *wording, struct text value, char mark);

struct text wording_text(const struct wording *wording);

void wording_free(struct wording *wording);

enum placeholder { PLACEHOLDER_NONE, PLACEHOLDER_FOUND, PLACEHOLDER_BROKEN };

/* Cuts a text up to the next {name} off *rest: what stands before it, and the name. PLACEHOLDER_NONE: there is
 * none, and `before` is all that was left; PLACEHOLDER_BROKEN: a brace without its other one. */
enum placeholder placeholder_next(struct text *rest, struct text *before, struct text *name);

#endif
