/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-normalize: records to observations, by a region's tables.
 *
 * in:  records: `year`, `school_id` or `login`, `origin`, `date` if there is one, and the columns
 *      that the tables name
 * out: observations: year municipality school_id measure n hits sum sumsq, and the columns carried
 * Memory: the tables, the registry, and the distinct values last seen.
 */
#include "assessment.h"
#include "attempts.h"
#include "calendar.h"
#include "columns.h"
#include "content.h"
#include "day.h"
#include "doubt.h"
#include "enrolment.h"
#include "filter.h"
#include "intake_feed.h"
#include "meaning.h"
#include "message.h"
#include "observed.h"
#include "posting.h"
#include "ruleset.h"
#include "stream.h"

#include <stdio.h>

static struct {
	struct option_list words, school_words, measures, thresholds, scales, carry, first;
	const char *schools;
	struct intake_options intake;
	bool combine;
} options = {.intake = {INTAKE_DEFAULTS}};

static const struct option option_rows[] = {
	{'w', "words", OPTION_LIST, &options.words, "FILE",
		"value table: what words mean, which to skip"},
	{'m', "measures", OPTION_LIST, &options.measures, "FILE",
		"what the records are observations of (required)"},
	{'t', "thresholds", OPTION_LIST, &options.thresholds, "FILE", "what a low result is"},
	{'s', "scales", OPTION_LIST, &options.scales, "FILE", "which scores are possible"},
	{0, "map", OPTION_TEXT, &options.intake.map, "FILE",
		"read source files by this map, as shnor-import would before"},
	{0, "hash-key", OPTION_TEXT, &options.intake.hash_key, "FILE",
		"with --map: the key for columns of the type hash (pupils' codes)"},
	{0, "repeats", OPTION_FLAG, &options.intake.repeats, NULL,
		"with --map: tell of records that stand twice, word for word, in --quality"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry; unknown schools are rejected"},
	{0, "school-words", OPTION_LIST, &options.school_words, "FILE",
		"value table for the registry: which kinds of school do not count"},
	{0, "combine", OPTION_FLAG, &options.combine, NULL,
		"add observations up before they are written, as far as a bounded table holds "
		"them"},
	{'f', "first", OPTION_LIST, &options.first, "COLUMN",
		"the pupil's code: only the first result by date counts in a year and procedure"},
	{'c', "carry", OPTION_LIST, &options.carry, "COLUMN", "a further column to keep as a key"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-normalize",
	.summary = "records to observations, by a region's tables",
	.operands = "[FILE …]",
	.options = option_rows,
	.example =
		"  shnor-normalize --schools schools.tsv --words words.tsv --scales scales.tsv \\\n"
		"    --thresholds thresholds.tsv --measures measures.tsv gia.tsv",
};

struct normalize {
	struct filter filter;
	struct intake_feed feed; /* with --map */
	struct stream stream;
	struct words words, school_words;
	struct ruleset ruleset;
	struct registry registry;

	/* Numbers of the stream's values. */
	size_t year, date, origin;
	struct days days;
	struct enrolment enrolment;
	struct meaning meaning;
	struct columns carried; /* by --carry */
	struct assessment assessment;
	struct observed observed;
	struct content content;
	struct doubt doubt;
	struct attempts attempts; /* with --first: the results held */
	struct columns pupil;     /* by --first: those that name the pupil */
	struct postings postings;
};

/* The record at hand, as far as it is understood. */
struct understood {
	uint64_t year;
	struct enrolled school;
};

/* Where the record at hand comes from. A feed knows that itself. */
static struct text origin_of(struct normalize *work)
{
	struct text origin = text_of("");
	if (!options.intake.map)
		origin = work->stream.values[work->origin];
	return origin.length ? origin : stream_origin(&work->stream);
}

/* The school as the record names it. */
static struct text school_of(const struct normalize *work)
{
	return enrolment_named(&work->enrolment, work->stream.values);
}

static void load_tables(struct normalize *work)
{
	const struct ruleset_paths paths = {
		.measures = options.measures.items,
		.measure_count = options.measures.count,
		.thresholds = options.thresholds.items,
		.threshold_count = options.thresholds.count,
		.scales = options.scales.items,
		.scale_count = options.scales.count,
	};
	if (!options.measures.count)
		fail(STATUS_USAGE, _("--measures FILE is required; it says what is observed"));
	columns_check(
		&options.carry, "--carry", "year municipality school_id measure n hits sum sumsq");
	if (!options.intake.map && (options.intake.hash_key || options.intake.repeats))
		fail(STATUS_USAGE, _("%s goes with --map"),
			options.intake.hash_key ? "--hash-key" : "--repeats");
	if (options.intake.map)
		intake_load(&work->feed.intake, &options.intake);
	words_load(&work->words, options.words.items, options.words.count);
	words_load(&work->school_words, options.school_words.items, options.school_words.count);
	ruleset_load(&work->ruleset, &paths, &work->words);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, &work->school_words);
}

static void open_records(struct normalize *work)
{
	struct filter *filter = &work->filter;
	if (!options.intake.map) {
		stream_open(&work->stream, filter->files, filter->file_count);
		return;
	}
	filter_host(filter, &work->feed.account, "import");
	intake_feed_open(&work->feed, &work->stream, filter->files, filter->file_count);
}

static void bind_columns(struct normalize *work)
{
	struct stream *stream = &work->stream;
	work->year = stream_want(stream, "year", true);
	enrolment_bind(&work->enrolment, options.schools ? &work->registry : NULL, stream);
	work->date = stream_want(stream, "date", false);
	if (!options.intake.map)
		work->origin = stream_want(stream, "origin", false);
	columns_bind(&work->carried, stream, &options.carry);
	columns_bind(&work->pupil, stream, &options.first);
	work->observed = (struct observed){.out = &work->filter.out, .combine = options.combine};
	ruleset_bind(&work->ruleset, stream);
	assessment_bind(&work->assessment, &work->ruleset, stream);
	meaning_bind(&work->meaning, &work->words, &work->ruleset, stream);
	content_bind(&work->content, stream, work->date);
	work->postings.measures = work->ruleset.measures.count;
}

static void write_header(struct normalize *work)
{
	sink_string(
		&work->filter.out, "year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq");
	for (size_t i = 0; i < options.carry.count; i++) {
		sink_byte(&work->filter.out, '\t');
		sink_string(&work->filter.out, options.carry.items[i]);
	}
	filter_header(&work->filter, "");
}

static void reject(struct normalize *work, const struct defect *defect)
{
	account_reject(&work->filter.account,
		&(struct reject){
			.origin = origin_of(work),
			.school = school_of(work),
			.reason = defect->reason,
			.column = defect->column,
			.value = defect->value,
			.expected = defect->expected[0] ? defect->expected : NULL,
			.record = stream_row(&work->stream),
		});
}

/* The key of the observation in the output. */
static struct text make_key(
	struct normalize *work, const struct understood *record, const struct measure *measure)
{
	const struct text before[] = {work->stream.values[work->year], record->school.municipality,
		record->school.school_id, measure->name};
	return observed_key(&work->observed, before, 4, columns_read(&work->carried, &work->stream),
		work->carried.count);
}

_Noreturn static void fail_sum(struct normalize *work)
{
	fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
		stream_origin(&work->stream).at);
}

