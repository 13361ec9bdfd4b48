/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publicity.h"
#include "message.h"
#include "number.h"

#include <stdlib.h>

enum { MEASURE, COUNTS, POPULATION, WHOLE, OF, SCALE };

/* Three numbers of which none is below the one before, the last above the first. */
static bool read_scale(struct publicity_scale *scale, struct text cell)
{
	uint64_t *const numbers[] = {&scale->lowest, &scale->passing, &scale->highest};
	for (size_t i = 0; i < 3; i++)
		if (!number_count(text_next_word(&cell), numbers[i]) ||
			(i && *numbers[i] < *numbers[i - 1]) || *numbers[i] > PUBLICITY_HIGHEST)
			return false;
	scale->is_known = true;
	return scale->lowest < scale->highest && !text_next_word(&cell).length;
}

static void read_row(struct publicity *publicity, size_t row)
{
	enum { WORDS = 6 };
	static const char *const words[] = {
		"persons", "staff", "schools", "results", "verdicts", "memberships"};
	const struct table *table = &publicity->table;
	struct publicity_line *line = &publicity->lines[row];
	struct text pattern = table_cell(table, row, MEASURE),
		    counts = table_cell(table, row, COUNTS);
	char error[200];
	size_t word = 0;
	while (word < WORDS && !text_is(counts, words[word]))
		word++;
	*line = (struct publicity_line){.pattern = pattern_compile(pattern, error, sizeof error),
		.counts = (enum publicity_counts)word,
		.population = table_cell(table, row, POPULATION),
		.whole = table_cell(table, row, WHOLE)};
	if (!pattern.length)
		table_fault(table, row, MEASURE, _("expected a pattern"));
	else if (!line->pattern)
		table_fault(table, row, MEASURE, _("no pattern: %s"), error);
	if (word == WORDS)
		table_fault(table, row, COUNTS,
			_("expected persons, staff, schools, results, verdicts or memberships"));
	if (word == COUNTS_RESULTS) {
		line->of = pattern_compile(table_cell(table, row, OF), error, sizeof error);
		if (!table_cell(table, row, OF).length || !line->of)
			table_fault(table, row, OF, _("expected a pattern for measures"));
	} else if (table_cell(table, row, OF).length) {
		table_fault(table, row, OF, _("only results are made of measures"));
	}
	struct text scale = table_cell(table, row, SCALE);
	if (scale.length && !read_scale(&line->scale, scale))
		table_fault(table, row, SCALE,
			_("expected three whole numbers such as 2 3 5: the least, the least that "
			  "passes, "
			  "the greatest"));
	if (word && (line->population.length || line->whole.length || scale.length))
		table_fault(table, row, COUNTS,
			_("only persons have a population and a scale, and are part of a whole"));
}

void publicity_load(struct publicity *publicity, const char *const *paths, size_t count)
{
	static const struct table_form form = {
		"measure counts", "population whole of scale source", false};
	table_load(&publicity->table, paths, count, &form);
	publicity->lines = memory_get(publicity->table.row_count, sizeof *publicity->lines);
	for (size_t i = 0; i < publicity->table.row_count; i++)
		read_row(publicity, i);
}

/* The line whose pattern the measure fits. */
static const struct publicity_line *match_line(
	const struct publicity *publicity, struct text measure)
{
	for (size_t i = 0; i < publicity->table.row_count; i++)
		if (pattern_matches(publicity->lines[i].pattern, measure))
			return &publicity->lines[i];
	return NULL;
}

const struct publicity_line *publicity_find(struct publicity *publicity, struct text measure)
{
	uint32_t known = publicity->known.count,
		 number = dictionary_add(&publicity->known, measure);
	if (number == known) {
		publicity->found = memory_grow(publicity->found, &publicity->found_room, known + 1,
			sizeof *publicity->found);
		publicity->found[known] = match_line(publicity, measure);
	}
	return publicity->found[number];
}

void publicity_free(struct publicity *publicity)
{
	for (size_t i = 0; i < publicity->table.row_count; i++) {
		pattern_free(publicity->lines[i].pattern);
		pattern_free(publicity->lines[i].of);
	}
	free(publicity->lines);
	free(publicity->found);
	dictionary_empty(&publicity->known);
	table_free(&publicity->table);
}
