/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recognition.h"
#include "figure.h"
#include "memory.h"
#include "personal.h"

#include <stdlib.h>

bool recognition_fits(struct pattern **pattern, const char *source, struct text text)
{
	char error[200];
	if (!*pattern && !(*pattern = pattern_compile(text_of(source), error, sizeof error)))
		fail(STATUS_SYSTEM, "suggest: %s", error);
	return pattern_matches(*pattern, text);
}

/* The headers 2, 3, 4 and 5 are marks. */
static bool is_number(struct text text)
{
	return figure_only(text) && !(text.length == 1 && *text.at >= '2' && *text.at <= '5');
}

/* What can be shown of a column that may be anything: a number, a code of a few characters, a mark, yes
 * or no. A word may be a surname, a day one of birth. */
static bool is_harmless(struct text value)
{
	static struct pattern *code, *word;
	return !personal_value(value) && !personal_date(value) &&
		(recognition_fits(&code, "^(?=.{1,12}$)(?=.*\\d)(?!.*\\pL{4})[\\d\\pL .,:()/%+-]+$",
			 value) ||
			recognition_fits(
				&word, "(?i)^([+-]|да|нет|yes|no|н/?[адпя]|\\pL)$", value));
}

/* As headers are compared; dies at the next call. */
static struct text clean(struct recognition *work, struct text raw)
{
	work->shown =
		memory_grow(work->shown, &work->shown_room, raw.length * ENCODING_GROWTH + 1, 1);
	size_t length = header_clean(work->rows->encoding, raw, work->shown);
	return (struct text){work->shown, length};
}

void recognition_load(struct recognition *work, const char *path)
{
	static const struct table_form form = {"pattern column", "type source", false};
	char error[200];
	if (!path)
		return;
	table_load(&work->known, &path, 1, &form);
	work->patterns = memory_get(work->known.row_count + 1, sizeof(struct pattern *));
	for (size_t i = 0; i < work->known.row_count; i++) {
		struct text column = table_cell(&work->known, i, KNOWN_COLUMN);
		struct text type = table_cell(&work->known, i, KNOWN_TYPE);
		if (!column.length || text_is(column, "origin") || column.at[0] == '#' ||
			memchr(column.at, '\\', column.length))
			table_fault(&work->known, i, KNOWN_COLUMN,
				_("expected the name of a column other than origin"));
		if (type.length && !text_is(type, "number") && !text_is(type, "count"))
			table_fault(&work->known, i, KNOWN_TYPE,
				_("expected number, count or nothing"));
		work->patterns[i] = pattern_compile(
			table_cell(&work->known, i, KNOWN_PATTERN), error, sizeof error);
		if (!work->patterns[i])
			table_fault(&work->known, i, KNOWN_PATTERN, _("no pattern: %s"), error);
	}
	table_check();
}

static size_t find_known(const struct recognition *work, struct text header)
{
	for (size_t i = 0; header.length <= LONGEST_KNOWN && i < work->known.row_count; i++)
		if (pattern_matches(work->patterns[i], header))
			return i;
	return SIZE_MAX;
}

static bool is_recognised(const struct recognition *work, struct text header)
{
	return header.length && (personal_header(header) || find_known(work, header) != SIZE_MAX);
}

/* What the cells of a row are. */
struct tally {
	size_t filled, numbers, recognised;
	size_t words; /* of those recognised, the ones that are no marks */
};

static struct tally count_cells(const struct recognition *work, const struct recognition_row *row)
{
	struct tally tally = {0};
	for (size_t i = 0; i < row->count; i++) {
		tally.filled += row->cells[i].length > 0;
		tally.numbers += is_number(row->cells[i]);
		bool known = is_recognised(work, row->cells[i]);
		tally.recognised += known;
		tally.words += known && !figure_only(row->cells[i]);
	}
	return tally;
}

/* How well the names would do as a header: 0 for a single cell. A row with a word that is recognised
 * and without numbers goes before all others; marks alone may be those of a pupil. */
static size_t worth(struct tally tally)
{
	if (tally.filled < 2)
		return 0;
	if (!tally.words)
		return !tally.numbers && !tally.recognised ? 2 : 1;
	return (tally.numbers ? 0 : SIZE_MAX / 2) + 2 * tally.recognised + !tally.numbers + 1;
}

/* Do two rows look like one header? Neither has numbers; some name of the upper one has nothing below
 * it, as it goes over both rows, and some name of the lower one stands below an empty cell that a name
 * to its left goes over. */
static bool is_pair(const struct recognition *work, const struct recognition_row *upper,
	const struct recognition_row *lower)
{
	struct tally above = count_cells(work, upper), below = count_cells(work, lower);
	bool tall = false, spread = false, over = false;
	for (size_t i = 0; i < upper->count || i < lower->count; i++) {
		bool up = i < upper->count && upper->cells[i].length;
		bool down = i < lower->count && lower->cells[i].length;
		over = over || up;
		tall = tall || (up && !down);
		spread = spread || (down && !up && over);
	}
	return tall && spread && above.filled > 1 && below.filled > 1 && !above.numbers &&
		!below.numbers;
}

/* Puts the two rows into one in the place of the lower. A pair that makes the header known worse than
 * one row does by more than the name that is over several columns is none: titles stand so above a
 * header. */
static bool join_pair(struct recognition *work, size_t upper, size_t known)
{
	struct recognition_row *above = &work->heads[upper], *below = above + 1;
	struct recognition_row joined = {.line = below->line};
	if (!is_pair(work, above, below))
		return false;
	joined.count = header_join(&work->arena, above->cells, above->count, below->cells,
		below->count, &joined.cells);
	if (count_cells(work, &joined).recognised + 1 < known) {
		free(joined.cells);
		return false;
	}
	free(below->cells);
	*below = joined;
	work->upper = upper;
	work->header = upper + 1;
	return true;
}

