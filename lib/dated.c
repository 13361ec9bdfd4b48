/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dated.h"
#include "message.h"

#include <stdlib.h>

enum { COLUMN, FIRST, SECOND };

static uint64_t read_year(const struct dated *dated, size_t row, const char *name, uint64_t open)
{
	uint32_t column = dictionary_find(&dated->table.columns, text_of(name));
	struct text cell = table_cell(&dated->table, row, column);
	uint64_t year = open;
	if (cell.length && (!number_count(cell, &year) || cell.length != 4))
		table_fault(&dated->table, row, column, _("expected a year or nothing"));
	return year;
}

static wide read_number(const struct dated *dated, size_t row, size_t column)
{
	wide units = 0;
	if (!number_decimal(table_cell(&dated->table, row, column), SCORE_PLACES, &units))
		table_fault(&dated->table, row, column, _("expected a number"));
	return units;
}

static bool read_yes(const struct dated *dated, size_t row, const char *name)
{
	uint32_t column = dictionary_find(&dated->table.columns, text_of(name));
	struct text cell = table_cell(&dated->table, row, column);
	if (cell.length && !text_is(cell, "yes") && !text_is(cell, "no"))
		table_fault(&dated->table, row, column, _("expected yes, no or nothing"));
	return text_is(cell, "yes");
}

static void read_line(struct dated *dated, size_t row)
{
	struct dated_line *line = &dated->lines[dated->line_count++];
	line->row = row;
	line->column = table_cell(&dated->table, row, COLUMN);
	if (!line->column.length)
		table_fault(&dated->table, row, COLUMN, _("expected the name of a column"));
	line->from = read_year(dated, row, "from", 0);
	line->to = read_year(dated, row, "to", 9999);
	if (line->from > line->to)
		table_fault(&dated->table, row,
			dictionary_find(&dated->table.columns, text_of("to")),
			_("the period ends before it begins"));
	line->verified = read_yes(dated, row, "verified");
	if (dated->kind == DATED_THRESHOLD) {
		line->low_below = read_number(dated, row, FIRST);
		return;
	}
	line->least = read_number(dated, row, FIRST);
	line->most = read_number(dated, row, SECOND);
	line->whole = read_yes(dated, row, "whole");
	if (line->least > line->most)
		table_fault(&dated->table, row, SECOND, _("the maximum is below the minimum"));
}

static bool is_any(struct text cell)
{
	return !cell.length || text_is(cell, "*");
}

static bool overlap(
	const struct dated *dated, const struct dated_line *a, const struct dated_line *b)
{
	if (a->from > b->to || b->from > a->to)
		return false;
	/* A threshold decides alone, whatever column it looks at; scales are one per column. */
	if (dated->kind == DATED_SCALE && !text_equal(a->column, b->column))
		return false;
	for (size_t key = dated->first_key; key < dated->table.columns.count; key++) {
		struct text one = table_cell(&dated->table, a->row, key);
		struct text other = table_cell(&dated->table, b->row, key);
		if (!is_any(one) && !is_any(other) && !text_equal(one, other))
			return false;
	}
	return true;
}

void dated_load(struct dated *dated, enum dated_kind kind, const char *const *paths, size_t count)
{
	static const struct table_form forms[] = {
		{"column low_below", "from to source verified", true},
		{"column min max", "from to whole source verified", true},
	};
	*dated = (struct dated){.kind = kind, .first_key = kind == DATED_THRESHOLD ? 6 : 8};
	table_load(&dated->table, paths, count, &forms[kind]);
	dated->lines = memory_get(dated->table.row_count, sizeof *dated->lines);
	for (size_t i = 0; i < dated->table.row_count; i++)
		read_line(dated, i);
	for (size_t i = 0; i < dated->line_count; i++)
		for (size_t j = 0; j < i; j++)
			if (overlap(dated, &dated->lines[i], &dated->lines[j]))
				table_fault(&dated->table, i, COLUMN,
					_("holds for the same keys and years as %s"),
					table_place(&dated->table, j).string);
}

static bool holds(const struct dated *dated, const struct dated_line *line, uint64_t year,
	struct text (*value_of)(const void *context, struct text key), const void *context)
{
	if (year < line->from || year > line->to)
		return false;
	for (size_t key = dated->first_key; key < dated->table.columns.count; key++) {
		struct text wanted = table_cell(&dated->table, line->row, key);
		if (!is_any(wanted) &&
			!text_equal(wanted, value_of(context, dated->table.columns.texts[key])))
			return false;
	}
	return true;
}

struct dated_line *dated_find(const struct dated *dated, size_t start, uint64_t year,
	struct text (*value_of)(const void *context, struct text key), const void *context)
{
	for (size_t i = start; i < dated->line_count; i++)
		if (holds(dated, &dated->lines[i], year, value_of, context))
			return &dated->lines[i];
	return NULL;
}

void dated_tell_unverified(const struct dated *dated, struct dated_line *line)
{
	if (line->verified || line->told)
		return;
	line->told = true;
	message_note(_("%s: not verified, but the results rest on it"),
		table_place(&dated->table, line->row).string);
}

void dated_free(struct dated *dated)
{
	free(dated->lines);
	table_free(&dated->table);
}
