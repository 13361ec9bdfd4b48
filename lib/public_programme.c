/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_programme.h"
#include "path.h"
#include "public_fact.h"
#include "staff_totals.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { INDICATOR, MEASURE, STATISTIC, SCHOOLS };

/* Its other columns are of no matter here. */
const struct table_form public_programme_form = {"indicator measure statistic", "schools", true};

/* What an indicator is made of, by the table. */
static struct text measure_at(const struct publication *publication, size_t row)
{
	struct text measure = table_cell(&publication->programme, row, MEASURE);
	if (measure.length && measure.at[0] == '^')
		measure = (struct text){measure.at + 1, measure.length - 1};
	if (measure.length && measure.at[measure.length - 1] == '$')
		measure.length--;
	return measure;
}

/* The programme's line of the table; several lines of one name count as the first. SIZE_MAX: none.
 */
static size_t row_of(const struct publication *publication, struct text indicator)
{
	for (size_t i = 0; i < publication->programme.row_count; i++)
		if (text_equal(table_cell(&publication->programme, i, INDICATOR), indicator))
			return i;
	return SIZE_MAX;
}

/* Is no line above this one made of the same results? Totals of two of them, less one another,
 * could leave a single school. */
static bool is_first_of(
	const struct publication *publication, size_t row, const struct publicity_line *line)
{
	for (size_t i = 0; i < row; i++)
		if (publicity_find(publication->publicity, measure_at(publication, i)) == line)
			return false;
	return true;
}

enum { LEVEL, PLACE, SCHOOL, NAME, YEAR, K, N, VALUE, COLUMNS = 8 };

static bool read_line(const struct publication *publication, const char *file,
	const struct stream *stream, struct staff_total *line, enum publicity_counts *counts,
	bool *mean)
{
	size_t row = row_of(publication, stream->values[NAME]);
	struct text measure = row == SIZE_MAX ? text_of("") : measure_at(publication, row);
	*mean = row != SIZE_MAX &&
		text_is(table_cell(&publication->programme, row, STATISTIC), "mean");
	const struct publicity_line *found =
		measure.length ? publicity_find(publication->publicity, measure) : NULL;
	uint64_t n = 0, k = 0;
	number_count(stream->values[N], &n);
	number_count(stream->values[K], &k);
	*line = (struct staff_total){.list = text_of(file),
		.indicator = stream->values[NAME],
		.year = stream->values[YEAR],
		.municipality = text_is(stream->values[LEVEL], "region") ? text_of("")
									 : stream->values[PLACE],
		.measure = measure,
		.n = n,
		.k = k};
	if (found)
		*counts = found->counts;
	return found && found->counts != COUNTS_PERSONS;
}

/* Are the school's verdicts published, of the year or of those before? */
static bool verdicts_are_shown(
	const struct publication *publication, const struct stream *stream, bool before)
{
	enum { YEARS_BEFORE = 20 };
	char number[24];
	uint64_t year;
	if (!number_count(stream->values[YEAR], &year))
		return false;
	for (uint64_t back = before; back <= (before ? YEARS_BEFORE : 0) && back < year; back++) {
		snprintf(number, sizeof number, "%" PRIu64, year - back);
		if (dictionary_find(&publication->withheld,
			    publication_key(text_of(number), stream->values[SCHOOL])) !=
			DICTIONARY_NONE)
			return false;
	}
	return true;
}

static bool is_of_members(const struct publication *publication, const struct stream *stream)
{
	size_t row = row_of(publication, stream->values[NAME]);
	return !text_is(table_cell(&publication->programme, row, SCHOOLS), "all");
}

/* May the school's row of what counts schools be published? */
static bool fact_is_shown(const struct publication *publication, const struct public_facts *facts,
	const struct publicity_line *line, const struct stream *stream)
{
	struct text year = stream->values[YEAR], school = stream->values[SCHOOL];
	if (is_of_members(publication, stream) && !publication_is_member(publication, year, school))
		return false;
	if (line->counts == COUNTS_RESULTS)
		return public_facts_shown(facts, line->of, year, school);
	return line->counts == COUNTS_SCHOOLS ||
		verdicts_are_shown(publication, stream, line->counts == COUNTS_MEMBERSHIPS);
}

/* The name of the total that the row is, or, with an empty municipality, is part of. It lives until
 * the next call. */
static struct text total_name(
	const char *file, const struct stream *stream, struct text municipality)
{
	static char name[512];
	struct text indicator = stream->values[NAME], year = stream->values[YEAR];
	int length = snprintf(name, sizeof name, "%s\t%.*s\t%.*s\t%.*s", file,
		(int)indicator.length, indicator.at, (int)year.length, year.at,
		(int)municipality.length, municipality.at);
	return (struct text){name, (size_t)length < sizeof name ? (size_t)length : sizeof name - 1};
}

/* May a total of what counts schools be published? Where verdicts choose the members, their number
 * tells of the schools whose verdict is withheld. */
