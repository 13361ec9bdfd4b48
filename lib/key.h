/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * key: several values as one text, each with a tab behind it, as they stand in a stream. Escaped
 * values have no tab, so two keys are alike only if all their values are; and keys sort as lines do.
 */
#ifndef SHNOR_KEY_H
#define SHNOR_KEY_H

#include "text.h"

struct key {
	char *bytes;
	size_t length, room;
};

/* Starts anew, in the room there is. */
void key_start(struct key *key);

/* Adds a field of a stream as it stands there. */
void key_add_field(struct key *key, struct text field);

/* Adds a value, which gets the streams' escapes. */
void key_add_value(struct key *key, struct text value);

/* The key so far; it lives until the key changes. */
struct text key_text(const struct key *key);

void key_free(struct key *key);

#endif
