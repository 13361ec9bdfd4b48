/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>

enum { NAME, WHERE, COUNT, HITS, SCORE, CHECK };

bool measure_condition(struct text *rest, struct text *key, struct text *values)
{
	struct text word = text_next_word(rest);
	const char *equals = word.length ? memchr(word.at, '=', word.length) : NULL;
	if (!word.length)
		return false;
	*key = (struct text){word.at, equals ? (size_t)(equals - word.at) : 0};
	*values = (struct text){word.at + key->length + (equals != NULL),
		word.length - key->length - (equals != NULL)};
	return true;
}

bool measure_value_fits(struct text values, struct text value)
{
	struct text part;
	while (text_next_part(&values, '|', &part))
		if (text_equal(part, value))
			return true;
	return false;
}

static void read_hits(struct measures *measures, struct measure *measure)
{
	struct text cell = table_cell(&measures->table, measure->row, HITS);
	if (!cell.length)
		return;
	if (text_is(cell, "low")) {
		measure->hits_kind = HITS_LOW;
		if (measure->n_column.length)
			table_fault(&measures->table, measure->row, HITS,
				_("low is for pupils' records (n = 1); here a column with a count "
				  "or percentage is wanted"));
		return;
	}
	measure->hits_kind = HITS_AMOUNT;
	if (!amount_cut_percent(&cell, &measure->hits) || !cell.length ||
		memchr(cell.at, ' ', cell.length))
		table_fault(&measures->table, measure->row, HITS,
			_("expected low, COLUMN, COLUMN %% or COLUMN %%.2"));
	measure->hits.column = cell;
}

/* VALUE:COLUMN VALUE:COLUMN … with a common % at the end. */
static void read_marks(struct measures *measures, struct measure *measure, struct text cell)
{
	struct amount form = {0};
	bool well = amount_cut_percent(&cell, &form);
	struct text word;
	while (well && (word = text_next_word(&cell)).length) {
		const char *colon = memchr(word.at, ':', word.length);
		struct mark mark = {.amount = form};
		well = colon && colon + 1 < word.at + word.length &&
			number_decimal((struct text){word.at, (size_t)(colon - word.at)},
				SUM_PLACES, &mark.score);
		if (!well)
			break;
		mark.amount.column =
			(struct text){colon + 1, (size_t)(word.at + word.length - colon - 1)};
		measure->marks = memory_grow(measure->marks, &measure->mark_room,
			measure->mark_count + 1, sizeof *measure->marks);
		measure->marks[measure->mark_count++] = mark;
	}
	if (!well || !measure->n_column.length)
		table_fault(&measures->table, measure->row, SCORE,
			_("expected COLUMN, mean:COLUMN, or VALUE:COLUMN … %% where n is a "
			  "column"));
}

static void read_score(struct measures *measures, struct measure *measure)
{
	struct text cell = table_cell(&measures->table, measure->row, SCORE);
	if (!cell.length)
		return;
	if (cell.length > 5 && memcmp(cell.at, "mean:", 5) == 0) {
		measure->score_kind = SCORE_MEAN;
		measure->score.column = (struct text){cell.at + 5, cell.length - 5};
	} else if (memchr(cell.at, ':', cell.length)) {
		measure->score_kind = SCORE_MARKS;
		read_marks(measures, measure, cell);
	} else {
		measure->score_kind = SCORE_COLUMN;
		measure->score.column = cell;
		if (measure->n_column.length)
			table_fault(&measures->table, measure->row, SCORE,
				_("where n is a column, expected mean:COLUMN or VALUE:COLUMN … "
				  "%%"));
	}
}

static bool read_side(struct text cell, struct amount *amount)
{
	cell = text_trim(cell);
	bool well = amount_cut_percent(&cell, amount);
	amount->column = cell;
	return well && cell.length && !memchr(cell.at, ' ', cell.length);
}

/* ONE=OTHER; ONE=OTHER … */
static void read_agreements(struct measures *measures, struct measure *measure)
{
	struct text cell = table_cell(&measures->table, measure->row, CHECK), part;
	bool well = !cell.length || measure->n_column.length;
	while (well && cell.length && text_next_part(&cell, ';', &part)) {
		struct agreement agreement = {0};
		struct text one;
		well = text_next_part(&part, '=', &one) && part.at &&
			read_side(one, &agreement.one) && read_side(part, &agreement.other);
		measure->agreements = memory_grow(measure->agreements, &measure->agreement_room,
			measure->agreement_count + 1, sizeof *measure->agreements);
		measure->agreements[measure->agreement_count++] = agreement;
	}
	if (!well)
		table_fault(&measures->table, measure->row, CHECK,
			_("expected COLUMN = COLUMN %%, several parted by ; where n is a column"));
}

static bool share_a_value(struct text values, struct text others)
{
	struct text part;
	while (text_next_part(&values, '|', &part))
		if (measure_value_fits(others, part))
			return true;
	return false;
}

