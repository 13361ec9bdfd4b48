/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"
#include "message.h"
#include "pattern.h"

#include <stdlib.h>

enum { COLUMN, PATTERN, VALUE, SKIP };

struct word_rule {
	uint32_t column;
	struct pattern *pattern;
	struct text value, skip;
};

struct word_column {
	struct dictionary values; /* as they stand in the records */
	struct word *words;       /* by the number of the value */
	size_t room;
	struct arena arena;
	struct text last; /* the value asked for last, often asked for again */
	struct word last_word;
};

static void check_reachable(const struct words *words, size_t row)
{
	static const char *const anything[] = {".*", "^", "^.*", "^.*$", ".*$"};
	const struct table *table = &words->table;
	struct text pattern = table_cell(table, row, PATTERN);
	for (size_t i = 0; i < row; i++) {
		struct text early = table_cell(table, i, PATTERN);
		if (words->rules[i].column != words->rules[row].column)
			continue;
		bool all = false;
		for (size_t j = 0; j < sizeof anything / sizeof *anything; j++)
			all = all || text_is(early, anything[j]);
		if (all || text_equal(early, pattern)) {
			table_fault(table, row, PATTERN,
				_("can never match: %s takes it all before"),
				table_place(table, i).string);
			return;
		}
	}
}

static void read_rule(struct words *words, size_t row)
{
	char error[200];
	const struct table *table = &words->table;
	struct word_rule *rule = &words->rules[words->rule_count++];
	struct text column = table_cell(table, row, COLUMN);
	rule->value = table_cell(table, row, VALUE);
	rule->skip = table_cell(table, row, SKIP);
	if (text_is(rule->value, "-"))
		rule->value.length = 0;
	if (!column.length)
		table_fault(table, row, COLUMN, _("expected the name of a column"));
	rule->column = dictionary_add(&words->columns, column);
	if (!table_cell(table, row, PATTERN).length)
		table_fault(
			table, row, PATTERN, _("expected a pattern; ^$ is for the empty value"));
	else if (!(rule->pattern = pattern_compile(
			   table_cell(table, row, PATTERN), error, sizeof error)))
		table_fault(table, row, PATTERN, _("no pattern: %s"), error);
	if (!rule->value.length == !rule->skip.length)
		table_fault(
			table, row, VALUE, _("expected a value, or a reason in the column skip"));
	check_reachable(words, row);
}

void words_load(struct words *words, const char *const *paths, size_t path_count)
{
	static const struct table_form form = {"column pattern", "value skip source", false};
	*words = (struct words){0};
	table_load(&words->table, paths, path_count, &form);
	words->rules = memory_get(words->table.row_count, sizeof *words->rules);
	for (size_t i = 0; i < words->table.row_count; i++)
		read_rule(words, i);
	words->by_column = memory_get(words->columns.count, sizeof *words->by_column);
}

/* The canonical value with $0 … $9 filled in. */
static struct text fill(struct arena *arena, const struct word_rule *rule, struct text value)
{
	char *built = NULL;
	size_t length = 0, room = 0;
	for (size_t i = 0; i < rule->value.length; i++) {
		struct text part = {rule->value.at + i, 1};
		if (part.at[0] == '$' && i + 1 < rule->value.length && part.at[1] >= '0' &&
			part.at[1] <= '9') {
			pattern_capture(rule->pattern, value, (unsigned)(part.at[1] - '0'), &part);
			i++;
		}
		built = memory_grow(built, &room, length + part.length + 1, 1);
		if (part.length)
			memcpy(built + length, part.at, part.length);
		length += part.length;
	}
	struct text kept = arena_copy(arena, (struct text){built, length});
	free(built);
	return kept;
}

static struct word match(const struct words *words, uint32_t column, struct text value)
{
	struct arena *arena = &words->by_column[column].arena;
	for (size_t i = 0; i < words->rule_count; i++) {
		const struct word_rule *rule = &words->rules[i];
		if (rule->column != column || !pattern_matches(rule->pattern, value))
			continue;
		if (rule->skip.length)
			return (struct word){WORD_SKIP, rule->skip};
		if (!memchr(rule->value.at, '$', rule->value.length))
			return (struct word){WORD_VALUE, rule->value};
		return (struct word){WORD_VALUE, fill(arena, rule, value)};
	}
	return (struct word){WORD_UNKNOWN, {"", 0}};
}

struct word words_judge(struct words *words, uint32_t column, struct text value)
{
	struct word_column *known = &words->by_column[column];
	if (known->last.at && text_equal(known->last, value))
		return known->last_word;
	uint32_t number = dictionary_find(&known->values, value);
	if (number == DICTIONARY_NONE) {
		if (known->values.count == WORDS_REMEMBERED || value.length > WORDS_LONGEST) {
			dictionary_empty(&known->values);
			arena_empty(&known->arena);
		}
		number = dictionary_add(&known->values, value);
		known->words = memory_grow(
			known->words, &known->room, known->values.count, sizeof *known->words);
		known->words[number] = match(words, column, value);
	}
	known->last = known->values.texts[number];
	known->last_word = known->words[number];
	return known->last_word;
}

bool words_can_give(const struct words *words, struct text column, struct text value)
{
	uint32_t number = dictionary_find(&words->columns, column);
	if (number == DICTIONARY_NONE)
		return true;
	for (size_t i = 0; i < words->rule_count; i++) {
		const struct word_rule *rule = &words->rules[i];
		if (rule->column == number && !rule->skip.length &&
			(text_equal(rule->value, value) ||
				memchr(rule->value.at, '$', rule->value.length)))
			return true;
	}
	return false;
}

void words_free(struct words *words)
{
	for (size_t i = 0; i < words->rule_count; i++)
		pattern_free(words->rules[i].pattern);
	for (uint32_t i = 0; i < words->columns.count; i++) {
		dictionary_empty(&words->by_column[i].values);
		free(words->by_column[i].words);
		arena_empty(&words->by_column[i].arena);
	}
	free(words->by_column);
	free(words->rules);
	dictionary_empty(&words->columns);
	table_free(&words->table);
}
