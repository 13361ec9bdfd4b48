/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recoding.h"

/* Shorter ones are not worth a look. */
enum { SHORTEST = 3 };

/* By its first eight bytes and its last. */
static struct recoded *place_of(struct recoding *recoding, struct text raw)
{
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
	size_t first = raw.length < 8 ? raw.length : 8;
	uint64_t mixed = bytes_word(raw.at) & bytes_mask(first);
	mixed = (mixed ^ raw.length) * odd;
	mixed ^= bytes_word(raw.at + raw.length - first) & bytes_mask(first);
	return &recoding->values[mixed * odd >> (64 - RECODING_BITS)];
}

static bool make(const struct encoding *encoding, struct text raw, char *room,
	const struct recoded_text *made, unsigned char *bad)
{
	size_t place = 0;
	struct text trimmed = encoding_trim(encoding, raw);
	char *end = encoding_put(encoding, trimmed, room, &place);
	if (!end) {
		*bad = (unsigned char)trimmed.at[place];
		return false;
	}
	made->text->at = room;
	made->text->length = (size_t)(end - room);
	*made->mark = 0;
	*made->escaped |= memchr(room, '\\', made->text->length) != NULL;
	return true;
}

static void remind(
	struct recoding *recoding, const struct recoded *value, const struct recoded_text *made)
{
	recoding->last = value->raw;
	recoding->last_room = value->length + (size_t)1;
	recoding->last_bits = value->length > BYTES_STEP ? 0 : bytes_bits(value->length);
	made->text->at = value->made;
	made->text->length = value->made_length;
	*made->mark = value->mark;
	*made->escaped |= value->escaped;
}

bool recoding_take(struct recoding *recoding, const struct encoding *encoding, struct text raw,
	char *room, uint64_t *marks, const struct recoded_text *made, unsigned char *bad)
{
	recoding_forget_last(recoding);
	if (raw.length < SHORTEST || raw.length > RECODING_LONGEST)
		return make(encoding, raw, room, made, bad);
	struct recoded *value = place_of(recoding, raw);
	if (value->mark && value->length == raw.length &&
		bytes_equal(value->raw, raw.at, raw.length)) {
		remind(recoding, value, made);
		return true;
	}
	if (!make(encoding, raw, room, made, bad))
		return false;
	size_t length = made->text->length;
	if (length > RECODING_MADE)
		return true;
	memcpy(value->raw, raw.at, raw.length);
	memcpy(value->made, room, length);
	value->length = (uint8_t)raw.length;
	value->made_length = (uint8_t)length;
	value->escaped = length && memchr(room, '\\', length);
	value->mark = ++*marks;
	remind(recoding, value, made);
	return true;
}