/* A key with two conditions that no value meets would keep every record out. */
static void check_conditions(const struct measures *measures, const struct measure *measure)
{
	struct text rest = measure->where, key, values, other_key, other_values;
	while (measure_condition(&rest, &key, &values)) {
		struct text others = rest;
		while (measure_condition(&others, &other_key, &other_values))
			if (text_equal(key, other_key) && !share_a_value(values, other_values))
				table_fault(&measures->table, measure->row, WHERE,
					_("no record can meet two such conditions on one column"));
	}
}

static void read_measure(struct measures *measures, size_t row)
{
	const struct table *table = &measures->table;
	struct measure *measure = &measures->items[measures->count++];
	struct text n = table_cell(table, row, COUNT);
	*measure = (struct measure){.row = row, .name = table_cell(table, row, NAME)};
	measure->where = table_cell(table, row, WHERE);
	if (!measure->name.length || memchr(measure->name.at, ':', measure->name.length))
		table_fault(table, row, NAME, _("expected a name without a colon"));
	struct text rest = measure->where, key, values;
	while (measure_condition(&rest, &key, &values))
		if (!key.length || !values.length)
			table_fault(table, row, WHERE, _("expected key=value or key=value|value"));
	check_conditions(measures, measure);
	if (!n.length)
		table_fault(table, row, COUNT, _("expected 1 or a column"));
	if (!text_is(n, "1"))
		measure->n_column = n;
	read_hits(measures, measure);
	read_score(measures, measure);
	read_agreements(measures, measure);
}

/* Can a record fit both? Only a key for which they want different values keeps them apart. */
static bool can_meet(const struct measure *one, const struct measure *other)
{
	struct text rest = one->where, key, values;
	while (measure_condition(&rest, &key, &values)) {
		struct text other_rest = other->where, other_key, other_values;
		while (measure_condition(&other_rest, &other_key, &other_values))
			if (text_equal(key, other_key) && !share_a_value(values, other_values))
				return false;
	}
	return true;
}

static void check_twice(const struct measures *measures)
{
	for (size_t i = 0; i < measures->count; i++)
		for (size_t j = 0; j < i; j++)
			if (text_equal(measures->items[i].name, measures->items[j].name) &&
				can_meet(&measures->items[i], &measures->items[j]))
				table_fault(&measures->table, i, WHERE,
					_("a record could count twice: %s is of the same measure"),
					table_place(&measures->table, j).string);
}

void measures_load(struct measures *measures, const char *const *paths, size_t path_count)
{
	static const struct table_form form = {"measure where n", "hits score check source", false};
	*measures = (struct measures){0};
	table_load(&measures->table, paths, path_count, &form);
	measures->items = memory_get(measures->table.row_count, sizeof *measures->items);
	for (size_t i = 0; i < measures->table.row_count; i++)
		read_measure(measures, i);
	check_twice(measures);
}

/* From here on the column's name ends in NUL, for the stream and for messages. */
static void bind(
	struct measures *measures, struct stream *stream, struct text *column, size_t *value)
{
	*column = arena_copy(&measures->table.arena, *column);
	*value = stream_want(stream, column->at, true);
}

static void bind_amount(struct measures *measures, struct stream *stream, struct amount *amount)
{
	bind(measures, stream, &amount->column, &amount->value);
}

void measures_bind(struct measures *measures, struct stream *stream)
{
	for (size_t i = 0; i < measures->count; i++) {
		struct measure *measure = &measures->items[i];
		if (measure->n_column.length)
			bind(measures, stream, &measure->n_column, &measure->n_value);
		if (measure->hits_kind == HITS_AMOUNT)
			bind_amount(measures, stream, &measure->hits);
		if (measure->score_kind == SCORE_COLUMN || measure->score_kind == SCORE_MEAN)
			bind_amount(measures, stream, &measure->score);
		for (size_t j = 0; j < measure->mark_count; j++)
			bind_amount(measures, stream, &measure->marks[j].amount);
		for (size_t j = 0; j < measure->agreement_count; j++) {
			bind_amount(measures, stream, &measure->agreements[j].one);
			bind_amount(measures, stream, &measure->agreements[j].other);
		}
	}
}

void measures_mark_values(const struct measures *measures, bool *read)
{
	for (size_t i = 0; i < measures->count; i++) {
		const struct measure *measure = &measures->items[i];
		if (measure->n_column.length)
			read[measure->n_value] = true;
		if (measure->hits_kind == HITS_AMOUNT)
			read[measure->hits.value] = true;
		if (measure->score_kind == SCORE_COLUMN || measure->score_kind == SCORE_MEAN)
			read[measure->score.value] = true;
		for (size_t j = 0; j < measure->mark_count; j++)
			read[measure->marks[j].amount.value] = true;
		for (size_t j = 0; j < measure->agreement_count; j++) {
			read[measure->agreements[j].one.value] = true;
			read[measure->agreements[j].other.value] = true;
		}
	}
}