/* The header may be one of two rows. */
static void join_header(struct recognition *work)
{
	size_t known = count_cells(work, &work->heads[work->header]).recognised;
	work->upper = work->header;
	if (work->header + 1 < work->head_count && join_pair(work, work->header, known))
		return;
	if (work->header > 0)
		(void)join_pair(work, work->header - 1, known);
}

static void take_row(struct recognition *work, struct recognition_row *row)
{
	*row = (struct recognition_row){.count = work->rows->count, .line = work->rows->line};
	row->cells = memory_get(row->count + 1, sizeof *row->cells);
	for (size_t i = 0; i < row->count; i++)
		row->cells[i] = arena_copy(&work->arena, clean(work, work->rows->fields[i]));
}

/* Reads the rows a header is looked for in, and finds it. False if there is no row. */
bool recognition_find_header(struct recognition *work, const char **fault)
{
	enum rows_result result;
	size_t most = 0;
	*fault = _("the file is empty; expected a header line");
	while (work->head_count < HEADER_ROWS && (result = rows_next(work->rows)) != ROWS_END) {
		if (result == ROWS_BROKEN) {
			*fault = work->rows->fault;
			continue;
		}
		take_row(work, &work->heads[work->head_count]);
		size_t value = worth(count_cells(work, &work->heads[work->head_count]));
		if (value > most)
			work->header = work->head_count;
		most = value > most ? value : most;
		work->head_count++;
	}
	if (!work->head_count)
		return false;
	join_header(work);
	work->count = work->heads[work->header].count;
	return true;
}

static void settle_column(struct recognition *work, struct recognized *column)
{
	size_t same = 0;
	struct text name = {"", 0};
	for (size_t i = 0; i < work->count; i++)
		same += text_equal(work->heads[work->header].cells[i], column->header);
	column->rule = column->header.length ? find_known(work, column->header) : SIZE_MAX;
	if (column->rule != SIZE_MAX)
		name = table_cell(&work->known, column->rule, KNOWN_COLUMN);
	if (!column->header.length)
		column->kind = NAMELESS;
	else if (personal_header(column->header))
		column->kind = PERSONAL;
	else if (same > 1)
		column->kind = TWICE;
	else if (!name.length)
		column->kind = UNKNOWN;
	else if (dictionary_find(&work->taken, name) != DICTIONARY_NONE)
		column->kind = TAKEN_ALREADY;
	else
		column->kind = TAKEN;
	if (column->kind == TAKEN)
		dictionary_add(&work->taken, name);
	work->personal = work->personal || column->kind == PERSONAL;
	column->withheld = column->kind == PERSONAL || text_is(name, "pupil");
}

void recognition_settle(struct recognition *work)
{
	bool known = false;
	work->columns = memory_get(work->count + 1, sizeof *work->columns);
	for (size_t i = 0; i < work->count; i++) {
		struct recognized *column = &work->columns[i];
		column->header = work->heads[work->header].cells[i];
		settle_column(work, column);
		known = known ||
			(column->kind != NAMELESS && !figure_only(column->header) &&
				(column->kind == PERSONAL || column->rule != SIZE_MAX));
	}
	work->headless = personal_row(work->heads[work->header].cells, work->count, known);
	/* Beside "Surname", a column of any name may hold what the safeguard does not know. */
	for (size_t i = 0; i < work->count; i++) {
		work->columns[i].nameless = work->headless && work->columns[i].rule == SIZE_MAX;
		if ((work->personal || work->headless) && work->columns[i].rule == SIZE_MAX)
			work->columns[i].withheld = true;
	}
	rows_settle(work->rows, work->count);
}

static void add_value(struct recognition *work, struct recognized *column, struct text value)
{
	if (!value.length || column->withheld || column->value_count == MOST_VALUES)
		return;
	for (size_t i = 0; i < column->value_count; i++)
		if (text_equal(column->values[i], value))
			return;
	column->withheld = column->rule == SIZE_MAX ? !is_harmless(value) : personal_value(value);
	column->values[column->value_count++] = arena_copy(&work->arena, value);
}

void recognition_take_values(struct recognition *work)
{
	for (size_t i = work->header + 1; i < work->head_count; i++)
		for (size_t j = 0; j < work->heads[i].count && j < work->count; j++)
			add_value(work, &work->columns[j], work->heads[i].cells[j]);
	enum rows_result result = ROWS_RECORD;
	for (size_t i = 0; work->head_count == HEADER_ROWS && i < SAMPLE_ROWS; i++) {
		if ((result = rows_next(work->rows)) == ROWS_END)
			break;
		for (size_t j = 0;
			result == ROWS_RECORD && j < work->rows->count && j < work->count; j++)
			if (work->columns[j].value_count < MOST_VALUES)
				add_value(work, &work->columns[j],
					clean(work, work->rows->fields[j]));
	}
}
void recognition_free(struct recognition *work)
{
	for (size_t i = 0; i < work->known.row_count; i++)
		pattern_free(work->patterns[i]);
	for (size_t i = 0; i < work->head_count; i++)
		free(work->heads[i].cells);
	if (work->known.columns.count)
		table_free(&work->known);
	free(work->patterns);
	free(work->columns);
	free(work->shown);
	dictionary_empty(&work->taken);
	arena_empty(&work->arena);
}
