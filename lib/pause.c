/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pause.h"
#include "calendar.h"
#include "message.h"

#include <stdlib.h>

enum { MEASURE, YEAR, SOURCE, VERIFIED };

const char pause_reason[] = "not held that year";
const char pause_expected[] = "a year in which it was held, by the table of pauses";

/* 2020 or 2020-2021. */
static bool read_years(struct text cell, struct pause *pause)
{
	struct text from;
	if (!text_next_part(&cell, '-', &from) || !calendar_year(text_trim(from), &pause->from))
		return false;
	pause->to = pause->from;
	return !cell.at || (calendar_year(text_trim(cell), &pause->to) && pause->to >= pause->from);
}

void pauses_load(struct pauses *pauses, const char *const *paths, size_t count)
{
	static const struct table_form form = {"measure year", "source verified", false};
	struct table *table = &pauses->table;
	char error[200];
	table_load(table, paths, count, &form);
	pauses->items = memory_get(table->row_count, sizeof *pauses->items);
	for (size_t i = 0; i < table->row_count; i++) {
		struct pause *pause = &pauses->items[i];
		struct text pattern = table_cell(table, i, MEASURE);
		*pause = (struct pause){0};
		if (!pattern.length)
			table_fault(table, i, MEASURE, _("expected a pattern"));
		pause->pattern = pattern_compile(pattern, error, sizeof error);
		if (!pause->pattern)
			table_fault(table, i, MEASURE, _("no pattern: %s"), error);
		if (!read_years(table_cell(table, i, YEAR), pause))
			table_fault(
				table, i, YEAR, _("expected a year such as 2020, or 2020-2021"));
		pause->verification = verification_read(table, i, VERIFIED);
	}
}

bool pauses_have(const struct pauses *pauses, struct text measure, uint64_t year)
{
	for (size_t i = 0; i < pauses->table.row_count; i++) {
		struct pause *pause = &pauses->items[i];
		if (year < pause->from || year > pause->to ||
			!pattern_matches(pause->pattern, measure))
			continue;
		verification_use(&pause->verification, &pauses->table, i);
		return true;
	}
	return false;
}

void pauses_free(struct pauses *pauses)
{
	for (size_t i = 0; i < pauses->table.row_count; i++)
		pattern_free(pauses->items[i].pattern);
	free(pauses->items);
	table_free(&pauses->table);
}