static void put(struct normalize *work, struct text key, const struct observation *seen)
{
	if (!observed_put(&work->observed, key, seen))
		fail_sum(work);
}

/* Puts the observation, without making the key again that was made for the same school, year and measure. */
static void post(struct normalize *work, const struct understood *record,
	const struct measure *measure, const struct observation *seen)
{
	struct observed *observed = &work->observed;
	/* Without the registry, the texts of a school are only those of the record. */
	if (!options.combine || !options.schools || options.carry.count) {
		put(work, make_key(work, record, measure), seen);
		return;
	}
	size_t number = (size_t)(measure - work->ruleset.measures.items);
	const void *school = record->school.school_id.at;
	uint32_t sum =
		postings_find(&work->postings, observed->lines, school, record->year)[number];
	if (sum == POSTING_NONE) {
		put(work, make_key(work, record, measure), seen);
		sum = observed->sums.last;
		postings_find(&work->postings, observed->lines, school, record->year)[number] = sum;
	} else if (!sums_add_to(&observed->sums, sum, seen)) {
		fail_sum(work);
	}
}

/* With --first, a result is held until all are there: by year, procedure and pupil. */
static void hold(struct normalize *work, const struct understood *record,
	const struct rule_case *found, const struct observation *seen, const struct date *date)
{
	const struct text before[] = {work->stream.values[work->year], found->measures[0]->name};
	attempts_add(&work->attempts,
		observed_key(&work->observed, before, 2, columns_read(&work->pupil, &work->stream),
			work->pupil.count),
		date,
		&(struct attempt){.content = content_of(&work->content, &work->stream),
			.origin = origin_of(work),
			.school = school_of(work),
			.row = stream_row(&work->stream)});
	for (size_t i = 0; i < found->measure_count; i++)
		attempts_observe(
			&work->attempts, make_key(work, record, found->measures[i]), &seen[i]);
}

static bool names_pupil(struct normalize *work)
{
	const struct text *codes = columns_read(&work->pupil, &work->stream);
	for (size_t i = 0; i < work->pupil.count; i++)
		if (codes[i].length)
			return true;
	return false;
}

static void see_report(
	struct normalize *work, const struct understood *record, const struct measure *measure)
{
	if (measure->n_column.length)
		doubt_report(&work->doubt, content_of(&work->content, &work->stream),
			origin_of(work), record->school.school_id, measure->n_column,
			work->stream.values[measure->n_value]);
}

