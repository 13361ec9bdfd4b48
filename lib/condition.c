/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "condition.h"
#include "measure.h"
#include "message.h"

#include <stdlib.h>

/* The place of the condition that is being read. */
struct place {
	const struct table *table;
	size_t row, column;
	const struct result_kind *kind;
};

/* The test that the end of the column's name asks for, which is cut off: value> of value>=0.3. */
static enum condition_test cut_test(struct text *key)
{
	static const char marks[] = "!><~";
	const char *mark = key->length ? strchr(marks, key->at[key->length - 1]) : NULL;
	if (!mark || !*mark)
		return CONDITION_IS;
	key->length--;
	return (enum condition_test)(CONDITION_IS_NOT + (mark - marks));
}

/* Can the column hold each of the values? */
static void check_words(const struct place *place, struct text column, struct text values)
{
	const char *known = result_kind_words(place->kind, column);
	struct text part;
	while (known && text_next_part(&values, '|', &part)) {
		struct text rest = text_of(known), word = {NULL, 0};
		bool found = !part.length;
		while (!found && (word = text_next_word(&rest)).length)
			found = text_equal(word, part);
		if (!found)
			table_fault(place->table, place->row, place->column,
				_("can never match: %s is none of: %s"), quote(part).string, known);
	}
}

static void read_values(struct condition *condition, const struct place *place, struct text name,
	struct text values)
{
	char error[200];
	condition->values = values;
	switch (condition->test) {
	case CONDITION_IS:
	case CONDITION_IS_NOT:
		check_words(place, name, values);
		return;
	case CONDITION_LEAST:
	case CONDITION_MOST:
		if (!number_decimal(values, VALUE_PLACES, &condition->number))
			table_fault(place->table, place->row, place->column,
				_("%s: expected a number of at most nine decimals"),
				quote(values).string);
		return;
	case CONDITION_LIKE:
		condition->pattern = pattern_compile(values, error, sizeof error);
		if (!condition->pattern)
			table_fault(place->table, place->row, place->column, _("no pattern: %s"),
				error);
		return;
	}
}

/* One value cannot be two: of two conditions with = on a column, one is wrong. */
static bool stands_before(const struct conditions *conditions, size_t column)
{
	for (size_t i = 0; i < conditions->count; i++)
		if (conditions->items[i].column == column &&
			conditions->items[i].test == CONDITION_IS)
			return true;
	return false;
}

void conditions_read(struct conditions *conditions, const struct table *table, size_t row,
	size_t column, const struct result_kind *kind)
{
	struct place place = {table, row, column, kind};
	struct text rest = table_cell(table, row, column), key, values;
	while (measure_condition(&rest, &key, &values)) {
		struct condition condition = {.test = cut_test(&key)};
		condition.column = result_kind_column(kind, key);
		if (!key.length) {
			table_fault(table, row, column,
				_("expected COLUMN=VALUE|VALUE, or != >= <= ~= for ="));
			continue;
		}
		if (condition.column == SIZE_MAX) {
			table_fault(table, row, column,
				_("can never match: %s has no column %s; it has: %s"), kind->name,
				quote(key).string, kind->columns);
			continue;
		}
		if (condition.test == CONDITION_IS && stands_before(conditions, condition.column))
			table_fault(table, row, column,
				_("%s stands twice; a value is one or another: A|B"),
				quote(key).string);
		read_values(&condition, &place, key, values);
		conditions->items = memory_grow(conditions->items, &conditions->room,
			conditions->count + 1, sizeof *conditions->items);
		conditions->items[conditions->count++] = condition;
	}
}

static bool fits(const struct condition *condition, struct text value)
{
	wide number;
	switch (condition->test) {
	case CONDITION_IS:
		return measure_value_fits(condition->values, value);
	case CONDITION_IS_NOT:
		return !measure_value_fits(condition->values, value);
	case CONDITION_LEAST:
		return number_decimal(value, VALUE_PLACES, &number) && number >= condition->number;
	case CONDITION_MOST:
		return number_decimal(value, VALUE_PLACES, &number) && number <= condition->number;
	case CONDITION_LIKE:
		return pattern_matches(condition->pattern, value);
	}
	return false;
}

bool conditions_fit(const struct conditions *conditions, const struct text *values)
{
	for (size_t i = 0; i < conditions->count; i++)
		if (!fits(&conditions->items[i], values[conditions->items[i].column]))
			return false;
	return true;
}

void conditions_free(struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->count; i++)
		pattern_free(conditions->items[i].pattern);
	free(conditions->items);
}
