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
	ROOM = ENCODING_GROWTH * LONGEST + ENCODING_SPARE,
	MARKED = 4096
};

static uint64_t seen_marks[MARKED];

static void compare(struct recoding *recoding, const struct encoding *encoding, struct text raw)
{
	static uint64_t marks;
	static struct text marked[MARKED];
	static char texts[MARKED][ROOM];
	char room[ROOM], anew[ROOM];
	unsigned char bad = 0;
	size_t place = 0;
	struct text trimmed = encoding_trim(encoding, raw), made;
	uint64_t mark;
	bool escaped = false,
	     well = recoding_take(recoding, encoding, raw, room, &marks,
		     &(struct recoded_text){&made, &mark, &escaped}, &bad);
	char *end_anew = encoding_put(encoding, trimmed, anew, &place);
	CHECK(well == (end_anew != NULL));
	if (!end_anew) {
		CHECK(bad == (unsigned char)trimmed.at[place]);
		CHECK(!recoding_is_digits(raw));
		return;
	}
	struct text expected = {anew, (size_t)(end_anew - anew)};
	CHECK(text_equal(made, expected));
	CHECK(escaped == (memchr(anew, '\\', expected.length) != NULL));
	if (recoding_is_digits(raw))
		CHECK(text_equal(raw, expected));
	size_t digits = 0;
	while (digits < raw.length && raw.at[digits] >= '0' && raw.at[digits] <= '9')
		digits++;
	CHECK(recoding_is_digits(raw) == (raw.length <= 8 && digits == raw.length));
	/* Whatever has a mark that was seen before is the text that had it. */
	CHECK(mark <= marks);
	struct text *before = &marked[mark % MARKED];
	if (mark && mark == seen_marks[mark % MARKED])
		CHECK(text_equal(*before, made));
	if (mark) {
		memcpy(texts[mark % MARKED], made.at, made.length);
		*before = (struct text){texts[mark % MARKED], made.length};
		seen_marks[mark % MARKED] = mark;
	}
}

static void try_encoding(const char *name)
{
	static char values[VALUES][LONGEST + BYTES_PADDING];
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
