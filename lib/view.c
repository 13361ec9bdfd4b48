/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"
#include "discretion.h"
#include "message.h"
#include "numeral.h"

#include <stdlib.h>

enum { ROWS_KEPT = 64 };

/* In place of a number in the stream. */
#define SCHOOL_NAME SIZE_MAX
#define ROW_NUMBER (SIZE_MAX - 1)

struct view_condition {
	size_t value;       /* number in the stream */
	struct text wanted; /* alternatives parted by | */
};

static void add_columns(struct view *view)
{
	const struct view_request *request = view->request;
	const struct stream *stream = view->stream;
	struct text rest, name;
	if (!request->columns) {
		for (size_t i = 0; i < stream->name_count; i++) {
			dictionary_add(&view->columns, stream->names[i]);
			if (request->registry && text_is(stream->names[i], "school_id"))
				dictionary_add(&view->columns, text_of("name"));
		}
		return;
	}
	rest = text_of(request->columns);
	while (text_next_part(&rest, ',', &name)) {
		struct text kept = arena_copy(&view->columns.arena, text_trim(name));
		bool made =
			text_is(kept, "row_number") || (text_is(kept, "name") && request->registry);
		if (made || !request->columns_if_there || stream_has(stream, kept.at))
			dictionary_add(&view->columns, kept);
	}
}

/* What the column of that name is made of. */
static size_t source_of(struct view *view, const char *name)
{
	if (!stream_has(view->stream, name)) {
		if (view->request->registry && strcmp(name, "name") == 0)
			return SCHOOL_NAME;
		if (strcmp(name, "row_number") == 0)
			return ROW_NUMBER;
	}
	return stream_want(view->stream, name, true);
}

static void add_condition(struct view *view, const char *given)
{
	const char *equals = strchr(given, '=');
	if (!equals)
		fail(STATUS_USAGE, _("--where: found %s, expected COLUMN=VALUE"),
			quote(text_of(given)).string);
	struct text name =
		arena_copy(&view->columns.arena, (struct text){given, (size_t)(equals - given)});
	view->conditions[view->condition_count++] = (struct view_condition){
		stream_want(view->stream, name.at, true), text_of(equals + 1)};
}

const char *view_year_column(const struct stream *stream)
{
	if (stream_has(stream, "year"))
		return "year";
	return stream_has(stream, "year_to") ? "year_to" : NULL;
}

void view_open(struct view *view, struct stream *stream, const struct view_request *request)
{
	*view = (struct view){.stream = stream, .request = request};
	add_columns(view);
	view->school =
		stream_want(stream, "school_id", request->registry && !request->columns_if_there);
	view->municipality = stream_want(stream, "municipality", false);
	view->curator = stream_want(stream, "curator_municipality", false);
	const char *year = view_year_column(stream);
	view->year = request->first_year && year ? stream_want(stream, year, true) : SIZE_MAX;
	view->values = memory_get(view->columns.count, sizeof *view->values);
	view->cells = memory_get(view->columns.count, sizeof *view->cells);
	for (uint32_t i = 0; i < view->columns.count; i++)
		view->values[i] = source_of(view, view->columns.texts[i].at);
	view->conditions = memory_get(request->where_count, sizeof *view->conditions);
	for (size_t i = 0; i < request->where_count; i++)
		add_condition(view, request->where[i]);
}

static bool fits(const struct view *view, const struct view_condition *condition)
{
	struct text rest = condition->wanted, part;
	while (text_next_part(&rest, '|', &part))
		if (text_equal(part, view->stream->values[condition->value]))
			return true;
	return false;
}

static const struct school *school_of(const struct view *view)
{
	return registry_find(view->request->registry, BY_CODE, view->stream->values[view->school]);
}

/* A stream without the column `municipality` has that of its schools. */
static bool is_of_municipality(const struct view *view)
{
	struct text wanted = view->request->municipality;
	if (!wanted.length)
		return true;
	if (stream_has(view->stream, "municipality"))
		return text_equal(view->stream->values[view->municipality], wanted);
	const struct school *school = view->request->registry ? school_of(view) : NULL;
	return school && text_equal(school->municipality, wanted);
}

static bool is_of_years(const struct view *view)
{
	uint64_t year;
	return view->year == SIZE_MAX || !number_count(view->stream->values[view->year], &year) ||
		year >= view->request->first_year;
}

static bool is_wanted(const struct view *view)
{
	for (size_t i = 0; i < view->condition_count; i++)
		if (!fits(view, &view->conditions[i]))
			return false;
	return is_of_years(view) && is_of_municipality(view);
}

static bool next_row(struct stream *stream, struct filter *filter)
{
	enum stream_result result;
	if (filter)
		return filter_next(filter, stream);
	do
		result = stream_next(stream);
	while (result == STREAM_BROKEN);
	return result == STREAM_ROW;
}

bool view_next(struct view *view, struct filter *filter)
{
	while (next_row(view->stream, filter)) {
		bool wanted = is_wanted(view);
		if (filter && wanted) {
			filter->account.written++;
			filter->account.output++;
		} else if (filter) {
			account_skip(&filter->account, text_of("not asked for"));
		}
		if (wanted)
			return true;
	}
	return false;
}

/* A decimal point between two digits becomes the decimal mark, as in 7/22 = 0.318. */
static void set_mark(char *at, size_t length, char mark)
{
	for (size_t i = 1; i + 1 < length; i++)
		if (at[i] == '.' && at[i - 1] >= '0' && at[i - 1] <= '9' && at[i + 1] >= '0' &&
			at[i + 1] <= '9')
			at[i] = mark;
}

