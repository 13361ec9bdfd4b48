/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-programme: observations to the indicators of a programme: counts, shares, targets, changes.
 *
 * in:  observations: year municipality school_id measure n hits sum
 * out: programme: level municipality school_id indicator year k n value target distance met change trend
 *      compared
 * Memory: a sum for every indicator, year, school, municipality and the region.
 */
#include "calendar.h"
#include "cohort.h"
#include "escape.h"
#include "filter.h"
#include "home.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "programme.h"
#include "participation.h"
#include "stream.h"
#include "sums.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	struct option_list tables, pauses;
	const char *members;
} options;

static const struct option option_rows[] = {
	{'t', "table", OPTION_LIST, &options.tables, "FILE",
		"what the programme's indicators are made of (required)"},
	{'m', "members", OPTION_TEXT, &options.members, "FILE",
		"the membership: which school is in the programme in which year"},
	{'p', "pauses", OPTION_LIST, &options.pauses, "FILE",
		"table: years in which a procedure was not held"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-programme",
	.summary = "observations to the indicators of a programme",
	.operands = "[FILE …]",
	.options = option_rows,
	.example =
		"  shnor-programme --table programme.tsv --members membership.tsv observations.tsv",
};

enum { YEAR, MUNICIPALITY, SCHOOL, MEASURE, COUNT, HITS, SUM, SUMSQ };
enum level { LEVEL_MUNICIPALITY, LEVEL_REGION, LEVEL_SCHOOL, LEVELS };

static const char *const level_words[LEVELS] = {"municipality", "region", "school"};

struct programme_work {
	struct filter filter;
	struct stream stream;
	struct programme programme;
	struct pauses pauses;
	struct participations participations;
	struct sums sums;  /* by level, keys and indicator, then the year */
	uint32_t *line_of; /* by sum: its line of the table */
	size_t line_room;
	bool *used;             /* by line: there was something for it */
	struct cohorts cohorts; /* by the keys of municipalities and the region */
	struct homes homes;
	uint64_t unknown; /* figures without a value */
	struct key key;
};

/* Adds the observation to the line's indicator at one level. The year stands last in the key, so that
 * the years of an indicator lie side by side. */
static void add_at(struct programme_work *work, const struct observation *seen, uint32_t line,
	enum level level)
{
	const struct text *values = work->stream.values;
	uint32_t known = work->sums.keys.count;
	key_start(&work->key);
	key_add_value(&work->key, text_of(level_words[level]));
	/* A school is one, whatever municipality it was in. */
	key_add_value(&work->key, level == LEVEL_MUNICIPALITY ? values[MUNICIPALITY] : text_of(""));
	key_add_value(&work->key, level == LEVEL_SCHOOL ? values[SCHOOL] : text_of(""));
	key_add_value(&work->key, work->programme.lines[line].indicator);
	key_add_value(&work->key, values[YEAR]);
	if (!sums_add(&work->sums, key_text(&work->key), seen) ||
		(level != LEVEL_SCHOOL && work->programme.lines[line].selects &&
			!cohorts_add(&work->cohorts, key_text(&work->key), values[SCHOOL], seen)))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			stream_origin(&work->stream).at);
	if (work->sums.keys.count == known)
		return;
	work->line_of =
		memory_grow(work->line_of, &work->line_room, known + 1, sizeof *work->line_of);
	work->line_of[known] = line;
}

/* Has an earlier line of the same indicator taken the observation? It counts once. */
static bool taken_before(
	const struct programme_work *work, const bool *fits, uint32_t line, struct text status)
{
	const struct programme_line *lines = work->programme.lines;
	for (uint32_t i = 0; i < line; i++)
		if (text_equal(lines[i].indicator, lines[line].indicator) && fits[i] &&
			programme_counts(&lines[i], status))
			return true;
	return false;
}

static bool use(struct programme_work *work, const struct observation *seen)
{
	bool used = false;
	const struct text *values = work->stream.values;
	const bool *fits = programme_fits(&work->programme, values[MEASURE]);
	struct text status =
		participations_find(&work->participations, values[YEAR], values[SCHOOL]);
	for (uint32_t i = 0; i < work->programme.table.row_count; i++) {
		const struct programme_line *line = &work->programme.lines[i];
		if (!fits[i] || !programme_counts(line, status))
			continue;
		used = work->used[i] = true;
		programme_see(&work->programme, i, values[MEASURE]);
		if (taken_before(work, fits, i, status))
			continue;
		for (enum level level = 0; level < LEVELS; level++)
			add_at(work, seen, i, level);
	}
	return used;
}