/* Makes observations of the record, all that it is or none of them, or says why there are none. */
static bool understand(
	struct normalize *work, const struct understood *record, struct defect *defect)
{
	const struct text *values = work->stream.values;
	struct date date;
	if (!days_check(&work->days, values[work->date], stream_mark(&work->stream, work->date),
		    record->year, &date, defect))
		return false;
	const struct rule_case *found = meaning_case(&work->meaning, values, record->year);
	const struct observation *seen =
		assessment_make(&work->assessment, &work->stream, found, defect);
	if (!seen)
		return false;
	if (options.first.count && !names_pupil(work))
		return defect_set(defect, "no pupil's code", options.first.items[0], text_of(""),
			"a code, to tell the attempts of one pupil from those of others");
	see_report(work, record, found->measures[0]);
	if (options.first.count) {
		hold(work, record, found, seen, date.year ? &date : NULL);
		return true;
	}
	for (size_t i = 0; i < found->measure_count; i++)
		post(work, record, found->measures[i], &seen[i]);
	return true;
}

/* The record's year and school. A school that does not count skips the record. */
static enum enrolment_result enrol(
	struct normalize *work, struct understood *record, struct defect *defect)
{
	struct text year = work->stream.values[work->year];
	uint64_t mark = stream_mark(&work->stream, work->year);
	if (!days_year(&work->days, year, mark, &record->year)) {
		defect_set(defect, "impossible year", "year", year, "a year such as 2024");
		return ENROLMENT_DEFECT;
	}
	return enrolment_find_next(
		&work->enrolment, work->stream.values, record->year, &record->school, defect);
}

/* Takes note of the municipality that the record itself names for its school. */
static void see_residence(struct normalize *work, const struct understood *record)
{
	const struct resident resident = {record->school.school_id,
		work->stream.values[work->enrolment.municipality],
		options.schools ? record->school.municipality : text_of(""), text_of("")};
	if (residence_see(&work->doubt.residence, &resident))
		residence_found(&work->doubt.residence, origin_of(work));
}

static void take_record(struct normalize *work)
{
	struct defect defect;
	struct text skip_reason;
	struct understood record;
	enum word_kind verdict =
		meaning_judge(&work->meaning, &work->stream, &skip_reason, &defect);
	if (verdict == WORD_SKIP) {
		account_skip(&work->filter.account, skip_reason);
		return;
	}
	enum enrolment_result result =
		verdict == WORD_UNKNOWN ? ENROLMENT_DEFECT : enrol(work, &record, &defect);
	if (result == ENROLMENT_FOUND)
		see_residence(work, &record);
	if (result == ENROLMENT_SKIP)
		account_skip(&work->filter.account, record.school.skip);
	else if (result == ENROLMENT_DEFECT || !understand(work, &record, &defect))
		reject(work, &defect);
	else if (!options.first.count)
		work->filter.account.written++;
}

/* What became of a result that was held. */
static void take_judged(void *context, const struct attempt *attempt, enum attempt_verdict verdict)
{
	struct normalize *work = context;
	struct account *account = &work->filter.account;
	const struct attempt_observation *seen = work->attempts.observations + attempt->observation;
	if (verdict == ATTEMPT_FIRST) {
		for (size_t i = 0; i < attempt->observation_count; i++)
			put(work, seen[i].key, &seen[i].seen);
		account->written++;
	} else if (verdict == ATTEMPT_DUPLICATE || verdict == ATTEMPT_LATER) {
		account_skip(account, text_of(attempt_word(verdict)));
	} else {
		account_reject(account,
			&(struct reject){.origin = attempt->origin,
				.school = attempt->school,
				.reason = attempt_word(verdict),
				.expected = "one first result of a pupil in a procedure",
				.record = attempt->row});
	}
}

int main(int argc, char **argv)
{
	static struct normalize work;
	filter_start(&work.filter, &usage, argc, argv);
	load_tables(&work);
	open_records(&work);
	work.doubt.account = &work.filter.account;
	bind_columns(&work);
	write_header(&work);
	while (filter_next(&work.filter, &work.stream))
		take_record(&work);
	attempts_judge(&work.attempts, take_judged, &work);
	doubt_end(&work.doubt);
	observed_end(&work.observed);
	work.filter.account.output = work.observed.lines;
	stream_close(&work.stream);
	if (options.intake.map)
		intake_feed_close(&work.feed);
	words_free(&work.words);
	words_free(&work.school_words);
	ruleset_free(&work.ruleset);
	registry_free(&work.registry);
	meaning_free(&work.meaning);
	assessment_free(&work.assessment);
	columns_free(&work.pupil);
	columns_free(&work.carried);
	attempts_free(&work.attempts);
	content_free(&work.content);
	postings_free(&work.postings);
	return filter_end(&work.filter);
}