/* A school's name over two lines of the source is one line for people. */
static struct text readable(struct view *view, struct text text)
{
	char *copy = memory_get(text.length, 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool control = (unsigned char)text.at[i] < 0x20;
		if (!control)
			copy[length++] = text.at[i];
		else if (length && copy[length - 1] != ' ')
			copy[length++] = ' ';
	}
	struct text kept = arena_copy(&view->row, (struct text){copy, length});
	free(copy);
	return kept;
}

/* May the column name a school of another municipality? A supported school has to know its
 * curator. */
static bool may_name_others(struct text column)
{
	return text_is(column, "curator_id") || text_is(column, "curator_municipality") ||
		text_is(column, "recommendation");
}

static bool names_other(const struct view *view, struct text value)
{
	const struct view_request *request = view->request;
	return request->registry &&
		discretion_names_other(request->registry, request->municipality, value);
}

/* Does the row of a report for one municipality tell of a school of another one, as a pair does
 * whose curator belongs there? */
static bool tells_of_others(const struct view *view)
{
	struct text curator = view->stream->values[view->curator];
	if (!view->request->municipality.length)
		return false;
	bool tells = curator.length && !text_equal(curator, view->request->municipality);
	for (uint32_t i = 0; i < view->columns.count && !tells; i++)
		tells = view->values[i] < ROW_NUMBER &&
			names_other(view, view->stream->values[view->values[i]]);
	return tells;
}

/* Must it stay out of a report for one municipality? Of a row that tells of another's school the
 * reason and the evidence, for they have its figures; else texts that name one. */
static bool is_withheld(const struct view *view, struct text column, struct text value)
{
	if (!view->request->municipality.length || may_name_others(column))
		return false;
	if (view->of_others && (text_is(column, "reason") || text_is(column, "evidence")))
		return true;
	return names_other(view, value);
}

static struct text text_cell(struct view *view, struct text column, struct text value)
{
	const struct view_request *request = view->request;
	if (is_withheld(view, column, value))
		return text_of("");
	struct text shown = labels_value(request->labels, column, value);
	bool name = text_is(column, "name") && !request->lines_in_names;
	shown = name ? readable(view, shown) : arena_copy(&view->row, shown);
	/* The arena's copy is ours to write to. */
	if (request->decimal != '.' && (text_is(column, "reason") || text_is(column, "evidence")))
		set_mark((char *)(uintptr_t)shown.at, shown.length, request->decimal);
	return shown;
}

/* Numbers with decimals are rounded to the digits asked for and get the decimal mark; whole ones
 * stay. */
static struct document_cell make_cell(struct view *view, struct text column, struct text value)
{
	const struct view_request *request = view->request;
	char printed[NUMBER_ROOM];
	wide units;
	if (!numeral_read(column, value, &units))
		return (struct document_cell){text_cell(view, column, value),
			numeral_is_code(column) ? MEANS_CODE : MEANS_TEXT, tone_of(column, value)};
	if (request->as_it_stands || !number_decimals(value))
		return (struct document_cell){value, MEANS_NUMBER, TONE_NONE};
	size_t length = number_print(printed,
		number_divide(units, number_power(VALUE_PLACES - request->digits)), request->digits,
		false);
	for (size_t i = 0; i < length; i++)
		if (printed[i] == '.')
			printed[i] = request->decimal;
	return (struct document_cell){
		arena_copy(&view->row, (struct text){printed, length}), MEANS_NUMBER, TONE_NONE};
}

static struct document_cell cell_of(struct view *view, uint32_t number)
{
	struct text column = view->columns.texts[number];
	size_t source = view->values[number];
	char digits[20];
	if (source == SCHOOL_NAME) {
		const struct school *school = school_of(view);
		return (struct document_cell){
			text_cell(view, column, school ? school->name : text_of("")), MEANS_TEXT,
			TONE_NONE};
	}
	if (source == ROW_NUMBER)
		return (struct document_cell){
			arena_copy(&view->row,
				(struct text){digits, number_digits(digits, view->shown)}),
			MEANS_NUMBER, TONE_NONE};
	return make_cell(view, column, view->stream->values[source]);
}

const struct document_cell *view_row(struct view *view)
{
	/* Not after every row: blocks of an arena are large. */
	if (view->shown++ % ROWS_KEPT == 0)
		arena_empty(&view->row);
	view->of_others = tells_of_others(view);
	for (uint32_t i = 0; i < view->columns.count; i++)
		view->cells[i] = cell_of(view, i);
	return view->cells;
}

/* The n of which k are counted are not always participants. */
static struct text head_of(const struct view *view, struct text column)
{
	struct text of = text_of("n_of_k"), label;
	if (text_is(column, "n") && stream_has(view->stream, "k")) {
		label = labels_column(view->request->labels, of);
		if (!text_equal(label, of))
			return label;
	}
	return labels_column(view->request->labels, column);
}

struct text *view_heads(const struct view *view)
{
	struct text *heads = memory_get(view->columns.count, sizeof *heads);
	for (uint32_t i = 0; i < view->columns.count; i++)
		heads[i] = head_of(view, view->columns.texts[i]);
	return heads;
}

void view_close(struct view *view)
{
	dictionary_empty(&view->columns);
	arena_empty(&view->row);
	free(view->values);
	free(view->cells);
	free(view->conditions);
	*view = (struct view){0};
}
