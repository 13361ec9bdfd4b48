/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-normalize: records to observations, by a region's tables.
 *
 * in:  records: `year`, `school_id` or `login`, `origin`, `date` if there is one, and the columns
 *      that the tables name
 * out: observations: year municipality school_id measure n hits sum sumsq, and the columns carried
 * Memory: the tables, the registry, and the distinct values last seen.
 */
#include "attempts.h"
#include "calendar.h"
#include "enrolment.h"
#include "filter.h"
#include "memory.h"
#include "message.h"
#include "observed.h"
#include "ruleset.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>

static struct {
	struct option_list words, school_words, measures, thresholds, scales, carry, first;
	const char *schools;
	bool combine;
} options;

static const struct option option_rows[] = {
	{'w', "words", OPTION_LIST, &options.words, "FILE",
		"value table: what words mean, which to skip"},
	{'m', "measures", OPTION_LIST, &options.measures, "FILE",
		"what the records are observations of (required)"},
	{'t', "thresholds", OPTION_LIST, &options.thresholds, "FILE", "what a low result is"},
	{'s', "scales", OPTION_LIST, &options.scales, "FILE", "which scores are possible"},
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
	struct stream stream;
	struct words words, school_words;
	struct ruleset ruleset;
	struct registry registry;

	/* Numbers of the stream's values. */
	size_t year, date, origin;
	struct enrolment enrolment;
	size_t *word_values; /* by column of the words */
	size_t *carried;     /* by --carry */

	/* Where the value of each key comes from: a column of the words or a value of the stream. */
	uint32_t *key_words;
	size_t *key_values;

	struct text *meanings;    /* what the words of the record at hand mean */
	struct observation *seen; /* what the record at hand is, by measure */
	struct observed observed;
	struct attempts attempts; /* with --first: the results held */
	size_t *pupil;            /* numbers of the columns that name the pupil */
	struct text *behind;      /* room for the columns behind a key */
};

/* The record at hand, as far as it is understood. */
struct understood {
	uint64_t year;
	struct enrolled school;
};

/* A column may stand in the observations once. */
static void check_carried(void)
{
	static const char written[] = "year municipality school_id measure n hits sum sumsq";
	for (size_t i = 0; i < options.carry.count; i++) {
		struct text rest = text_of(written), word;
		bool twice = false;
		while ((word = text_next_word(&rest)).length)
			twice = twice || text_is(word, options.carry.items[i]);
		for (size_t j = 0; j < i; j++)
			twice = twice ||
				strcmp(options.carry.items[i], options.carry.items[j]) == 0;
		if (twice)
			fail(STATUS_USAGE, _("--carry: %s is written already"),
				quote(text_of(options.carry.items[i])).string);
	}
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
	check_carried();
	words_load(&work->words, options.words.items, options.words.count);
	words_load(&work->school_words, options.school_words.items, options.school_words.count);
	ruleset_load(&work->ruleset, &paths, &work->words);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, &work->school_words);
}

static void bind_columns(struct normalize *work)
{
	struct stream *stream = &work->stream;
	const struct dictionary *keys = &work->ruleset.keys, *columns = &work->words.columns;
	work->year = stream_want(stream, "year", true);
	enrolment_bind(&work->enrolment, options.schools ? &work->registry : NULL, stream);
	work->date = stream_want(stream, "date", false);
	work->origin = stream_want(stream, "origin", false);
	work->word_values = memory_get(columns->count, sizeof *work->word_values);
	work->meanings = memory_get(columns->count, sizeof *work->meanings);
	for (uint32_t i = 0; i < columns->count; i++)
		work->word_values[i] = stream_want(stream, columns->texts[i].at, true);
	work->key_words = memory_get(keys->count, sizeof *work->key_words);
	work->key_values = memory_get(keys->count, sizeof *work->key_values);
	for (uint32_t i = 0; i < keys->count; i++) {
		work->key_words[i] = dictionary_find(columns, keys->texts[i]);
		work->key_values[i] = stream_want(stream, keys->texts[i].at, true);
	}
	work->carried = memory_get(options.carry.count, sizeof *work->carried);
	for (size_t i = 0; i < options.carry.count; i++)
		work->carried[i] = stream_want(stream, options.carry.items[i], true);
	work->pupil = memory_get(options.first.count, sizeof *work->pupil);
	for (size_t i = 0; i < options.first.count; i++)
		work->pupil[i] = stream_want(stream, options.first.items[i], true);
	work->behind = memory_get(options.carry.count + options.first.count, sizeof *work->behind);
	work->observed = (struct observed){.out = &work->filter.out, .combine = options.combine};
	work->seen = memory_get(work->ruleset.measures.count, sizeof *work->seen);
	ruleset_bind(&work->ruleset, stream);
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
	struct text origin = work->stream.values[work->origin];
	account_reject(&work->filter.account,
		&(struct reject){
			.origin = origin.length ? origin : stream_origin(&work->stream),
			.reason = defect->reason,
			.column = defect->column,
			.value = defect->value,
			.expected = defect->expected[0] ? defect->expected : NULL,
			.record = work->stream.row,
		});
}

