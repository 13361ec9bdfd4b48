/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "programme.h"
#include "membership.h"
#include "message.h"

#include <stdlib.h>

enum { INDICATOR, MEASURE, STATISTIC, SCHOOLS, GOOD, TARGET };

bool programme_schools(
	struct text cell, bool *everybody, struct text *words, const char **all_known)
{
	static const char known[] = "entered|stays|candidate|returned|left|outside";
	struct text part, rest = cell;
	*all_known = known;
	*everybody = text_is(cell, "all");
	*words = cell;
	if (text_is(cell, "members"))
		*words = text_of("entered|stays|candidate|returned");
	else
		while (!*everybody && text_next_part(&rest, '|', &part))
			if (!programme_knows(text_trim(part)))
				return false;
	return true;
}

static void read_schools(struct programme *programme, size_t row, struct programme_line *line)
{
	const char *known;
	struct text cell = table_cell(&programme->table, row, SCHOOLS);
	line->members = text_is(cell, "members");
	if (!programme_schools(cell, &line->everybody, &line->schools, &known))
		table_fault(&programme->table, row, SCHOOLS,
			_("expected all, members, or words of membership parted by |: %s"), known);
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

static bool selects(const struct programme *programme, size_t row)
{
	const struct programme_line *lines = programme->lines;
	for (size_t i = 0; i < programme->table.row_count; i++)
		if (!lines[i].everybody && text_equal(lines[i].indicator, lines[row].indicator))
			return true;
	return false;
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
	for (size_t i = 0; i < programme->table.row_count; i++)
		programme->lines[i].selects = selects(programme, i);
}

struct text programme_measure(const struct programme *programme, size_t row)
{
	return table_cell(&programme->table, row, MEASURE);
}

bool programme_knows(struct text status)
{
	enum status_of_member read;
	return membership_read(status, &read);
}

bool programme_counts(const struct programme_line *line, struct text status)
{
	enum status_of_member read;
	if (line->everybody || !line->members)
		return line->everybody || (status.length && text_is_one_of(line->schools, status));
	return membership_read(status, &read) && membership_is_in(read);
}

void programme_see(struct programme *programme, size_t row, struct text measure)
{
	struct programme_line *line = &programme->lines[row];
	for (size_t i = 0; i < line->seen_count; i++)
		if (text_equal(line->seen[i], measure))
			return;
	line->seen =
		memory_grow(line->seen, &line->seen_room, line->seen_count + 1, sizeof *line->seen);
	line->seen[line->seen_count++] = arena_copy(&programme->arena, measure);
}

bool programme_paused(
	const struct programme *programme, size_t row, const struct pauses *pauses, uint64_t year)
{
	const struct programme_line *lines = programme->lines;
	bool any = false;
	for (size_t i = 0; i < programme->table.row_count; i++) {
		if (!text_equal(lines[i].indicator, lines[row].indicator))
			continue;
		for (size_t j = 0; j < lines[i].seen_count; j++, any = true)
			if (!pauses_have(pauses, lines[i].seen[j], year))
				return false;
	}
	return any;
}

const bool *programme_fits(struct programme *programme, struct text measure)
{
	size_t lines = programme->table.row_count;
	uint32_t count = programme->measures.count;
	uint32_t number = dictionary_add(&programme->measures, measure);
	programme->fits = memory_grow(programme->fits, &programme->fits_room,
		programme->measures.count * lines, sizeof *programme->fits);
	bool *fits = programme->fits + number * lines;
	for (size_t i = 0; number == count && i < lines; i++)
		fits[i] = pattern_matches(programme->lines[i].measure, measure);
	return fits;
}

void programme_free(struct programme *programme)
{
	dictionary_empty(&programme->measures);
	free(programme->fits);
	for (size_t i = 0; i < programme->table.row_count; i++) {
		pattern_free(programme->lines[i].measure);
		free(programme->lines[i].seen);
	}
	arena_empty(&programme->arena);
	free(programme->lines);
	table_free(&programme->table);
}
