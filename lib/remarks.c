/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remarks.h"
#include "evidence.h"
#include "memory.h"

#include <stdlib.h>

static void add(
	struct remarks *remarks, struct remark remark, struct text municipality, struct text school)
{
	key_start(&remarks->key);
	key_add_value(&remarks->key, municipality);
	key_add_value(&remarks->key, school);
	remark.place = dictionary_add(&remarks->places, key_text(&remarks->key));
	remarks->items = memory_grow(
		remarks->items, &remarks->room, remarks->count + 1, sizeof *remarks->items);
	remarks->items[remarks->count++] = remark;
	remarks->advice->lines[remark.line].fired = true;
}

void remarks_add_row(struct remarks *remarks, uint32_t line, uint32_t row)
{
	add(remarks, (struct remark){.line = line, .number = row},
		kept_rows_municipality(remarks->rows, row), kept_rows_school(remarks->rows, row));
}

void remarks_add_group(struct remarks *remarks, uint32_t group)
{
	const struct headcount_group *found = &remarks->counts->groups[group];
	add(remarks,
		(struct remark){.line = (uint32_t)found->line, .number = group, .counted = true},
		found->name, text_of(""));
}

/* A value as people read it: by its label, or as a number. A code is no number. */
static void add_value(struct remarks *remarks, struct text column, struct text value)
{
	struct text label = labels_value(remarks->labels, column, value);
	bool code = column.length > 3 && memcmp(column.at + column.length - 3, "_id", 3) == 0;
	if (code || !text_equal(label, value))
		wording_add(&remarks->wording, label);
	else
		wording_add_number(&remarks->wording, value, ',');
}

/* What a text about several schools can have in it. */
static void add_counted(
	struct remarks *remarks, const struct headcount_group *group, struct text name)
{
	if (text_is(name, "k"))
		wording_add_count(&remarks->wording, group->hit_count);
	else if (text_is(name, "n"))
		wording_add_count(&remarks->wording, group->schools.count);
	else if (text_is(name, "year"))
		wording_add_count(&remarks->wording, remarks->year);
	else
		add_value(remarks, name, group->name);
}

/* The line's text with the values of the row, or about the group. */
static void fill_text(struct remarks *remarks, const struct advice_line *line,
	const struct text *values, const struct headcount_group *group)
{
	struct text rest = line->text, before, name;
	enum placeholder found;
	wording_start(&remarks->wording);
	do {
		found = placeholder_next(&rest, &before, &name);
		wording_add(&remarks->wording, before);
		if (found == PLACEHOLDER_FOUND && group)
			add_counted(remarks, group, name);
		else if (found == PLACEHOLDER_FOUND)
			add_value(remarks, name, values[result_kind_column(line->kind, name)]);
	} while (found == PLACEHOLDER_FOUND);
}

static int by_place(const void *a, const void *b, void *context)
{
	const uint32_t *rank = context;
	uint32_t one = rank[((const struct remark *)a)->place];
	uint32_t other = rank[((const struct remark *)b)->place];
	return (one > other) - (one < other);
}

/* The remarks about a school side by side, in the order in which they are written. */
static void sort_remarks(struct remarks *remarks)
{
	uint32_t *order = dictionary_sorted(&remarks->places);
	uint32_t *rank = memory_get(remarks->places.count, sizeof *rank);
	for (uint32_t i = 0; i < remarks->places.count; i++)
		rank[order[i]] = i;
	if (remarks->count)
		qsort_r(remarks->items, remarks->count, sizeof *remarks->items, by_place, rank);
	free(order);
	free(rank);
}

/* Puts the remark into words. */
static void word_remark(
	struct remarks *remarks, const struct remark *remark, struct recommendations *found)
{
	const struct advice_line *line = &remarks->advice->lines[remark->line];
	struct text municipality, school = text_of("");
	wording_start(&remarks->evidence);
	if (remark->counted) {
		const struct headcount_group *group = &remarks->counts->groups[remark->number];
		fill_text(remarks, line, NULL, group);
		headcount_tell(group, &remarks->evidence);
		municipality = group->name;
	} else {
		struct text values[RESULT_COLUMNS];
		kept_rows_values(remarks->rows, remark->number, values);
		fill_text(remarks, line, values, NULL);
		evidence_add(&remarks->evidence, line->kind, values);
		municipality = kept_rows_municipality(remarks->rows, remark->number);
		school = kept_rows_school(remarks->rows, remark->number);
	}
	recommendations_add(found, line, remarks->year, municipality, school,
		wording_text(&remarks->wording), wording_text(&remarks->evidence));
}

/* School by school, so that the words of one are held at a time; returns how many lines. */
uint64_t remarks_write(struct remarks *remarks, struct sink *out)
{
	uint64_t lines = 0;
	sort_remarks(remarks);
	for (size_t from = 0, to; from < remarks->count; from = to) {
		struct recommendations found = {0};
		for (to = from; to < remarks->count &&
			remarks->items[to].place == remarks->items[from].place;
			to++)
			word_remark(remarks, &remarks->items[to], &found);
		lines += recommendations_write(&found, out);
		recommendations_free(&found);
	}
	return lines;
}

void remarks_free(struct remarks *remarks)
{
	dictionary_empty(&remarks->places);
	key_free(&remarks->key);
	wording_free(&remarks->wording);
	wording_free(&remarks->evidence);
	free(remarks->items);
}
