/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_programme.h"
#include "staff_totals.h"

#include <stdlib.h>

enum { INDICATOR, MEASURE, STATISTIC };

/* Its other columns are of no matter here. */
const struct table_form public_programme_form = {"indicator measure statistic", "", true};

/* The programme's line of the table: what the indicator is made of. Several lines of one name
 * count as the first. */
static struct text measure_of(
	const struct publication *publication, struct text indicator, bool *mean)
{
	for (size_t i = 0; i < publication->programme.row_count; i++) {
		if (!text_equal(table_cell(&publication->programme, i, INDICATOR), indicator))
			continue;
		struct text measure = table_cell(&publication->programme, i, MEASURE);
		*mean = text_is(table_cell(&publication->programme, i, STATISTIC), "mean");
		if (measure.length && measure.at[0] == '^')
			measure = (struct text){measure.at + 1, measure.length - 1};
		if (measure.length && measure.at[measure.length - 1] == '$')
			measure.length--;
		return measure;
	}
	return text_of("");
}

enum { LEVEL, PLACE, SCHOOL, NAME, YEAR, K, N, VALUE, COLUMNS = 8 };

static bool read_line(const struct publication *publication, const char *file,
	const struct stream *stream, struct staff_total *line, enum publicity_counts *counts,
	bool *mean)
{
	struct text measure = measure_of(publication, stream->values[NAME], mean);
	const struct publicity_line *found =
		measure.length ? publicity_find(publication->publicity, measure) : NULL;
	uint64_t n = 0;
	number_count(stream->values[N], &n);
	*line = (struct staff_total){.list = text_of(file),
		.indicator = stream->values[NAME],
		.year = stream->values[YEAR],
		.municipality = text_is(stream->values[LEVEL], "region") ? text_of("")
									 : stream->values[PLACE],
		.measure = measure,
		.n = n};
	if (found)
		*counts = found->counts;
	return found && found->counts != COUNTS_PERSONS;
}

static void put_programme(struct publication *publication, const char *file, struct stream *stream,
	const struct staff_totals *totals)
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
	if (counts == COUNTS_SCHOOLS) {
		publication_plain(publication, stream);
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

static void write_programme(
	struct publication *publication, const char *file, struct staff_totals *totals, bool write)
{
	struct stream stream;
	char *path = publication_path(publication->run, file);
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
			put_programme(publication, file, &stream, totals);
		sink_close(&sink);
		publication_tell(publication, file);
	} else {
		while ((result = stream_next(&stream)) != STREAM_END)
			if (result == STREAM_ROW &&
				read_line(publication, file, &stream, &line, &counts, &mean) &&
				counts == COUNTS_STAFF)
				staff_totals_add(
					totals, &line, text_is(stream.values[LEVEL], "school"));
	}
	stream_close(&stream);
	free(path);
}

/* Two programmes of one region are decided together: what one tells of a measure must not help
 * with the other. */
void public_programme_write(struct publication *publication)
{
	static const char *const files[] = {"programme.tsv", "programme-adverse.tsv"};
	struct staff_totals totals = {.least = publication->suppression.limits.least};
	if (!publication->programme.row_count)
		return;
	for (size_t i = 0; i < 2; i++)
		if (publication_has(publication, files[i]))
			write_programme(publication, files[i], &totals, false);
	staff_totals_settle(&totals);
	for (size_t i = 0; i < 2; i++)
		if (publication_has(publication, files[i]))
			write_programme(publication, files[i], &totals, true);
	staff_totals_free(&totals);
}
