/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pairing.h"
#include "message.h"
#include "number.h"

#include <stdlib.h>

enum {
	PART,
	NAME,
	WEIGHT,
	INDICATOR,
	OF,
	GOOD,
	LEVEL,
	UNIT,
	MOST,
	UNKNOWN,
	SCHOOL,
	CURATOR,
	SOURCE,
	COLUMNS
};

static const struct table_form form = {"part name weight",
	"indicator of good level unit most unknown school curator source", false};

/* Which columns a kind of part reads: `needed` must be filled, others of `read` may. */
static const struct kind {
	const char *word;
	unsigned needed, read;
} kinds[] = {
	[PAIRING_SUBJECT] = {"subject", 1 << INDICATOR | 1 << GOOD | 1 << LEVEL, 1 << UNKNOWN},
	[PAIRING_LIKENESS] = {"likeness", 1 << INDICATOR | 1 << OF | 1 << UNIT,
		1 << MOST | 1 << UNKNOWN},
	[PAIRING_SAME] = {"same", 0, 1 << UNKNOWN},
	[PAIRING_DISTANCE] = {"distance", 1 << UNIT | 1 << MOST, 1 << UNKNOWN},
	[PAIRING_CLASS] = {"class", 1 << SCHOOL | 1 << CURATOR, 0},
	[PAIRING_INNOVATION] = {"innovation", 0, 0},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* A whole number of at least 0 and at most `most`; 0 if the cell is empty. */
static int32_t read_cost(const struct table *table, size_t row, size_t column, int32_t most)
{
	struct text cell = table_cell(table, row, column);
	uint64_t cost = 0;
	if (cell.length && (!number_count(cell, &cost) || cost > (uint64_t)most)) {
		table_fault(
			table, row, column, _("expected a whole number from 0 to %d"), (int)most);
		return 0;
	}
	return (int32_t)cost;
}

/* One of two words. */
static bool read_choice(
	const struct table *table, size_t row, size_t column, const char *yes, const char *no)
{
	struct text cell = table_cell(table, row, column);
	if (!text_is(cell, yes) && !text_is(cell, no))
		table_fault(table, row, column, _("expected %s or %s"), yes, no);
	return text_is(cell, yes);
}

static void check_columns(const struct table *table, size_t row, const struct kind *kind)
{
	unsigned always = 1 << PART | 1 << NAME | 1 << WEIGHT | 1 << SOURCE;
	for (size_t column = 0; column < COLUMNS; column++) {
		bool filled = table_cell(table, row, column).length > 0;
		unsigned bit = 1U << column;
		if (filled && !((always | kind->needed | kind->read) & bit))
			table_fault(table, row, column, _("a part of this kind has none"));
		if (!filled && ((kind->needed | 1 << NAME | 1 << WEIGHT) & bit))
			table_fault(table, row, column, _("a part of this kind needs one"));
	}
}

static void read_subject(const struct table *table, size_t row, struct pairing_part *part)
{
	char error[200];
	part->pattern = pattern_compile(part->indicator, error, sizeof error);
	if (!part->pattern)
		table_fault(table, row, INDICATOR, _("no pattern: %s"), error);
	part->up = read_choice(table, row, GOOD, "up", "down");
	if (!cut_read(&part->level, table_cell(table, row, LEVEL)))
		table_fault(table, row, LEVEL, _("expected median, mean or a number"));
}

static void read_unit(const struct table *table, size_t row, struct pairing_part *part)
{
	struct text cell = table_cell(table, row, UNIT);
	part->relative = part->kind == PAIRING_LIKENESS && text_is(cell, "relative");
	if (part->relative && part->most)
		table_fault(table, row, MOST,
			_("a relative difference never costs more than the weight"));
	if (part->relative)
		part->most = part->weight;
	else if (!number_decimal(cell, VALUE_PLACES, &part->unit) || part->unit <= 0)
		table_fault(table, row, UNIT, _("expected a number above 0"));
	else if (!table_cell(table, row, MOST).length)
		table_fault(table, row, MOST, _("a part of this kind needs one"));
}

static void read_row(struct pairing *pairing, size_t row, int32_t dearest)
{
	const struct table *table = &pairing->table;
	struct pairing_part *part = &pairing->parts[row];
	size_t kind = 0;
	while (kind < KINDS && !text_is(table_cell(table, row, PART), kinds[kind].word))
		kind++;
	if (kind == KINDS) {
		table_fault(table, row, PART,
			_("expected subject, likeness, same, distance, class or innovation"));
		return;
	}
	*part = (struct pairing_part){
		.kind = (enum pairing_kind)kind,
		.name = table_cell(table, row, NAME),
		.weight = read_cost(table, row, WEIGHT, dearest),
		.most = read_cost(table, row, MOST, dearest),
		.unknown = read_cost(table, row, UNKNOWN, dearest),
		.indicator = table_cell(table, row, INDICATOR),
		.school = table_cell(table, row, SCHOOL),
		.curator = table_cell(table, row, CURATOR),
		.kept = DICTIONARY_NONE,
	};
	check_columns(table, row, &kinds[kind]);
	if (part->kind == PAIRING_SUBJECT)
		read_subject(table, row, part);
	if (part->kind == PAIRING_LIKENESS)
		part->by_n = read_choice(table, row, OF, "n", "value");
	if (part->kind == PAIRING_LIKENESS || part->kind == PAIRING_DISTANCE)
		read_unit(table, row, part);
	for (size_t i = 0; i < row; i++)
		if (text_equal(pairing->parts[i].name, part->name))
			table_fault(table, row, NAME, _("stands already at %s"),
				table_place(table, i).string);
}

/* The most that the part can cost. */
static int64_t most_of(const struct pairing_part *part)
{
	bool bounded = part->kind == PAIRING_LIKENESS || part->kind == PAIRING_DISTANCE;
	int32_t most = bounded ? part->most : part->weight;
	return most > part->unknown ? most : part->unknown;
}

void pairing_load(struct pairing *pairing, const char *path, int32_t dearest)
{
	int64_t sum = 0;
	table_load(&pairing->table, &path, 1, &form);
	pairing->count = pairing->table.row_count;
	pairing->parts = memory_get(pairing->count, sizeof *pairing->parts);
	for (size_t i = 0; i < pairing->count; i++) {
		read_row(pairing, i, dearest);
		sum += most_of(&pairing->parts[i]);
		if (i == PAIRING_MOST)
			table_fault(&pairing->table, i, PART, _("expected at most %d parts"),
				(int)PAIRING_MOST);
		if (sum > dearest && sum - most_of(&pairing->parts[i]) <= dearest)
			table_fault(&pairing->table, i, WEIGHT,
				_("up to here a pair may cost %lld, expected at most %d"),
				(long long)sum, (int)dearest);
	}
}

const struct pairing_part *pairing_subject(const struct pairing *pairing, struct text name)
{
	for (size_t i = 0; i < pairing->count; i++)
		if (pairing->parts[i].kind == PAIRING_SUBJECT &&
			text_equal(pairing->parts[i].name, name))
			return &pairing->parts[i];
	return NULL;
}

void pairing_free(struct pairing *pairing)
{
	for (size_t i = 0; i < pairing->count; i++)
		if (pairing->parts[i].pattern)
			pattern_free(pairing->parts[i].pattern);
	free(pairing->parts);
	table_free(&pairing->table);
}
