/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ruleset.h"
#include "message.h"

#include <stdlib.h>

/* A `where` or key cell that asks for a value which no word gives would silently never match. */
static void check_value(const struct table *table, size_t row, size_t column,
	const struct words *words, struct text key, struct text value)
{
	if (!words_can_give(words, key, value))
		table_fault(table, row, column,
			_("can never match: no line of the words gives %s = %s"), quote(key).string,
			quote(value).string);
}

static void collect_measure_keys(struct ruleset *ruleset, const struct words *words)
{
	for (size_t i = 0; i < ruleset->measures.count; i++) {
		const struct measure *measure = &ruleset->measures.items[i];
		struct text rest = measure->where, key, values, value;
		while (measure_condition(&rest, &key, &values)) {
			dictionary_add(&ruleset->keys, key);
			while (text_next_part(&values, '|', &value))
				check_value(&ruleset->measures.table, measure->row, 1, words, key,
					value);
		}
	}
}

static void collect_dated_keys(
	struct ruleset *ruleset, const struct dated *dated, const struct words *words)
{
	const struct table *table = &dated->table;
	for (size_t key = dated->first_key; key < table->columns.count; key++) {
		dictionary_add(&ruleset->keys, table->columns.texts[key]);
		for (size_t i = 0; i < dated->line_count; i++) {
			struct text cell = table_cell(table, dated->lines[i].row, key);
			if (cell.length && !text_is(cell, "*"))
				check_value(table, dated->lines[i].row, key, words,
					table->columns.texts[key], cell);
		}
	}
}

void ruleset_load(
	struct ruleset *ruleset, const struct ruleset_paths *paths, const struct words *words)
{
	*ruleset = (struct ruleset){0};
	measures_load(&ruleset->measures, paths->measures, paths->measure_count);
	dated_load(
		&ruleset->thresholds, DATED_THRESHOLD, paths->thresholds, paths->threshold_count);
	dated_load(&ruleset->scales, DATED_SCALE, paths->scales, paths->scale_count);
	collect_measure_keys(ruleset, words);
	collect_dated_keys(ruleset, &ruleset->thresholds, words);
	collect_dated_keys(ruleset, &ruleset->scales, words);
	ruleset->key_values = memory_get(ruleset->keys.count, sizeof *ruleset->key_values);
}

/* Do the measures need thresholds? Without `low` their columns are not read. */
static bool asks_for_low(const struct ruleset *ruleset)
{
	for (size_t i = 0; i < ruleset->measures.count; i++)
		if (ruleset->measures.items[i].hits_kind == HITS_LOW)
			return true;
	return false;
}

/* What a file does not have is empty, and an empty value is on every scale. */
static size_t *bind_dated(const struct dated *dated, struct stream *stream, bool required)
{
	size_t *values = memory_get(dated->line_count, sizeof *values);
	for (size_t i = 0; i < dated->line_count; i++) {
		const char *column = dated->lines[i].column.at;
		bool again = false;
		for (size_t j = 0; j < i && !again; j++) {
			again = text_equal(dated->lines[j].column, dated->lines[i].column);
			values[i] = values[j];
		}
		if (again)
			continue;
		values[i] = stream_want(stream, column, required);
		if (!stream_has(stream, column))
			message_note(_("%s: the records have no column \"%s\" to check"),
				table_place(&dated->table, dated->lines[i].row).string, column);
	}
	return values;
}

void ruleset_bind(struct ruleset *ruleset, struct stream *stream)
{
	measures_bind(&ruleset->measures, stream);
	ruleset->threshold_values = bind_dated(&ruleset->thresholds, stream, asks_for_low(ruleset));
	ruleset->scale_values = bind_dated(&ruleset->scales, stream, false);
}

void ruleset_mark_values(const struct ruleset *ruleset, bool *read)
{
	measures_mark_values(&ruleset->measures, read);
	for (size_t i = 0; i < ruleset->thresholds.line_count; i++)
		read[ruleset->threshold_values[i]] = true;
	for (size_t i = 0; i < ruleset->scales.line_count; i++)
		read[ruleset->scale_values[i]] = true;
}

static struct text key_value(const void *context, struct text key)
{
	const struct ruleset *ruleset = context;
	return ruleset->key_values[dictionary_find(&ruleset->keys, key)];
}

static bool applies(const struct ruleset *ruleset, const struct measure *measure)
{
	struct text rest = measure->where, key, values;
	while (measure_condition(&rest, &key, &values))
		if (!measure_value_fits(values, key_value(ruleset, key)))
			return false;
	return true;
}

static struct rule_case *make_case(const struct ruleset *ruleset, uint64_t year)
{
	struct rule_case *made = memory_get(1, sizeof *made);
	struct dated_line *line = dated_find(&ruleset->thresholds, 0, year, key_value, ruleset);
	made->measures = memory_get(ruleset->measures.count, sizeof *made->measures);
	made->scales = memory_get(ruleset->scales.line_count, sizeof *made->scales);
	for (size_t i = 0; i < ruleset->measures.count; i++)
		if (applies(ruleset, &ruleset->measures.items[i]))
			made->measures[made->measure_count++] = &ruleset->measures.items[i];
	made->threshold = line;
	if (line && made->measure_count)
		dated_tell_unverified(&ruleset->thresholds, line);
	for (size_t i = 0; (line = dated_find(&ruleset->scales, i, year, key_value, ruleset));) {
		i = (size_t)(line - ruleset->scales.lines) + 1;
		if (made->measure_count)
			dated_tell_unverified(&ruleset->scales, line);
		made->scales[made->scale_count++] = line;
	}
	return made;
}