/* What the words mean. A word to skip wins over an unknown one, wherever it stands: a record that
 * does not count needs no more understanding. Returns WORD_VALUE if all are understood. */
static enum word_kind judge_words(
	struct normalize *work, struct text *skip_reason, struct defect *defect)
{
	enum word_kind verdict = WORD_VALUE;
	for (uint32_t i = 0; i < work->words.columns.count; i++) {
		struct text value = work->stream.values[work->word_values[i]];
		struct word word = words_judge(&work->words, i, value);
		work->meanings[i] = word.text;
		if (word.kind == WORD_SKIP) {
			*skip_reason = word.text;
			return WORD_SKIP;
		}
		if (word.kind == WORD_UNKNOWN && verdict == WORD_VALUE) {
			verdict = WORD_UNKNOWN;
			defect_set(defect, "unknown word", work->words.columns.texts[i].at, value,
				"a word of the value table");
		}
	}
	return verdict;
}

static bool check_date(
	const struct normalize *work, uint64_t year, struct date *date, struct defect *defect)
{
	struct text value = work->stream.values[work->date];
	*date = (struct date){0};
	if (!value.length)
		return true;
	if (!calendar_date(value, date))
		return defect_set(defect, "impossible date", "date", value,
			"a day such as 31.05.%d or %d-05-31", (int)year, (int)year);
	if (calendar_school_year(*date) != year)
		return defect_set(defect, "date of another school year", "date", value,
			"a day from 1 September %d to 31 August %d", (int)year - 1, (int)year);
	return true;
}

static const struct rule_case *find_case(struct normalize *work, uint64_t year)
{
	struct ruleset *ruleset = &work->ruleset;
	for (uint32_t i = 0; i < ruleset->keys.count; i++)
		ruleset->key_values[i] = work->key_words[i] == DICTIONARY_NONE
			? work->stream.values[work->key_values[i]]
			: work->meanings[work->key_words[i]];
	return ruleset_case(ruleset, year);
}

/* The key of the observation in the output. */
static struct text make_key(
	struct normalize *work, const struct understood *record, const struct measure *measure)
{
	const struct text before[] = {work->stream.values[work->year], record->school.municipality,
		record->school.school_id, measure->name};
	for (size_t i = 0; i < options.carry.count; i++)
		work->behind[i] = work->stream.values[work->carried[i]];
	return observed_key(&work->observed, before, 4, work->behind, options.carry.count);
}

static void put(struct normalize *work, struct text key, const struct observation *seen)
{
	if (!observed_put(&work->observed, key, seen))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			stream_origin(&work->stream).at);
}

/* The row without its origin: what two rows must share to be the same. */
static struct text content_of(const struct stream *stream)
{
	struct text row = stream->row;
	if (!text_is(stream->names[stream->name_count - 1], "origin"))
		return row;
	while (row.length && row.at[row.length - 1] != '\t')
		row.length--;
	return row;
}

/* With --first, a result is held until all are there: by year, procedure and pupil. */
static void hold(struct normalize *work, const struct understood *record,
	const struct rule_case *found, const struct date *date)
{
	struct text origin = work->stream.values[work->origin];
	const struct text before[] = {work->stream.values[work->year], found->measures[0]->name};
	for (size_t i = 0; i < options.first.count; i++)
		work->behind[i] = work->stream.values[work->pupil[i]];
	attempts_add(&work->attempts,
		observed_key(&work->observed, before, 2, work->behind, options.first.count), date,
		content_of(&work->stream), origin.length ? origin : stream_origin(&work->stream),
		work->stream.row);
	for (size_t i = 0; i < found->measure_count; i++)
		attempts_observe(&work->attempts, make_key(work, record, found->measures[i]),
			&work->seen[i]);
}