/* Do the marks' percentages sum to 100, as far as rounding lets them? Each may be off by half of its
 * last decimal. What is no number is left to be told by the one who reads it. */
static bool check_percentages(
	const struct measure *measure, const struct text *values, struct defect *defect)
{
	const struct amount *first = &measure->marks[0].amount;
	wide sum = 0, slack = 0, percent;
	for (size_t i = 0; i < measure->mark_count; i++) {
		const struct amount *amount = &measure->marks[i].amount;
		struct text value = values[amount->value];
		if (!amount->percent || !number_decimal(value, AMOUNT_PLACES, &percent))
			return true;
		sum += percent;
		slack += number_power(AMOUNT_PLACES - amount_decimals(amount, value));
	}
	wide off = sum - (wide)100 * number_power(AMOUNT_PLACES);
	long hundredths = (long)number_divide(sum, number_power(AMOUNT_PLACES - 2));
	if (2 * (off < 0 ? -off : off) <= slack)
		return true;
	return defect_set(defect, "percentages do not sum to 100", first->column.at,
		values[first->value], "a sum of 100, not %ld.%02ld, of all marks", hundredths / 100,
		hundredths % 100);
}

static bool observe_marks(const struct measure *measure, const struct text *values,
	struct observation *seen, struct defect *defect)
{
	uint64_t all = 0, count;
	if (!check_percentages(measure, values, defect))
		return false;
	seen->has_sum = seen->has_sumsq = true;
	for (size_t i = 0; i < measure->mark_count; i++) {
		const struct mark *mark = &measure->marks[i];
		if (!amount_count(&mark->amount, values, seen->n, &count, defect))
			return false;
		all += count;
		if (!observation_add_scores(seen, mark->score, count))
			return defect_set(defect, "impossible value", mark->amount.column.at,
				values[mark->amount.value], "a smaller number");
	}
	if (all != seen->n)
		return defect_set(defect, "counts of marks do not add up", measure->n_column.at,
			values[measure->n_value], "%" PRIu64 ", the sum of the marks", all);
	return true;
}

static bool observe_score(const struct measure *measure, const struct text *values,
	struct observation *seen, struct defect *defect)
{
	struct text value = values[measure->score.value];
	wide score;
	if (!value.length)
		return true; /* unknown; so is then the sum of the school */
	if (!number_decimal(value, SUM_PLACES, &score))
		return defect_set(defect, "no number", measure->score.column.at, value, "a number");
	if (!observation_add_scores(seen, score, seen->n))
		return defect_set(defect, "impossible value", measure->score.column.at, value,
			"a smaller number");
	seen->has_sum = true;
	/* The squares of a mean's scores are not known. */
	seen->has_sumsq = measure->score_kind == SCORE_COLUMN;
	return true;
}

static bool check_agreements(
	const struct measure *measure, const struct text *values, uint64_t n, struct defect *defect)
{
	for (size_t i = 0; i < measure->agreement_count; i++) {
		const struct agreement *agreement = &measure->agreements[i];
		struct text one = values[agreement->one.value];
		uint64_t count, other;
		if (!one.length || !values[agreement->other.value].length)
			continue;
		if (!amount_count(&agreement->one, values, n, &count, defect) ||
			!amount_count(&agreement->other, values, n, &other, defect))
			return false;
		if (count != other)
			return defect_set(defect, "count and share disagree",
				agreement->one.column.at, one, "%" PRIu64 ", as %s has it", other,
				agreement->other.column.at);
	}
	return true;
}

bool measure_observe(const struct measure *measure, const struct text *values, bool low,
	struct observation *seen, struct defect *defect)
{
	*seen = (struct observation){.n = 1, .has_hits = measure->hits_kind != HITS_UNKNOWN};
	if (measure->n_column.length &&
		(!number_count(values[measure->n_value], &seen->n) || seen->n == 0))
		return defect_set(defect, "impossible number of participants", measure->n_column.at,
			values[measure->n_value], "a whole number of at least 1");
	if (!check_agreements(measure, values, seen->n, defect))
		return false;
	if (measure->hits_kind == HITS_LOW)
		seen->hits = low;
	if (measure->hits_kind == HITS_AMOUNT &&
		!amount_count(&measure->hits, values, seen->n, &seen->hits, defect))
		return false;
	switch (measure->score_kind) {
	case SCORE_UNKNOWN:
		return true;
	case SCORE_MARKS:
		return observe_marks(measure, values, seen, defect);
	case SCORE_COLUMN:
	case SCORE_MEAN:
		return observe_score(measure, values, seen, defect);
	}
	return true;
}

void measures_free(struct measures *measures)
{
	for (size_t i = 0; i < measures->count; i++) {
		free(measures->items[i].marks);
		free(measures->items[i].agreements);
	}
	free(measures->items);
	table_free(&measures->table);
}
