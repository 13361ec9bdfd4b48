/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrase.h"
#include "memory.h"

#include <stdlib.h>

void phrases_take(struct phrases *phrases, const struct stream *stream, size_t number)
{
	for (size_t i = 0; i < phrases->count; i++)
		if (text_equal(
			    stream_name(stream, phrases->columns[i]), stream_name(stream, number)))
			return;
	phrases->columns =
		memory_resize(phrases->columns, phrases->count + 1, sizeof *phrases->columns);
	phrases->columns[phrases->count++] = number;
}

static int compare_places(const void *a, const void *b, void *stream)
{
	uintptr_t one = (uintptr_t)stream_field(stream, *(const size_t *)a).at;
	uintptr_t other = (uintptr_t)stream_field(stream, *(const size_t *)b).at;
	return (one > other) - (one < other);
}

/* Fields that stand side by side in a line go in at once. Each has a tab behind it, so no two records that
 * differ have one text. */
static struct text join(struct phrases *phrases, const struct stream *stream)
{
	struct text run = {NULL, 0};
	key_start(&phrases->key);
	for (size_t i = 0; i < phrases->count; i++) {
		struct text field = stream_field(stream, phrases->columns[i]);
		if (run.at && !stream->feed && field.at == run.at + run.length + 1) {
			run.length += 1 + field.length;
			continue;
		}
		if (run.at)
			key_add_field(&phrases->key, run);
		run = field;
	}
	if (run.at)
		key_add_field(&phrases->key, run);
	return key_text(&phrases->key);
}

/* By what the columns hold. */
static uint32_t find_text(struct phrases *phrases, struct stream *stream, bool *fresh)
{
	/* The fields of a feed stand anywhere; and the marks have been taken in the order that is. */
	if (!phrases->ordered && phrases->count && !stream->feed)
		qsort_r(phrases->columns, phrases->count, sizeof *phrases->columns, compare_places,
			stream);
	phrases->ordered = true;
	struct text said = join(phrases, stream);
	*fresh = false;
	if (said.length > PHRASE_LONGEST)
		return DICTIONARY_NONE;
	uint32_t number = dictionary_find(&phrases->known, said);
	if (number != DICTIONARY_NONE)
		return number;
	if (phrases->known.count == PHRASE_REMEMBERED) {
		dictionary_empty(&phrases->known);
		if (phrases->marked)
			memset(phrases->marked, 0, PHRASE_MARKED * sizeof *phrases->marked);
	}
	*fresh = true;
	return dictionary_add(&phrases->known, said);
}

/* The place of rows with the marks of the one at hand; NULL if a column has none. *same says whether it is
 * theirs already; if not, it becomes theirs. */
static struct marked_phrase *find_marks(
	struct phrases *phrases, const struct stream *stream, bool *same)
{
	uint64_t marks[PHRASE_MARKS], hash = 0, differ = 0;
	size_t count = phrases->count;
	for (size_t i = 0; i < count; i++) {
		marks[i] = stream_mark(stream, phrases->columns[i]);
		if (!marks[i])
			return NULL;
		hash = (hash + marks[i]) * UINT64_C(0x9E3779B97F4A7C15);
	}
	struct marked_phrase *place = &phrases->marked[(hash >> 40) % PHRASE_MARKED];
	for (size_t i = 0; i < count; i++)
		differ |= place->marks[i] ^ marks[i];
	*same = place->number_plus_one && !differ;
	if (!*same)
		memcpy(place->marks, marks, count * sizeof *marks);
	return place;
}

uint32_t phrases_find(struct phrases *phrases, struct stream *stream, bool *fresh)
{
	struct marked_phrase *place = NULL;
	bool same = false;
	if (stream->marks && phrases->count <= PHRASE_MARKS) {
		if (!phrases->marked)
			phrases->marked = memory_get(PHRASE_MARKED, sizeof *phrases->marked);
		place = find_marks(phrases, stream, &same);
	}
	if (same) {
		*fresh = false;
		return place->number_plus_one - 1;
	}
	uint32_t number = find_text(phrases, stream, fresh);
	if (place)
		place->number_plus_one = number + 1; /* DICTIONARY_NONE: nothing */
	return number;
}

void phrases_free(struct phrases *phrases)
{
	free(phrases->columns);
	key_free(&phrases->key);
	dictionary_empty(&phrases->known);
	free(phrases->marked);
}
