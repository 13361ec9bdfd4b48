/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-recommend: streams of results to what is recommended to whom, by a table.
 *
 * in:  classes, dynamics, indicators, membership, pairs, programme, risks: each told by its columns
 * out: recommendations: year municipality school_id addressee recommendation cause evidence source
 * Memory: the rows of the year that a line of the table looks at, and a status a school and year.
 */
#include "advice.h"
#include "calendar.h"
#include "concern.h"
#include "filter.h"
#include "headcount.h"
#include "kept_rows.h"
#include "label.h"
#include "listing.h"
#include "memory.h"
#include "message.h"
#include "programme.h"
#include "remarks.h"
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
	uint32_t line, row; /* of the table and of the rows kept */
	bool hit;           /* `where` fits, not `of` alone */
};

struct recommend {
	struct filter filter;
	struct stream stream;
	struct advice advice;
	struct labels labels;
	bool has_year;
	uint64_t year;
	struct concern concern;
	bool *given; /* by number of the kind: there is such a stream */
	struct kept_rows rows;
	struct sign *signs;
	size_t sign_count, sign_room;
	struct headcount counts;
	struct remarks remarks;
	struct arena arena;
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

static struct text value_named(
	const struct text *values, const struct result_kind *kind, const char *name)
{
	return values[result_kind_column(kind, text_of(name))];
}

static void add_sign(struct recommend *work, size_t line)
{
	work->signs = memory_grow(
		work->signs, &work->sign_room, work->sign_count + 1, sizeof *work->signs);
	work->signs[work->sign_count++] = (struct sign){.line = (uint32_t)line,
		.row = (uint32_t)work->rows.count,
		.hit = conditions_fit(&work->advice.lines[line].where, work->stream.values)};
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
	concern_add_member(
		&work->concern, year, value_named(work->stream.values, kind, "school_id"), status);
	return true;
}

/* Is it known already that the kind's rows of that year do not count? */
static bool is_of_another_year(
	const struct recommend *work, const struct result_kind *kind, uint64_t year)
{
	uint64_t last = kind->of_programme ? work->year + work->concern.lag : work->year;
	return work->has_year && (year < work->year || year > last);
}

static void account_row(struct recommend *work, enum row_state state)
{
	if (state == ROW_USED)
		work->filter.account.written++;
	else
		account_skip(&work->filter.account,
			text_of(state == ROW_NOT_CONCERNED ? "not concerned" : "another year"));
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
			add_sign(work, i);
	if (work->sign_count == before) {
		/* A status is of use in any case. */
		if (membership)
			work->filter.account.written++;
		else
			account_skip(&work->filter.account, text_of("nothing to recommend"));
		return;
	}
	if (is_of_another_year(work, kind, year)) {
		work->sign_count = before;
		account_row(work, membership ? ROW_USED : ROW_OF_ANOTHER_YEAR);
		return;
	}
	bool whole = false;
	for (size_t i = before; i < work->sign_count; i++)
		whole = whole || work->advice.lines[work->signs[i].line].scope == ADVICE_ROW;
	uint32_t row = kept_rows_add(&work->rows, kind, year, work->stream.values, whole);
	work->rows.items[row].state = membership ? ROW_USED : ROW_OF_ANOTHER_YEAR;
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

/* Remarks what the row's sign says, or counts its school; false if it is not concerned. `member_year`: of the
 * programme. */
static bool take_sign(struct recommend *work, const struct sign *sign, uint64_t member_year)
{
	const struct advice_line *line = &work->advice.lines[sign->line];
	struct text school = kept_rows_school(&work->rows, sign->row);
	/* What is told of a municipality is not told of a school. */
	if (!line->everybody && school.length &&
		!concern_means(&work->concern, member_year, school, line->schools))
		return false;
	if (line->scope == ADVICE_ROW)
		remarks_add_row(&work->remarks, sign->line, sign->row);
	else if (school.length)
		headcount_add(&work->counts, sign->line,
			line->scope == ADVICE_REGION
				? text_of("")
				: kept_rows_municipality(&work->rows, sign->row),
			school, sign->hit);
	return true;
}

static void take_signs(struct recommend *work)
{
	uint64_t *years = memory_get(result_kind_count, sizeof *years);
	if (!work->has_year)
		work->year = concern_last_year(&work->concern);
	work->remarks = (struct remarks){.advice = &work->advice,
		.labels = &work->labels,
		.rows = &work->rows,
		.counts = &work->counts,
		.year = work->year};
	for (size_t i = 0; i < result_kind_count; i++)
		years[i] = concern_year(&work->concern, &result_kinds[i], work->year);
	uint64_t member_year = years[result_kind_named(text_of("membership")) - result_kinds];
	for (size_t i = 0; i < work->sign_count; i++) {
		const struct sign *sign = &work->signs[i];
		struct kept_row *row = &work->rows.items[sign->row];
		if (row->year != years[row->kind - result_kinds])
			continue;
		if (take_sign(work, sign, member_year))
			row->state = ROW_USED;
		else if (row->state == ROW_OF_ANOTHER_YEAR)
			row->state = ROW_NOT_CONCERNED;
	}
	free(years);
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
		if (are_enough(&work->advice.lines[group->line], group))
			remarks_add_group(&work->remarks, i);
	}
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
static void tell_silent(const struct recommend *work)
{
	struct listing silent = {0};
	struct wording wording = {0};
	for (size_t i = 0; i < work->advice.table.row_count; i++) {
		const struct advice_line *line = &work->advice.lines[i];
		if (line->off || line->fired || !work->given[line->kind - result_kinds])
			continue;
		wording_start(&wording);
		wording_add(&wording, line->name);
		wording_add_string(&wording, " (");
		wording_add(&wording, line->addressee);
		wording_add_string(&wording, ")");
		listing_add(&silent, wording_text(&wording));
	}
	wording_free(&wording);
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
	kept_rows_free(&work->rows);
	headcount_free(&work->counts);
	remarks_free(&work->remarks);
	arena_empty(&work->arena);
	free(work->given);
	free(work->signs);
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
	for (size_t i = 0; i < work.rows.count; i++)
		account_row(&work, work.rows.items[i].state);
	tell_lacking(&work);
	tell_silent(&work);
	work.filter.account.output = remarks_write(&work.remarks, &work.filter.out);
	release(&work);
	return filter_end(&work.filter);
}