/* All observations that the record is, or none of them with the defect. */
static bool observe(struct normalize *work, const struct understood *record,
	const struct rule_case *found, const struct date *date, struct defect *defect)
{
	const struct text *values = work->stream.values;
	struct observation *seen = work->seen;
	char keys[100];
	bool low = false;
	if (!found->measure_count) {
		ruleset_describe(&work->ruleset, keys, sizeof keys);
		return defect_set(defect, "no measure", NULL, text_of(""),
			"a line of the measures for %s", keys);
	}
	for (size_t i = 0; i < found->measure_count; i++) {
		const struct measure *measure = found->measures[i];
		if (measure->hits_kind == HITS_LOW &&
			!ruleset_low(&work->ruleset, found, values, &low, defect))
			return false;
		if (!measure_observe(measure, values, low, &seen[i], defect))
			return false;
	}
	if (options.first.count) {
		hold(work, record, found, date);
		return true;
	}
	for (size_t i = 0; i < found->measure_count; i++)
		put(work, make_key(work, record, found->measures[i]), &seen[i]);
	return true;
}

/* Makes observations of the record, or says why there are none. */
static bool understand(
	struct normalize *work, const struct understood *record, struct defect *defect)
{
	struct date date;
	if (!check_date(work, record->year, &date, defect))
		return false;
	const struct rule_case *found = find_case(work, record->year);
	return ruleset_check(&work->ruleset, found, work->stream.values, defect) &&
		observe(work, record, found, date.year ? &date : NULL, defect);
}

/* The record's year and school. A school that does not count skips the record. */
static enum enrolment_result enrol(
	struct normalize *work, struct understood *record, struct defect *defect)
{
	struct text year = work->stream.values[work->year];
	if (!calendar_year(year, &record->year)) {
		defect_set(defect, "impossible year", "year", year, "a year such as 2024");
		return ENROLMENT_DEFECT;
	}
	return enrolment_find(
		&work->enrolment, work->stream.values, record->year, &record->school, defect);
}

static void take_record(struct normalize *work)
{
	struct defect defect;
	struct text skip_reason;
	struct understood record;
	enum word_kind verdict = judge_words(work, &skip_reason, &defect);
	if (verdict == WORD_SKIP) {
		account_skip(&work->filter.account, skip_reason);
		return;
	}
	enum enrolment_result result =
		verdict == WORD_UNKNOWN ? ENROLMENT_DEFECT : enrol(work, &record, &defect);
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
	static const char *const reasons[] = {
		[ATTEMPT_DUPLICATE] = "duplicate row",
		[ATTEMPT_LATER] = "later attempt",
		[ATTEMPT_CONFLICT] = "two first results of one day",
		[ATTEMPT_UNDATED] = "several results and no date",
	};
	struct normalize *work = context;
	struct account *account = &work->filter.account;
	const struct attempt_observation *seen = work->attempts.observations + attempt->observation;
	if (verdict == ATTEMPT_FIRST) {
		for (size_t i = 0; i < attempt->observation_count; i++)
			put(work, seen[i].key, &seen[i].seen);
		account->written++;
	} else if (verdict == ATTEMPT_DUPLICATE || verdict == ATTEMPT_LATER) {
		account_skip(account, text_of(reasons[verdict]));
	} else {
		account_reject(account,
			&(struct reject){.origin = attempt->origin,
				.reason = reasons[verdict],
				.expected = "one first result of a pupil in a procedure",
				.record = attempt->row});
	}
}

static void take_stream(struct normalize *work)
{
	enum stream_result result;
	struct defect defect;
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW) {
			take_record(work);
			continue;
		}
		work->stream.values[work->origin].length = 0;
		defect_set(&defect, work->stream.fault, NULL, text_of(""), "%s",
			work->stream.fault_detail);
		reject(work, &defect);
	}
}

int main(int argc, char **argv)
{
	static struct normalize work;
	filter_start(&work.filter, &usage, argc, argv);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	bind_columns(&work);
	write_header(&work);
	take_stream(&work);
	attempts_judge(&work.attempts, take_judged, &work);
	observed_end(&work.observed);
	work.filter.account.output = work.observed.lines;
	stream_close(&work.stream);
	words_free(&work.words);
	words_free(&work.school_words);
	ruleset_free(&work.ruleset);
	registry_free(&work.registry);
	free(work.word_values);
	free(work.meanings);
	free(work.seen);
	free(work.pupil);
	free(work.behind);
	attempts_free(&work.attempts);
	free(work.key_words);
	free(work.key_values);
	free(work.carried);
	return filter_end(&work.filter);
}
