/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words: a table, and behind a line %% the values to judge, one a line. A value means the same
 * whenever it is asked for, and what it means is among what its column can give.
 */
#include "fuzz.h"
#include "words.h"

enum { MOST_VALUES = 16, LONGEST_VALUE = 64 };

struct reading {
	const char *path;
	struct text values;
};

static uint64_t judge(struct words *words, uint32_t column, struct text value)
{
	uint64_t digest = 0;
	struct word word = words_judge(words, column, value);
	fuzz_digest_number(&digest, word.kind);
	fuzz_digest(&digest, word.text);
	if (word.kind == WORD_SKIP)
		HOLDS(word.text.length);
	if (word.kind == WORD_VALUE)
		HOLDS(words_can_give(words, words->columns.texts[column], word.text));
	return digest;
}

static void parse(void *data)
{
	const struct reading *reading = data;
	struct text rest = reading->values, value, values[MOST_VALUES];
	uint64_t digests[MOST_VALUES];
	struct words words;
	size_t count = 0;
	fuzz_forget_faults();
	words_load(&words, &reading->path, 1);
	bool well = !fuzz_faults() && words.columns.count;
	while (well && count < MOST_VALUES && text_next_part(&rest, '\n', &value))
		if (value.length <= LONGEST_VALUE)
			values[count++] = value;
	for (size_t i = 0; i < 2 * count; i++) {
		uint32_t column = (uint32_t)(i % count % words.columns.count);
		uint64_t digest = judge(&words, column, values[i % count]);
		HOLDS(i < count || digest == digests[i % count]);
		digests[i % count] = digest;
	}
	words_free(&words);
	table_check();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct text rest = {(const char *)bytes, length}, table, values = {NULL, 0};
	struct reading reading;
	if (!fuzz_part(&rest, &table))
		return 0;
	(void)fuzz_part(&rest, &values);
	reading = (struct reading){fuzz_file(0, table), values};
	fuzz_run(parse, &reading);
	return 0;
}