static void forget_cases(struct ruleset *ruleset)
{
	for (uint32_t i = 0; i < ruleset->cases.count; i++) {
		free(ruleset->by_case[i]->measures);
		free(ruleset->by_case[i]->scales);
		free(ruleset->by_case[i]);
	}
	dictionary_empty(&ruleset->cases);
	ruleset->forgotten++;
}

/* The year and the keys, each behind its length, so that no two cases share a name. */
static struct text name_case(struct ruleset *ruleset, uint64_t year)
{
	size_t length = 8;
	for (uint32_t i = 0; i < ruleset->keys.count; i++)
		length += 8 + ruleset->key_values[i].length;
	ruleset->case_name = memory_grow(ruleset->case_name, &ruleset->case_name_room, length, 1);
	char *at = ruleset->case_name;
	memcpy(at, &year, 8);
	at += 8;
	for (uint32_t i = 0; i < ruleset->keys.count; i++) {
		struct text value = ruleset->key_values[i];
		memcpy(at, &(uint64_t){value.length}, 8);
		if (value.length)
			memcpy(at + 8, value.at, value.length);
		at += 8 + value.length;
	}
	return (struct text){ruleset->case_name, length};
}

const struct rule_case *ruleset_case(struct ruleset *ruleset, uint64_t year)
{
	struct text name = name_case(ruleset, year);
	uint32_t number = dictionary_find(&ruleset->cases, name);
	if (number != DICTIONARY_NONE)
		return ruleset->by_case[number];
	if (ruleset->cases.count == RULESET_REMEMBERED || name.length > RULESET_LONGEST)
		forget_cases(ruleset);
	number = dictionary_add(&ruleset->cases, name);
	ruleset->by_case = memory_grow(ruleset->by_case, &ruleset->case_room, ruleset->cases.count,
		sizeof *ruleset->by_case);
	ruleset->by_case[number] = make_case(ruleset, year);
	return ruleset->by_case[number];
}

/* A number of the scale, for messages: 2, or 0.5. */
static void print_units(char into[NUMBER_ROOM], wide units)
{
	into[number_print(into, units, SCORE_PLACES, true)] = '\0';
}

static bool off_scale(const struct dated_line *scale, const char *reason, struct text value,
	struct defect *defect)
{
	char least[NUMBER_ROOM], most[NUMBER_ROOM];
	print_units(least, scale->least);
	print_units(most, scale->most);
	return defect_set(defect, reason, scale->column.at, value, "a %snumber from %s to %s",
		scale->whole ? "whole " : "", least, most);
}

static bool is_whole(wide units)
{
	const int64_t one = number_power(SCORE_PLACES);
	return units >= INT64_MIN && units <= INT64_MAX ? (int64_t)units % one == 0
							: units % one == 0;
}

static bool check_scale(const struct dated_line *scale, struct text value, struct defect *defect)
{
	wide units;
	if (!value.length)
		return true;
	if (!number_decimal(value, SCORE_PLACES, &units))
		return off_scale(scale, "no number", value, defect);
	if (units < scale->least || units > scale->most || (scale->whole && !is_whole(units)))
		return off_scale(scale, "impossible value", value, defect);
	return true;
}

bool ruleset_check(const struct ruleset *ruleset, const struct rule_case *found,
	const struct text *values, struct defect *defect)
{
	for (size_t i = 0; i < found->scale_count; i++) {
		const struct dated_line *scale = found->scales[i];
		size_t number = (size_t)(scale - ruleset->scales.lines);
		if (!check_scale(scale, values[ruleset->scale_values[number]], defect))
			return false;
	}
	return true;
}

bool ruleset_low(const struct ruleset *ruleset, const struct rule_case *found,
	const struct text *values, bool *low, struct defect *defect)
{
	char keys[100];
	wide units;
	if (!found->threshold) {
		ruleset_describe(ruleset, keys, sizeof keys);
		return defect_set(defect, "no threshold", NULL, text_of(""),
			"a line of the thresholds for %s in that year", keys);
	}
	size_t number = (size_t)(found->threshold - ruleset->thresholds.lines);
	struct text value = values[ruleset->threshold_values[number]];
	const char *column = found->threshold->column.at;
	if (!value.length)
		return defect_set(defect, "missing score", column, value, "the score that decides");
	if (!number_decimal(value, SCORE_PLACES, &units))
		return defect_set(defect, "no number", column, value, "a number");
	*low = units < found->threshold->low_below;
	return true;
}

void ruleset_describe(const struct ruleset *ruleset, char *into, size_t room)
{
	size_t used = 0;
	into[0] = '\0';
	for (uint32_t i = 0; i < ruleset->keys.count && used < room; i++)
		used += (size_t)snprintf(into + used, room - used, "%s%s=%.*s", i ? " " : "",
			ruleset->keys.texts[i].at, (int)ruleset->key_values[i].length,
			ruleset->key_values[i].at);
}

void ruleset_free(struct ruleset *ruleset)
{
	forget_cases(ruleset);
	free(ruleset->by_case);
	free(ruleset->case_name);
	free(ruleset->key_values);
	free(ruleset->threshold_values);
	free(ruleset->scale_values);
	dictionary_empty(&ruleset->keys);
	dated_free(&ruleset->thresholds);
	dated_free(&ruleset->scales);
	measures_free(&ruleset->measures);
}