static void take_observation(struct programme_work *work)
{
	const struct text *values = work->stream.values;
	const struct text fields[] = {values[COUNT], values[HITS], values[SUM], values[SUMSQ]};
	struct observation seen;
	uint64_t year;
	const char *wrong = observation_read(&seen, fields);
	if (!calendar_year(values[YEAR], &year))
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
	else if (!values[SCHOOL].length)
		filter_reject(
			&work->filter, &work->stream, "no school", "school_id", SCHOOL, "a code");
	else if (wrong)
		filter_reject(&work->filter, &work->stream, "no observation", NULL, 0,
			"n, hits, sum and sumsq as shnor-normalize writes them");
	else if (pauses_have(&work->pauses, values[MEASURE], year))
		filter_reject(
			&work->filter, &work->stream, pause_reason, "year", YEAR, pause_expected);
	else if (!use(work, &seen))
		account_skip(&work->filter.account, text_of("not of the programme"));
	else {
		homes_see(&work->homes, values[SCHOOL], year, values[MUNICIPALITY]);
		work->filter.account.written++;
	}
}

static void take_stream(struct programme_work *work)
{
	static const char *const names[] = {
		"year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], i != MUNICIPALITY && i <= HITS);
	while (filter_next(&work->filter, &work->stream))
		take_observation(work);
}

/* The share or mean in units of 10^-VALUE_PLACES; false if nobody knows it. */
static bool value_of(const struct programme_line *line, const struct observation *sum, wide *value)
{
	if (!sum->n || !(line->mean ? sum->has_sum : sum->has_hits))
		return false;
	if (line->mean)
		return number_ratio(
			sum->sum, number_power(VALUE_PLACES - SUM_PLACES), (wide)sum->n, value);
	*value = number_divide((wide)sum->hits * number_power(VALUE_PLACES), (wide)sum->n);
	return true;
}

/* The part of the key before the year, and the year. */
static void cut_key(struct text key, struct text *before, struct text *year)
{
	size_t end = key.length - 1, at = end;
	while (at && key.at[at - 1] != '\t')
		at--;
	*before = (struct text){key.at, at};
	*year = (struct text){key.at + at, end - at};
}

/* What was written last of an indicator. */
struct last {
	struct text name; /* the key without the year */
	struct text year_text;
	uint64_t year;
	wide value;
};

/* How an indicator has changed against the year before in which it was held. */
struct step {
	bool known;
	wide change;
	uint64_t schools; /* counted in both years, whose change it is; 0: not asked for */
};

static void put_number(struct sink *out, bool has, wide units)
{
	sink_byte(out, '\t');
	if (has)
		sink_decimal(out, units, VALUE_PLACES);
}

static void put_step(struct sink *out, const struct programme_line *line, struct step step)
{
	bool up = step.change > 0;
	put_number(out, step.known, step.change);
	sink_string(out,
		!step.known              ? "\tno_data\t"
			: !step.change   ? "\tstable\t"
			: up == line->up ? "\timproved\t"
					 : "\tdeclined\t");
	if (step.schools)
		sink_count(out, step.schools);
}

/* The school's code stands in the key with the streams' escapes. */
static struct text home_of(const struct programme_work *work, struct text code)
{
	char *plain = memory_get(code.length + 1, 1);
	struct text home = homes_find(&work->homes, (struct text){plain, escape_undo(plain, code)});
	free(plain);
	return home;
}

/* Does the key, or what stands before its year, belong to a school? */
static bool is_of_school(struct text key)
{
	struct text level;
	return text_next_part(&key, '\t', &level) && text_is(level, level_words[LEVEL_SCHOOL]);
}

/* The name as it is shown: in place of a school's municipality, of which the key has none, stands that
 * in which it lies. */
static struct text show_name(struct programme_work *work, struct text key)
{
	struct text rest = key, part, school;
	if (!is_of_school(key) || !text_next_part(&rest, '\t', &part) ||
		!text_next_part(&rest, '\t', &part) || !text_next_part(&rest, '\t', &school))
		return key;
	key_start(&work->key);
	key_add_value(&work->key, text_of(level_words[LEVEL_SCHOOL]));
	key_add_value(&work->key, home_of(work, school));
	key_add_field(&work->key, school);
	while (text_next_part(&rest, '\t', &part))
		if (rest.at)
			key_add_field(&work->key, part);
	return key_text(&work->key);
}

/* Where the line counts schools by their status, the schools of two years are not the same: what
 * changes is told by those that are counted in both. */
static struct step compare(struct programme_work *work, const struct programme_line *line,
	const struct last *was, const struct last *is)
{
	struct step step = {.known = true, .change = is->value - was->value};
	struct observation before, now;
	wide from, to;
	if (!line->selects || is_of_school(is->name))
		return step;
	key_start(&work->key);
	key_add_field(&work->key, (struct text){was->name.at, was->name.length - 1});
	key_add_field(&work->key, was->year_text);
	struct text name = {is->name.at, is->name.length + is->year_text.length + 1};
	step.schools = cohorts_compare(&work->cohorts, key_text(&work->key), name, &before, &now);
	step.known = step.schools && value_of(line, &before, &from) && value_of(line, &now, &to);
	step.change = step.known ? to - from : 0;
	return step;
}

/* Is there no year between them in which anything of the line's indicator was held? */
static bool is_next(const struct programme_work *work, uint32_t line, uint64_t from, uint64_t to)
{
	for (uint64_t year = from + 1; year < to; year++)
		if (!programme_paused(&work->programme, line, &work->pauses, year))
			return false;
	return true;
}

static void write_indicator(
	struct programme_work *work, struct text name, uint32_t number, struct last *last)
{
	struct sink *out = &work->filter.out;
	const struct programme_line *line = &work->programme.lines[work->line_of[number]];
	const struct observation *sum = &work->sums.totals[number];
	struct last is = {0};
	cut_key(name, &is.name, &is.year_text);
	if (!value_of(line, sum, &is.value) || !calendar_year(is.year_text, &is.year)) {
		work->unknown++;
		return;
	}
	bool follows = text_equal(last->name, is.name) &&
		is_next(work, work->line_of[number], last->year, is.year);
	sink_text(out, is.name);
	sink_text(out, is.year_text);
	sink_byte(out, '\t');
	if (!line->mean)
		sink_count(out, sum->hits);
	sink_byte(out, '\t');
	sink_count(out, sum->n);
	put_number(out, true, is.value);
	put_number(out, line->has_target, line->target);
	wide missing = line->up ? line->target - is.value : is.value - line->target;
	put_number(out, line->has_target, missing > 0 ? missing : 0);
	sink_string(out, !line->has_target ? "\t" : missing > 0 ? "\tno" : "\tyes");
	put_step(out, line, follows ? compare(work, line, last, &is) : (struct step){0});
	sink_byte(out, '\n');
	work->filter.account.output++;
	*last = is;
}

/* Does the line stand first of its indicator, and has none of them anything? */
static bool is_lacking(const struct programme_work *work, size_t row)
{
	const struct programme_line *lines = work->programme.lines;
	for (size_t i = 0; i < work->programme.table.row_count; i++)
		if (text_equal(lines[i].indicator, lines[row].indicator) &&
			(work->used[i] || i < row))
			return false;
	return true;
}

/* An indicator that nothing goes into would silently be missing: that is not 0. */
static void tell_unused(struct programme_work *work)
{
	for (size_t i = 0; i < work->programme.table.row_count; i++) {
		const struct table *table = &work->programme.table;
		struct text indicator = work->programme.lines[i].indicator;
		if (work->used[i])
			continue;
		message_note(_("%s: nothing in the data goes into %s"),
			table_place(table, i).string, quote(indicator).string);
		if (is_lacking(work, i))
			account_warn(&work->filter.account,
				&(struct finding){SEVERITY_WARNING, "indicator without data",
					text_of(""), text_of(""), indicator, text_of(""),
					programme_measure(&work->programme, i), NULL});
	}
}

static void write_all(struct programme_work *work)
{
	struct last last = {0};
	struct dictionary shown = {0};
	for (uint32_t i = 0; i < work->sums.keys.count; i++)
		dictionary_add(&shown, show_name(work, work->sums.keys.texts[i]));
	uint32_t *order = dictionary_sorted(&shown);
	for (uint32_t i = 0; i < shown.count; i++)
		write_indicator(work, shown.texts[order[i]], order[i], &last);
	dictionary_empty(&shown);
	if (work->unknown)
		message_note(_("%" PRIu64
			       " figure(s) are not there, for some of their counts are missing"),
			work->unknown);
	free(order);
}

/* Lines that ask who is in the programme need the membership. */
static void check_members(const struct programme_work *work)
{
	for (size_t i = 0; i < work->programme.table.row_count; i++)
		if (!work->programme.lines[i].everybody)
			fail(STATUS_USAGE,
				_("%s: it counts schools by their status; --members FILE is "
				  "required"),
				table_place(&work->programme.table, i).string);
}

int main(int argc, char **argv)
{
	static struct programme_work work;
	filter_start(&work.filter, &usage, argc, argv);
	if (!options.tables.count)
		fail(STATUS_USAGE, _("--table FILE is required; it says what the indicators are"));
	programme_load(&work.programme, options.tables.items, options.tables.count);
	pauses_load(&work.pauses, options.pauses.items, options.pauses.count);
	table_check();
	work.used = memory_get(work.programme.table.row_count, sizeof *work.used);
	memset(work.used, 0, work.programme.table.row_count * sizeof *work.used);
	if (options.members)
		participations_load(&work.participations, &work.filter, options.members);
	else
		check_members(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter,
		"level municipality school_id indicator year k n value target distance met change "
		"trend compared");
	take_stream(&work);
	tell_unused(&work);
	write_all(&work);
	stream_close(&work.stream);
	programme_free(&work.programme);
	pauses_free(&work.pauses);
	sums_empty(&work.sums);
	participations_free(&work.participations);
	key_free(&work.key);
	free(work.line_of);
	free(work.used);
	cohorts_free(&work.cohorts);
	homes_free(&work.homes);
	return filter_end(&work.filter);
}
