/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-recommend: streams of results to what is recommended to whom, by a table.
 *
 * in:  classes, dynamics, indicators, membership, pairs, programme, risks: each told by its columns
 * out: recommendations: year municipality school_id addressee recommendation cause evidence source
 * Memory: the rows that a line of the table looks at, and a status a school and year.
 */
#include "advice.h"
#include "calendar.h"
#include "concern.h"
#include "evidence.h"
#include "filter.h"
#include "headcount.h"
#include "label.h"
#include "listing.h"
#include "memory.h"
#include "message.h"
#include "programme.h"
#include "recommendations.h"
#include "stream.h"
#include "wording.h"

#include <stdlib.h>

static struct {
	struct option_list tables, labels;
	const char *year, *lag, *addressees;
} options = {.lag = "1"};

static const struct option option_rows[] = {
	{'t', "table", OPTION_LIST, &options.tables, "FILE",
		"table: what is recommended to whom when something was found (required)"},
	{'y', "year", OPTION_TEXT, &options.year, "YEAR",
		"the year whose results count; the last one, if not given"},
	{0, "lag", OPTION_TEXT, &options.lag, "YEARS",
		"results of a year decide on the programme of so many years later"},
	{'a', "addressees", OPTION_TEXT, &options.addressees, "LIST",
		"only recommendations to these, parted by commas"},
	{'l', "labels", OPTION_LIST, &options.labels, "FILE",
		"what to write for the streams' words"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-recommend",
	.summary = "streams of results to what is recommended to whom",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-recommend --table recommendations.tsv --year 2024 \\\n"
		   "      classes.tsv dynamics.tsv membership.tsv >recommendations.tsv",
};

/* What a line of the table has seen in a row. */
struct sign {
	struct advice_line *line;
	uint64_t year;
	size_t row; /* of those kept */
	bool hit;   /* `where` fits, not `of` alone */
	struct text municipality, school, text, evidence;
};

/* What became of a row that a line of the table looks at. */
enum row_state { ROW_OF_ANOTHER_YEAR, ROW_NOT_CONCERNED, ROW_USED };

struct recommend {
	struct filter filter;
	struct stream stream;
	struct advice advice;
	struct labels labels;
	bool has_year;
	uint64_t year;
	struct concern concern;
	bool *given; /* by number of the kind: there is such a stream */
	struct sign *signs;
	size_t sign_count, sign_room;
	enum row_state *rows;
	size_t row_count, row_room;
	struct recommendations found;
	struct headcount counts;
	struct arena arena;
	struct wording wording, evidence;
};

static void read_options(struct recommend *work)
{
	if (!options.tables.count)
		fail(STATUS_USAGE, _("--table FILE is required; it says what is recommended"));
	work->has_year = options.year != NULL;
	if (work->has_year && !calendar_year(text_of(options.year), &work->year))
		fail(STATUS_USAGE, _("--year: found %s, expected a year such as 2024"),
			quote(text_of(options.year)).string);
	work->concern.lag = option_count("lag", options.lag);
	if (work->concern.lag > 100)
		fail(STATUS_USAGE, _("--lag: found %s, expected 100 years at most"),
			quote(text_of(options.lag)).string);
	advice_load(&work->advice, options.tables.items, options.tables.count, options.addressees);
	labels_load(&work->labels, options.labels.items, options.labels.count);
	table_check();
	work->given = memory_get(result_kind_count, sizeof *work->given);
}

/* A value as people read it: by its label, or as a number. A code is no number. */
static void add_value(struct recommend *work, struct text column, struct text value)
{
	struct text label = labels_value(&work->labels, column, value);
	bool code = column.length > 3 && memcmp(column.at + column.length - 3, "_id", 3) == 0;
	if (code || !text_equal(label, value))
		wording_add(&work->wording, label);
	else
		wording_add_number(&work->wording, value, ',');
}

/* The line's text with the values of the row. */
static struct text fill_text(struct recommend *work, const struct advice_line *line)
{
	struct text rest = line->text, before, name;
	enum placeholder found;
	wording_start(&work->wording);
	do {
		found = placeholder_next(&rest, &before, &name);
		wording_add(&work->wording, before);
		if (found == PLACEHOLDER_FOUND)
			add_value(work, name,
				work->stream.values[result_kind_column(line->kind, name)]);
	} while (found == PLACEHOLDER_FOUND);
	return arena_copy(&work->arena, wording_text(&work->wording));
}

static struct text value_named(
	const struct recommend *work, const struct result_kind *kind, const char *name)
{
	return work->stream.values[result_kind_column(kind, text_of(name))];
}

static void add_sign(struct recommend *work, struct advice_line *line, uint64_t year)
{
	struct sign sign = {.line = line, .year = year, .row = work->row_count};
	sign.hit = conditions_fit(&line->where, work->stream.values);
	sign.municipality = arena_copy(&work->arena, value_named(work, line->kind, "municipality"));
	sign.school = arena_copy(&work->arena, value_named(work, line->kind, "school_id"));
	if (line->scope == ADVICE_ROW) {
		sign.text = fill_text(work, line);
		wording_start(&work->evidence);
		evidence_add(&work->evidence, line->kind, work->stream.values);
		sign.evidence = arena_copy(&work->arena, wording_text(&work->evidence));
	}
	work->signs = memory_grow(
		work->signs, &work->sign_room, work->sign_count + 1, sizeof *work->signs);
	work->signs[work->sign_count++] = sign;
}

/* Does the line have anything to say or to count of the row at hand? */
static bool concerns(const struct recommend *work, const struct advice_line *line,
	const struct result_kind *kind)
{
	if (line->off || line->kind != kind || !conditions_fit(&line->of, work->stream.values))
		return false;
	return line->scope != ADVICE_ROW || conditions_fit(&line->where, work->stream.values);
}

/* False with the row rejected: the status is none. */
static bool take_member(struct recommend *work, const struct result_kind *kind, uint64_t year)
{
	size_t number = result_kind_column(kind, text_of("status"));
	struct text status = work->stream.values[number];
	if (!programme_knows(status)) {
		filter_reject(&work->filter, &work->stream, "unknown status", "status", number,
			"a word of shnor-membership");
		return false;
	}
	concern_add_member(&work->concern, year, value_named(work, kind, "school_id"), status);
	return true;
}

static void take_row(struct recommend *work, const struct result_kind *kind)
{
	size_t number = result_kind_column(kind, text_of(kind->year)), before = work->sign_count;
	uint64_t year;
	bool membership = text_is(text_of("membership"), kind->name);
	if (!calendar_year(work->stream.values[number], &year)) {
		filter_reject(&work->filter, &work->stream, "impossible year", kind->year, number,
			"a year such as 2024");
		return;
	}
	if (membership && !take_member(work, kind, year))
		return;
	concern_see(&work->concern, kind, year);
	for (size_t i = 0; i < work->advice.table.row_count; i++)
		if (concerns(work, &work->advice.lines[i], kind))
			add_sign(work, &work->advice.lines[i], year);
	if (work->sign_count == before) {
		/* A status is of use in any case. */
		if (membership)
			work->filter.account.written++;
		else
			account_skip(&work->filter.account, text_of("nothing to recommend"));
		return;
	}
	work->rows =
		memory_grow(work->rows, &work->row_room, work->row_count + 1, sizeof *work->rows);
	work->rows[work->row_count++] = membership ? ROW_USED : ROW_OF_ANOTHER_YEAR;
}

/* Must the stream have the column? */
static bool is_required(const struct recommend *work, const struct result_kind *kind, size_t number,
	struct text name)
{
	struct text rest = text_of(kind->marks), word;
	if (text_is(name, kind->year) || text_is(name, "municipality") ||
		text_is(name, "school_id"))
		return true;
	while ((word = text_next_word(&rest)).length)
		if (text_equal(word, name))
			return true;
	for (size_t i = 0; i < work->advice.table.row_count; i++) {
		const struct advice_line *line = &work->advice.lines[i];
		if (!line->off && line->kind == kind && advice_reads(line, number, name))
			return true;
	}
	return false;
}

static void take_file(struct recommend *work, const char *const *path)
{
	stream_open(&work->stream, path, 1);
	const struct result_kind *kind = result_kind_of(&work->stream);
	if (!kind)
		fail(STATUS_USAGE,
			_("%s:1: these are the columns of no stream of results that is known here"),
			*path);
	struct text rest = text_of(kind->columns), word;
	for (size_t i = 0; (word = text_next_word(&rest)).length; i++) {
		struct text name = arena_copy(&work->arena, word);
		stream_want(&work->stream, name.at, is_required(work, kind, i, name));
	}
	work->given[kind - result_kinds] = true;
	while (filter_next(&work->filter, &work->stream))
		take_row(work, kind);
	stream_close(&work->stream);
}

static bool is_concerned(struct recommend *work, const struct sign *sign, uint64_t member_year)
{
	/* What is told of a municipality is not told of a school. */
	return sign->line->everybody || !sign->school.length ||
		concern_means(&work->concern, member_year, sign->school, sign->line->schools);
}

/* Gives what the row's sign says, or counts its school. */
static void take_sign(struct recommend *work, const struct sign *sign)
{
	size_t line = (size_t)(sign->line - work->advice.lines);
	work->rows[sign->row] = ROW_USED;
	if (sign->line->scope == ADVICE_ROW) {
		sign->line->fired = true;
		recommendations_add(&work->found, sign->line, sign->year, sign->municipality,
			sign->school, sign->text, sign->evidence);
	} else if (sign->school.length) {
		headcount_add(&work->counts, line,
			sign->line->scope == ADVICE_REGION ? text_of("") : sign->municipality,
			sign->school, sign->hit);
	}
}

static void take_signs(struct recommend *work)
{
	uint64_t *years = memory_get(result_kind_count, sizeof *years);
	if (!work->has_year)
		work->year = concern_last_year(&work->concern);
	for (size_t i = 0; i < result_kind_count; i++)
		years[i] = concern_year(&work->concern, &result_kinds[i], work->year);
	uint64_t member_year = years[result_kind_named(text_of("membership")) - result_kinds];
	for (size_t i = 0; i < work->sign_count; i++) {
		struct sign *sign = &work->signs[i];
		if (sign->year != years[sign->line->kind - result_kinds])
			continue;
		sign->year = work->year;
		if (is_concerned(work, sign, member_year))
			take_sign(work, sign);
		else if (work->rows[sign->row] == ROW_OF_ANOTHER_YEAR)
			work->rows[sign->row] = ROW_NOT_CONCERNED;
	}
	free(years);
}

/* The line's text about several schools. */
static void fill_counted(
	struct recommend *work, const struct advice_line *line, const struct headcount_group *group)
{
	struct text rest = line->text, before, name;
	enum placeholder found;
	wording_start(&work->wording);
	do {
		found = placeholder_next(&rest, &before, &name);
		wording_add(&work->wording, before);
		if (found != PLACEHOLDER_FOUND)
			continue;
		if (text_is(name, "k"))
			wording_add_count(&work->wording, group->hit_count);
		else if (text_is(name, "n"))
			wording_add_count(&work->wording, group->schools.count);
		else if (text_is(name, "year"))
			wording_add_count(&work->wording, work->year);
		else
			add_value(work, name, group->name);
	} while (found == PLACEHOLDER_FOUND);
}

/* Are there as many schools as the line asks for? In whole numbers: percent of n. */
static bool are_enough(const struct advice_line *line, const struct headcount_group *group)
{
	if (!line->least_percent)
		return group->hit_count >= line->least;
	return group->hit_count > 0 &&
		(wide)group->hit_count * 100 >= (wide)line->least * group->schools.count;
}

static void take_counts(struct recommend *work)
{
	for (uint32_t i = 0; i < work->counts.names.count; i++) {
		const struct headcount_group *group = &work->counts.groups[i];
		struct advice_line *line = &work->advice.lines[group->line];
		if (!are_enough(line, group))
			continue;
		line->fired = true;
		fill_counted(work, line, group);
		wording_start(&work->evidence);
		headcount_tell(group, &work->evidence);
		recommendations_add(&work->found, line, work->year, group->name, text_of(""),
			wording_text(&work->wording), wording_text(&work->evidence));
	}
}

static void account_rows(struct recommend *work)
{
	for (size_t i = 0; i < work->row_count; i++)
		if (work->rows[i] == ROW_USED)
			work->filter.account.written++;
		else
			account_skip(&work->filter.account,
				text_of(work->rows[i] == ROW_NOT_CONCERNED ? "not concerned"
									   : "another year"));
}

/* The kinds of stream that lines are for, and that were not given. */
static void tell_lacking(const struct recommend *work)
{
	struct listing lacking = {0};
	for (size_t kind = 0; kind < result_kind_count; kind++) {
		bool wanted = false;
		for (size_t i = 0; i < work->advice.table.row_count && !work->given[kind]; i++)
			wanted = wanted ||
				(!work->advice.lines[i].off &&
					work->advice.lines[i].kind == &result_kinds[kind]);
		if (wanted)
			listing_add(&lacking, text_of(result_kinds[kind].name));
	}
	if (lacking.length)
		message_note(_("no such stream was given, and the lines on it say nothing: %s"),
			lacking.string);
}

/* The lines that have found nothing in what was given. */
static void tell_silent(struct recommend *work)
{
	struct listing silent = {0};
	for (size_t i = 0; i < work->advice.table.row_count; i++) {
		const struct advice_line *line = &work->advice.lines[i];
		if (line->off || line->fired || !work->given[line->kind - result_kinds])
			continue;
		wording_start(&work->wording);
		wording_add(&work->wording, line->name);
		wording_add_string(&work->wording, " (");
		wording_add(&work->wording, line->addressee);
		wording_add_string(&work->wording, ")");
		listing_add(&silent, wording_text(&work->wording));
	}
	if (silent.length)
		message_note(_("lines that found nothing: %s"), silent.string);
}

/* Who is in the programme is told by the membership alone. */
static void check_members(const struct recommend *work)
{
	size_t membership = (size_t)(result_kind_named(text_of("membership")) - result_kinds);
	for (size_t i = 0; i < work->advice.table.row_count && !work->given[membership]; i++) {
		const struct advice_line *line = &work->advice.lines[i];
		if (!line->off && !line->everybody && work->given[line->kind - result_kinds])
			fail(STATUS_USAGE,
				_("%s: the line is for some schools of the programme, and no "
				  "membership "
				  "was given"),
				table_place(&work->advice.table, i).string);
	}
}

static void release(struct recommend *work)
{
	advice_free(&work->advice);
	labels_free(&work->labels);
	concern_free(&work->concern);
	recommendations_free(&work->found);
	headcount_free(&work->counts);
	arena_empty(&work->arena);
	wording_free(&work->wording);
	wording_free(&work->evidence);
	free(work->given);
	free(work->signs);
	free(work->rows);
}

int main(int argc, char **argv)
{
	static struct recommend work;
	filter_start(&work.filter, &usage, argc, argv);
	read_options(&work);
	filter_header(&work.filter, recommendation_columns);
	for (size_t i = 0; i < work.filter.file_count; i++)
		take_file(&work, &work.filter.files[i]);
	check_members(&work);
	take_signs(&work);
	take_counts(&work);
	account_rows(&work);
	tell_lacking(&work);
	tell_silent(&work);
	work.filter.account.output = recommendations_write(&work.found, &work.filter.out);
	release(&work);
	return filter_end(&work.filter);
}
