/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recommendations.h"

#include <stdlib.h>

const char recommendation_columns[] =
	"year municipality school_id addressee recommendation cause evidence source";

void recommendations_add(struct recommendations *recommendations, const struct advice_line *line,
	uint64_t year, struct text municipality, struct text school, struct text text,
	struct text evidence)
{
	struct key *key = &recommendations->key;
	char digits[20];
	key_start(key);
	key_add_value(key, (struct text){digits, number_digits(digits, year)});
	key_add_value(key, municipality);
	key_add_value(key, school);
	key_add_value(key, line->addressee);
	key_add_value(key, text);
	recommendations->items = memory_grow(recommendations->items, &recommendations->room,
		recommendations->count + 1, sizeof *recommendations->items);
	recommendations->items[recommendations->count++] =
		(struct recommendation){dictionary_add(&recommendations->told, key_text(key)), line,
			arena_copy(&recommendations->arena, evidence)};
}

/* Writes the texts, each once, in byte order, and empties them. */
static void write_joined(struct sink *out, struct dictionary *texts, const char *mark)
{
	uint32_t *order = dictionary_sorted(texts);
	for (uint32_t i = 0; i < texts->count; i++) {
		sink_string(out, i ? mark : "");
		sink_escaped(out, texts->texts[order[i]]);
	}
	free(order);
	dictionary_empty(texts);
}

static int compare(const void *a, const void *b, void *context)
{
	const uint32_t *rank = context;
	uint32_t one = rank[((const struct recommendation *)a)->told];
	uint32_t other = rank[((const struct recommendation *)b)->told];
	return (one > other) - (one < other);
}

/* Puts those that are told as one side by side, in the order in which they are told. */
static void sort(struct recommendations *recommendations)
{
	uint32_t *order = dictionary_sorted(&recommendations->told);
	uint32_t *rank = memory_get(recommendations->told.count, sizeof *rank);
	for (uint32_t i = 0; i < recommendations->told.count; i++)
		rank[order[i]] = i;
	if (recommendations->count)
		qsort_r(recommendations->items, recommendations->count,
			sizeof *recommendations->items, compare, rank);
	free(order);
	free(rank);
}

uint64_t recommendations_write(struct recommendations *recommendations, struct sink *out)
{
	struct dictionary causes = {0}, evidences = {0}, sources = {0};
	const struct recommendation *items = recommendations->items;
	uint64_t lines = 0;
	sort(recommendations);
	for (size_t from = 0, to; from < recommendations->count; from = to) {
		for (to = from; to < recommendations->count && items[to].told == items[from].told;
			to++) {
			dictionary_add(&causes, items[to].line->name);
			dictionary_add(&evidences, items[to].evidence);
			dictionary_add(&sources, items[to].line->source);
		}
		/* The key ends with a tab. */
		sink_text(out, recommendations->told.texts[items[from].told]);
		write_joined(out, &causes, ", ");
		sink_byte(out, '\t');
		write_joined(out, &evidences, "; ");
		sink_byte(out, '\t');
		write_joined(out, &sources, "; ");
		sink_byte(out, '\n');
		lines++;
	}
	return lines;
}

void recommendations_free(struct recommendations *recommendations)
{
	dictionary_empty(&recommendations->told);
	arena_empty(&recommendations->arena);
	key_free(&recommendations->key);
	free(recommendations->items);
}
