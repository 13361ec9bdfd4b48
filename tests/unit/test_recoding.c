/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recoding that remembers gives what the encoding gives, whatever came before: values that come again,
 * that differ in one byte, that do not decode, and of any length.
 */
#include "check.h"
#include "message.h"
#include "recoding.h"

enum {
	LONGEST = 80,
	VALUES = 200,
	ROOM = ENCODING_GROWTH * LONGEST + ENCODING_SPARE + RECODING_SPARE
};

static void compare(struct recoding *recoding, const struct encoding *encoding, struct text raw)
{
	char remembered[ROOM], anew[ROOM];
	unsigned char bad = 0;
	size_t place = 0;
	struct text trimmed = encoding_trim(encoding, raw);
	char *end = recoding_put(recoding, encoding, raw, remembered, &bad);
	char *end_anew = encoding_put(encoding, trimmed, anew, &place);
	CHECK(!end == !end_anew);
	if (end && end_anew)
		CHECK(text_equal((struct text){remembered, (size_t)(end - remembered)},
			(struct text){anew, (size_t)(end_anew - anew)}));
	else
		CHECK(bad == (unsigned char)trimmed.at[place]);
	char *end_digits = recoding_digits(raw, remembered);
	if (end_digits && end_anew)
		CHECK(text_equal((struct text){remembered, (size_t)(end_digits - remembered)},
			(struct text){anew, (size_t)(end_anew - anew)}));
}

static void try_encoding(const char *name)
{
	static char values[VALUES][LONGEST];
	static struct recoding recoding;
	const struct encoding *encoding = encoding_find(name);
	recoding = (struct recoding){0};
	for (int round = 0; round < 100000; round++) {
		char *value = values[check_random(VALUES)];
		if (!check_random(10))
			for (size_t i = 0; i < LONGEST; i++)
				value[i] = (char)(check_random(3) ? 'a' + check_random(20)
								  : check_random(256));
		if (!check_random(10))
			value[check_random(LONGEST)] = (char)check_random(256);
		compare(&recoding, encoding, (struct text){value, check_random(LONGEST)});
		compare(&recoding, encoding, (struct text){value, 20});
		for (size_t i = 0; i < 10; i++)
			value[i] = (char)(check_random(20) ? '0' + check_random(10) : ' ');
		compare(&recoding, encoding, (struct text){value, check_random(11)});
	}
}

int main(void)
{
	message_start("test_recoding");
	try_encoding("windows-1251");
	try_encoding("UTF-8");
	return check_end();
}
