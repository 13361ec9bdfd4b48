/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "key.h"
#include "escape.h"
#include "memory.h"

#include <stdlib.h>

void key_start(struct key *key)
{
	key->length = 0;
}

void key_add_field(struct key *key, struct text field)
{
	key->bytes = memory_grow(key->bytes, &key->room, key->length + field.length + 1, 1);
	if (field.length)
		memcpy(key->bytes + key->length, field.at, field.length);
	key->length += field.length;
	key->bytes[key->length++] = '\t';
}

void key_add_value(struct key *key, struct text value)
{
	key->bytes = memory_grow(key->bytes, &key->room, key->length + 2 * value.length + 1, 1);
	key->length += escape_put(key->bytes + key->length, value);
	key->bytes[key->length++] = '\t';
}

struct text key_text(const struct key *key)
{
	return (struct text){key->bytes, key->length};
}

void key_free(struct key *key)
{
	free(key->bytes);
	*key = (struct key){0};
}
