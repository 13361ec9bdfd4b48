/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recoding.h"

/* Shorter ones are not worth a look. */
enum { SHORTEST = 3, STEP = 16 };

static struct recoded *place_of(struct recoding *recoding, struct text raw)
{
	const unsigned char *at = (const unsigned char *)raw.at;
	unsigned mixed = (unsigned)raw.length * 31 + at[0] * 5u + at[1] * 11u +
		at[raw.length / 2] * 3u + at[raw.length - 1] * 7u;
	return &recoding->values[(mixed ^ mixed >> 4) % RECODING_REMEMBERED];
}

/* In whole steps, up to RECODING_SPARE bytes too many. */
static char *copy(char *at, const struct recoded *value)
{
	for (size_t i = 0; i < value->made_length; i += STEP)
		memcpy(at + i, value->made + i, STEP);
	return at + value->made_length;
}

static char *put_anew(
	const struct encoding *encoding, struct text raw, char *at, unsigned char *bad)
{
	size_t place = 0;
	struct text trimmed = encoding_trim(encoding, raw);
	char *end = encoding_put(encoding, trimmed, at, &place);
	if (!end)
		*bad = (unsigned char)trimmed.at[place];
	return end;
}

char *recoding_put(struct recoding *recoding, const struct encoding *encoding, struct text raw,
	char *at, unsigned char *bad)
{
	if (raw.length < SHORTEST || raw.length > RECODING_LONGEST)
		return put_anew(encoding, raw, at, bad);
	struct recoded *value = place_of(recoding, raw);
	if (value->length == raw.length && memcmp(value->raw, raw.at, raw.length) == 0)
		return copy(at, value);
	char *end = put_anew(encoding, raw, at, bad);
	if (!end || end - at > RECODING_MADE)
		return end;
	memcpy(value->raw, raw.at, raw.length);
	value->length = (uint8_t)raw.length;
	memcpy(value->made, at, (size_t)(end - at));
	value->made_length = (uint8_t)(end - at);
	return end;
}
