/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "omission.h"
#include "calendar.h"
#include "message.h"

#include <stdlib.h>

enum { MEASURE, YEAR, SOURCE, VERIFIED };

/* 2020 or 2020-2021. */
static bool read_years(struct text cell, struct omission *omission)
{
	struct text from;
	if (!text_next_part(&cell, '-', &from) || !calendar_year(text_trim(from), &omission->from))
		return false;
	omission->to = omission->from;
	return !cell.at ||
		(calendar_year(text_trim(cell), &omission->to) && omission->to >= omission->from);
}

void omissions_load(struct omissions *omissions, const char *const *paths, size_t count)
{
	static const struct table_form form = {"measure year", "source verified", false};
	struct table *table = &omissions->table;
	char error[200];
	table_load(table, paths, count, &form);
	omissions->items = memory_get(table->row_count, sizeof *omissions->items);
	for (size_t i = 0; i < table->row_count; i++) {
		struct omission *omission = &omissions->items[i];
		struct text pattern = table_cell(table, i, MEASURE);
		struct text verified = table_cell(table, i, VERIFIED);
		*omission = (struct omission){.verified = !text_is(verified, "no")};
		if (!pattern.length)
			table_fault(table, i, MEASURE, _("expected a pattern"));
		omission->pattern = pattern_compile(pattern, error, sizeof error);
		if (!omission->pattern)
			table_fault(table, i, MEASURE, _("no pattern: %s"), error);
		if (!read_years(table_cell(table, i, YEAR), omission))
			table_fault(
				table, i, YEAR, _("expected a year such as 2020, or 2020-2021"));
		if (verified.length && !text_is(verified, "yes") && !text_is(verified, "no"))
			table_fault(table, i, VERIFIED, _("expected yes or no"));
	}
}

bool omissions_have(const struct omissions *omissions, struct text measure, uint64_t year)
{
	for (size_t i = 0; i < omissions->table.row_count; i++) {
		struct omission *omission = &omissions->items[i];
		if (year < omission->from || year > omission->to ||
			!pattern_matches(omission->pattern, measure))
			continue;
		if (!omission->verified && !omission->told)
			message_note(_("%s: not verified, but the results rest on it"),
				table_place(&omissions->table, i).string);
		omission->told = true;
		return true;
	}
	return false;
}

void omissions_free(struct omissions *omissions)
{
	for (size_t i = 0; i < omissions->table.row_count; i++)
		pattern_free(omissions->items[i].pattern);
	free(omissions->items);
	table_free(&omissions->table);
}