static bool total_is_shown(const struct publication *publication, const struct public_facts *facts,
	const char *file, const struct publicity_line *line, const struct stream *stream)
{
	struct text place = stream->values[PLACE];
	bool region = text_is(stream->values[LEVEL], "region");
	char number[24];
	uint64_t year;
	if (!region && publication->chosen && is_of_members(publication, stream)) {
		if (!number_count(stream->values[YEAR], &year) || !year)
			return false;
		snprintf(number, sizeof number, "%" PRIu64, year - 1);
		if (dictionary_find(&publication->withheld_places,
			    publication_key(text_of(number), place)) != DICTIONARY_NONE)
			return false;
	}
	/* Two lists have schools in common. */
	bool may = region && strcmp(file, "programme.tsv") == 0 &&
		is_first_of(publication, row_of(publication, stream->values[NAME]), line);
	return public_facts_total_shown(
		facts, total_name(file, stream, region ? text_of("") : place), may);
}

static void leave_out(struct public_facts *facts, const char *file, const struct stream *stream)
{
	uint64_t k = 0, n = 0;
	number_count(stream->values[K], &k);
	number_count(stream->values[N], &n);
	public_facts_leave_out(facts, total_name(file, stream, stream->values[PLACE]), k, n);
	public_facts_leave_out(facts, total_name(file, stream, text_of("")), k, n);
}

static void put_programme(struct publication *publication, const char *file, struct stream *stream,
	const struct staff_totals *totals, const struct public_facts *facts)
{
	const struct disclosure_limits *limits = &publication->suppression.limits;
	struct staff_total line;
	enum publicity_counts counts;
	bool mean = false;
	uint64_t k;
	if (!read_line(publication, file, stream, &line, &counts, &mean)) {
		publication_skip(publication, "not published");
		return;
	}
	if (counts != COUNTS_STAFF) {
		const struct publicity_line *found =
			publicity_find(publication->publicity, line.measure);
		bool school = text_is(stream->values[LEVEL], "school");
		if (school ? fact_is_shown(publication, facts, found, stream)
			   : total_is_shown(publication, facts, file, found, stream))
			publication_plain(publication, stream);
		else
			publication_skip(publication, "not published");
		return;
	}
	if (mean || text_is(stream->values[LEVEL], "school") ||
		!staff_totals_shown(totals, &line) || !number_count(stream->values[K], &k) ||
		k > line.n) {
		publication_skip(publication, "not published");
		return;
	}
	for (size_t i = 0; i < COLUMNS - 1; i++)
		publication_value(
			publication->out, i == K ? text_of("") : stream->values[i], false);
	bool above = disclosure_is_above(limits, k, line.n);
	if (above || disclosure_is_below(limits, k, line.n))
		publication_coarse(publication, above, line.n, publication->out);
	else
		sink_decimal(publication->out,
			(wide)disclosure_percent(k, line.n) * number_power(VALUE_PLACES - 2),
			VALUE_PLACES);
	sink_string(publication->out, "\n");
	publication->coarse++;
	publication->filter->account.written++;
}

/* Columns of a programme's stream; the change of a share in whole percents would tell more of
 * it. */
static const char programme_columns[] = "level municipality school_id indicator year k n value";

static void open_programme(struct stream *stream, const char *const *path)
{
	static const char *const names[] = {
		"level", "municipality", "school_id", "indicator", "year", "k", "n", "value"};
	*stream = (struct stream){0};
	stream_open(stream, path, 1);
	for (size_t i = 0; i < COLUMNS; i++)
		stream_want(stream, names[i], true);
}

static void write_programme(struct publication *publication, const char *file,
	struct staff_totals *totals, struct public_facts *facts, bool write)
{
	struct stream stream;
	char *path = path_join(publication->run, text_of(file));
	const char *paths[] = {path};
	struct staff_total line;
	enum publicity_counts counts;
	enum stream_result result;
	bool mean;
	open_programme(&stream, paths);
	if (write) {
		struct sink sink = publication_open(publication, file, programme_columns);
		publication->out = &sink;
		while (filter_next(publication->filter, &stream))
			put_programme(publication, file, &stream, totals, facts);
		sink_close(&sink);
		publication_tell(publication, file);
	} else {
		while ((result = stream_next(&stream)) != STREAM_END) {
			bool school = text_is(stream.values[LEVEL], "school");
			if (result != STREAM_ROW ||
				!read_line(publication, file, &stream, &line, &counts, &mean))
				continue;
			if (counts == COUNTS_STAFF)
				staff_totals_add(totals, &line, school);
			else if (school &&
				!fact_is_shown(publication, facts,
					publicity_find(publication->publicity, line.measure),
					&stream))
				leave_out(facts, file, &stream);
		}
	}
	stream_close(&stream);
	free(path);
}

/* Two programmes of one region are decided together: what one tells of a measure must not help
 * with the other. */
void public_programme_write(struct publication *publication)
{
	static const char *const files[] = {"programme.tsv", "programme-adverse.tsv"};
	struct staff_totals totals = {.limits = publication->suppression.limits};
	struct public_facts facts = {0};
	if (!publication->programme.row_count)
		return;
	public_facts_start(&facts, &publication->suppression);
	for (size_t i = 0; i < 2; i++)
		if (publication_has(publication, files[i]))
			write_programme(publication, files[i], &totals, &facts, false);
	staff_totals_settle(&totals);
	for (size_t i = 0; i < 2; i++)
		if (publication_has(publication, files[i]))
			write_programme(publication, files[i], &totals, &facts, true);
	staff_totals_free(&totals);
	public_facts_free(&facts);
}
