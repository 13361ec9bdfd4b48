/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "direction.h"
#include "message.h"

#include <stdlib.h>

enum { INDICATOR, GOOD, TOLERANCE, ALARM, SOURCE, VERIFIED };

/* A cell with a number of at least 0, or above 0; `fallback` if it is empty. */
static wide read_number(
	const struct table *table, size_t row, size_t column, wide fallback, bool above)
{
	struct text cell = table_cell(table, row, column);
	wide number = fallback;
	if (cell.length && (!number_decimal(cell, VALUE_PLACES, &number) || number < above))
		table_fault(table, row, column,
			above ? _("expected a number above 0, or nothing")
			      : _("expected a number of at least 0"));
	return number;
}

static void read_row(struct directions *directions, size_t row, wide tolerance)
{
	struct table *table = &directions->table;
	struct direction *direction = &directions->items[row];
	struct text good = table_cell(table, row, GOOD),
		    pattern = table_cell(table, row, INDICATOR);
	char error[200];
	if (!pattern.length)
		table_fault(table, row, INDICATOR, _("expected a pattern"));
	*direction = (struct direction){
		.pattern = pattern_compile(pattern, error, sizeof error),
		.up = text_is(good, "up"),
		.none = text_is(good, "none"),
		.tolerance = read_number(table, row, TOLERANCE, tolerance, false),
		.alarm = read_number(table, row, ALARM, 0, true),
	};
	if (!direction->pattern)
		table_fault(table, row, INDICATOR, _("no pattern: %s"), error);
	if (!direction->up && !direction->none && !text_is(good, "down"))
		table_fault(table, row, GOOD, _("expected up, down or none"));
	direction->verification = verification_read(table, row, VERIFIED);
}

void directions_load(struct directions *directions, const char *path, wide tolerance)
{
	static const struct table_form form = {
		"indicator good", "tolerance alarm source verified", false};
	table_load(&directions->table, &path, 1, &form);
	directions->items = memory_get(directions->table.row_count, sizeof *directions->items);
	for (size_t i = 0; i < directions->table.row_count; i++)
		read_row(directions, i, tolerance);
}

struct direction *directions_find(const struct directions *directions, struct text indicator)
{
	for (size_t i = 0; i < directions->table.row_count; i++)
		if (pattern_matches(directions->items[i].pattern, indicator))
			return &directions->items[i];
	return NULL;
}

void directions_free(struct directions *directions)
{
	for (size_t i = 0; i < directions->table.row_count; i++)
		pattern_free(directions->items[i].pattern);
	free(directions->items);
	table_free(&directions->table);
}
