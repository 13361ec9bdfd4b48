/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "programme.h"
#include "message.h"

#include <stdlib.h>

enum { INDICATOR, MEASURE, STATISTIC, SCHOOLS, GOOD, TARGET };

/* In the programme in that year; a school that has left is not. */
static const char members[] = "entered|stays|candidate|returned";
static const char known[] = "entered|stays|candidate|returned|left|outside";

static bool is_one_of(struct text words, struct text word)
{
	struct text part;
	while (text_next_part(&words, '|', &part))
		if (text_equal(part, word))
			return true;
	return false;
}

static void read_schools(struct programme *programme, size_t row, struct programme_line *line)
{
	struct text cell = table_cell(&programme->table, row, SCHOOLS), rest = cell, part;
	line->everybody = text_is(cell, "all");
	line->schools = text_is(cell, "members") ? text_of(members) : cell;
	rest = line->schools;
	while (!line->everybody && text_next_part(&rest, '|', &part))
		if (!is_one_of(text_of(known), part)) {
			table_fault(&programme->table, row, SCHOOLS,
				_("expected all, members, or words of membership parted by |: %s"),
				known);
			return;
		}
}

static void read_line(struct programme *programme, size_t row)
{
	const struct table *table = &programme->table;
	struct programme_line *line = &programme->lines[row];
	struct text statistic = table_cell(table, row, STATISTIC);
	struct text good = table_cell(table, row, GOOD), target = table_cell(table, row, TARGET);
	struct text measure = table_cell(table, row, MEASURE);
	char error[200];
	*line = (struct programme_line){.indicator = table_cell(table, row, INDICATOR),
		.measure = pattern_compile(measure, error, sizeof error),
		.mean = text_is(statistic, "mean"),
		.up = text_is(good, "up"),
		.has_target = target.length > 0};
	if (!line->indicator.length)
		table_fault(table, row, INDICATOR, _("expected a name"));
	if (!measure.length)
		table_fault(table, row, MEASURE, _("expected a pattern"));
	if (!line->measure)
		table_fault(table, row, MEASURE, _("no pattern: %s"), error);
	if (!line->mean && !text_is(statistic, "share"))
		table_fault(table, row, STATISTIC, _("expected share or mean"));
	if (!line->up && !text_is(good, "down"))
		table_fault(table, row, GOOD, _("expected up or down"));
	if (line->has_target && !number_decimal(target, VALUE_PLACES, &line->target))
		table_fault(table, row, TARGET, _("expected a number such as 0.071"));
	else if (line->has_target && !line->mean &&
		(line->target < 0 || line->target > number_power(VALUE_PLACES)))
		table_fault(table, row, TARGET, _("expected a share from 0 to 1"));
	read_schools(programme, row, line);
}

/* Lines of one name are one indicator: they must agree in all but the measure and the schools. */
static void check_agreement(const struct programme *programme, size_t row)
{
	const struct programme_line *line = &programme->lines[row];
	for (size_t i = 0; i < row; i++) {
		const struct programme_line *other = &programme->lines[i];
		if (!text_equal(other->indicator, line->indicator))
			continue;
		if (other->mean != line->mean || other->up != line->up ||
			other->has_target != line->has_target || other->target != line->target)
			table_fault(&programme->table, row, INDICATOR,
				_("%s has the same indicator with another statistic, direction or "
				  "target"),
				table_place(&programme->table, i).string);
		return;
	}
}

void programme_load(struct programme *programme, const char *const *paths, size_t count)
{
	static const struct table_form form = {
		"indicator measure statistic schools good", "target source stages", false};
	table_load(&programme->table, paths, count, &form);
	programme->lines = memory_get(programme->table.row_count, sizeof *programme->lines);
	for (size_t i = 0; i < programme->table.row_count; i++) {
		read_line(programme, i);
		check_agreement(programme, i);
	}
}

struct text programme_measure(const struct programme *programme, size_t row)
{
	return table_cell(&programme->table, row, MEASURE);
}

bool programme_knows(struct text status)
{
	return is_one_of(text_of(known), status);
}

bool programme_counts(const struct programme_line *line, struct text status)
{
	return line->everybody || (status.length && is_one_of(line->schools, status));
}

void programme_free(struct programme *programme)
{
	for (size_t i = 0; i < programme->table.row_count; i++)
		pattern_free(programme->lines[i].measure);
	free(programme->lines);
	table_free(&programme->table);
}
