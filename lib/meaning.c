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
	meaning->texts = meaning->judged = memory_get(columns->count, sizeof *meaning->judged);
	for (uint32_t i = 0; i < columns->count; i++) {
		meaning->word_values[i] = stream_want(stream, columns->texts[i].at, true);
		phrases_take(&meaning->phrases, stream, meaning->word_values[i]);
	}
	meaning->key_words = memory_get(keys->count, sizeof *meaning->key_words);
	meaning->key_values = memory_get(keys->count, sizeof *meaning->key_values);
	for (uint32_t i = 0; i < keys->count; i++) {
		meaning->key_words[i] = dictionary_find(columns, keys->texts[i]);
		meaning->key_values[i] = stream_want(stream, keys->texts[i].at, true);
		phrases_take(&meaning->phrases, stream, meaning->key_values[i]);
	}
}

static void forget_senses(struct meaning *meaning, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(meaning->senses[i].texts);
	arena_empty(&meaning->arena);
}

/* What is remembered of records that say what the one at hand says. */
static struct meaning_sense *find_sense(struct meaning *meaning, struct stream *stream)
{
	bool fresh;
	uint32_t known = meaning->phrases.known.count;
	uint32_t number = phrases_find(&meaning->phrases, stream, &fresh);
	if (number == DICTIONARY_NONE)
		return NULL;
	if (fresh && number < known)
		forget_senses(meaning, known);
	if (fresh) {
		meaning->senses = memory_grow(meaning->senses, &meaning->sense_room,
			(size_t)number + 1, sizeof *meaning->senses);
		meaning->senses[number] = (struct meaning_sense){.kind = WORD_UNKNOWN};
	}
	return &meaning->senses[number];
}

/* Judges the words one by one. */
static enum word_kind judge_words(struct meaning *meaning, const struct stream *stream,
	struct text *skip_reason, struct defect *defect)
{
	enum word_kind verdict = WORD_VALUE;
	const struct dictionary *columns = &meaning->words->columns;
	for (uint32_t i = 0; i < columns->count; i++) {
		struct text value = stream->values[meaning->word_values[i]];
		struct word word = words_judge(meaning->words, i, value);
		meaning->judged[i] = word.text;
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
	return verdict;
}

/* Unknown words are not remembered, for each is told with its place. */
static void remember(struct meaning *meaning, enum word_kind verdict, struct text reason)
{
	struct meaning_sense *sense = meaning->sense;
	uint32_t columns = meaning->words->columns.count;
	sense->kind = verdict;
	if (verdict == WORD_SKIP)
		sense->reason = arena_copy(&meaning->arena, reason);
	if (verdict != WORD_VALUE)
		return;
	sense->texts = memory_get(columns, sizeof *sense->texts);
	for (uint32_t i = 0; i < columns; i++)
		sense->texts[i] = arena_copy(&meaning->arena, meaning->judged[i]);
}

enum word_kind meaning_judge(struct meaning *meaning, struct stream *stream,
	struct text *skip_reason, struct defect *defect)
{
	struct meaning_sense *sense = meaning->sense = find_sense(meaning, stream);
	enum word_kind verdict = sense ? sense->kind : WORD_UNKNOWN;
	*skip_reason = verdict == WORD_SKIP ? sense->reason : (struct text){"", 0};
	meaning->texts = verdict == WORD_VALUE ? sense->texts : meaning->judged;
	if (verdict == WORD_UNKNOWN) {
		verdict = judge_words(meaning, stream, skip_reason, defect);
		if (sense)
			remember(meaning, verdict, *skip_reason);
	}
	for (size_t i = 0; i < meaning->place_count && verdict == WORD_VALUE; i++)
		stream_change(stream, meaning->places[i].value,
			meaning->texts[meaning->places[i].column]);
	return verdict;
}

const struct rule_case *meaning_case(
	struct meaning *meaning, const struct text *values, uint64_t year)
{
	struct ruleset *ruleset = meaning->ruleset;
	struct meaning_sense *sense = meaning->sense;
	for (uint32_t i = 0; i < ruleset->keys.count; i++)
		ruleset->key_values[i] = meaning->key_words[i] == DICTIONARY_NONE
			? values[meaning->key_values[i]]
			: meaning->texts[meaning->key_words[i]];
	if (sense && sense->found && sense->year == year && sense->forgotten == ruleset->forgotten)
		return sense->found;
	const struct rule_case *found = ruleset_case(ruleset, year);
	if (sense) {
		sense->found = found;
		sense->year = year;
		sense->forgotten = ruleset->forgotten;
	}
	return found;
}

void meaning_free(struct meaning *meaning)
{
	free(meaning->word_values);
	free(meaning->judged);
	forget_senses(meaning, meaning->phrases.known.count);
	free(meaning->senses);
	phrases_free(&meaning->phrases);
	free(meaning->key_words);
	free(meaning->key_values);
	free(meaning->places);
}
