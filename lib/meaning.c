/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meaning.h"
#include "memory.h"

#include <stdlib.h>

/* The values of columns with words that others have asked the stream for. */
static void find_places(struct meaning *meaning, const struct stream *stream)
{
	for (size_t i = 0; i < stream->want_count; i++) {
		uint32_t column = dictionary_find(&meaning->words->columns, stream_name(stream, i));
		if (column == DICTIONARY_NONE)
			continue;
		meaning->places = memory_grow(meaning->places, &meaning->place_room,
			meaning->place_count + 1, sizeof *meaning->places);
		meaning->places[meaning->place_count++] = (struct meaning_place){column, i};
	}
}

void meaning_bind(struct meaning *meaning, struct words *words, struct ruleset *ruleset,
	struct stream *stream)
{
	const struct dictionary *keys = &ruleset->keys, *columns = &words->columns;
	meaning->words = words;
	meaning->ruleset = ruleset;
	find_places(meaning, stream);
	meaning->word_values = memory_get(columns->count, sizeof *meaning->word_values);
	meaning->texts = memory_get(columns->count, sizeof *meaning->texts);
	for (uint32_t i = 0; i < columns->count; i++)
		meaning->word_values[i] = stream_want(stream, columns->texts[i].at, true);
	meaning->key_words = memory_get(keys->count, sizeof *meaning->key_words);
	meaning->key_values = memory_get(keys->count, sizeof *meaning->key_values);
	for (uint32_t i = 0; i < keys->count; i++) {
		meaning->key_words[i] = dictionary_find(columns, keys->texts[i]);
		meaning->key_values[i] = stream_want(stream, keys->texts[i].at, true);
	}
}

enum word_kind meaning_judge(struct meaning *meaning, struct stream *stream,
	struct text *skip_reason, struct defect *defect)
{
	enum word_kind verdict = WORD_VALUE;
	const struct dictionary *columns = &meaning->words->columns;
	for (uint32_t i = 0; i < columns->count; i++) {
		struct text value = stream->values[meaning->word_values[i]];
		struct word word = words_judge(meaning->words, i, value);
		meaning->texts[i] = word.text;
		if (word.kind == WORD_SKIP) {
			*skip_reason = word.text;
			return WORD_SKIP;
		}
		if (word.kind == WORD_UNKNOWN && verdict == WORD_VALUE) {
			verdict = WORD_UNKNOWN;
			defect_set(defect, "unknown word", columns->texts[i].at, value,
				"a word of the value table");
		}
	}
	for (size_t i = 0; i < meaning->place_count && verdict == WORD_VALUE; i++)
		stream->values[meaning->places[i].value] =
			meaning->texts[meaning->places[i].column];
	return verdict;
}

const struct rule_case *meaning_case(
	struct meaning *meaning, const struct text *values, uint64_t year)
{
	struct ruleset *ruleset = meaning->ruleset;
	for (uint32_t i = 0; i < ruleset->keys.count; i++)
		ruleset->key_values[i] = meaning->key_words[i] == DICTIONARY_NONE
			? values[meaning->key_values[i]]
			: meaning->texts[meaning->key_words[i]];
	return ruleset_case(ruleset, year);
}

void meaning_free(struct meaning *meaning)
{
	free(meaning->word_values);
	free(meaning->texts);
	free(meaning->key_words);
	free(meaning->key_values);
	free(meaning->places);
}
