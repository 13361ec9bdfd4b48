/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-classify: indicators to classes: the verdict on every school and year, with its evidence.
 *
 * in:  indicators: year municipality school_id indicator n value
 * out: classes: year municipality school_id rule class probability reason
 * Memory: the results by school, year and procedure, and the registry.
 */
#include "calendar.h"
#include "enrolment.h"
#include "filter.h"
#include "memory.h"
#include "message.h"
#include "pattern.h"
#include "stream.h"
#include "threshold.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	const char *rule, *share, *compare, *procedures, *repeat, *measures, *min_n, *schools,
		*biased, *biased_use;
	struct option_list school_words;
} options = {
	.rule = "threshold",
	.share = "0.30",
	.compare = "ge",
	.procedures = "2",
	.repeat = "any",
	.min_n = "1",
	.biased_use = "name",
};

static const struct option option_rows[] = {
	{'r', "rule", OPTION_TEXT, &options.rule, "NAME", "the rule: threshold"},
	{0, "share", OPTION_TEXT, &options.share, "SHARE", "a procedure is low from this share on"},
	{0, "compare", OPTION_TEXT, &options.compare, "ge|gt",
		"at least the share, or more than it"},
	{0, "procedures", OPTION_TEXT, &options.procedures, "N",
		"branch A: so many low procedures in a year"},
	{0, "repeat", OPTION_TEXT, &options.repeat, "any|same|off",
		"branch B: low in two years running, in any or in the same procedure"},
	{'m', "measures", OPTION_TEXT, &options.measures, "LIST|/PATTERN/",
		"the measures that count as procedures; all, if not given"},
	{0, "min-n", OPTION_TEXT, &options.min_n, "N",
		"leave out procedures with fewer participants"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry: every school gets a verdict"},
	{0, "biased", OPTION_TEXT, &options.biased, "FILE",
		"results whose objectivity is in doubt: year, school_id or login, measure, "
		"markers"},
	{0, "biased-use", OPTION_TEXT, &options.biased_use, "name|drop|keep",
		"name them in the reason, leave them out, or count them as others"},
	{0, "school-words", OPTION_LIST, &options.school_words, "FILE",
		"value table for the registry: which kinds of school do not count"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-classify",
	.summary = "indicators to classes, with the evidence",
	.operands = "[FILE …]",
	.options = option_rows,
	.example =
		"  shnor-classify --share 0.30 --schools schools.tsv indicators.tsv >classes.tsv",
};

enum { NAME_ROOM = 512 };
enum { YEAR, MUNICIPALITY, SCHOOL, INDICATOR, COUNT, VALUE };

struct classify {
	struct filter filter;
	struct stream stream;
	struct threshold_rule rule;
	struct registry registry;
	struct words school_words;
	struct results results;
	struct dictionary biased; /* year, school and measure */
	bool drop_biased, name_biased;
	struct dictionary listed; /* --measures as a list */
	struct pattern *pattern;  /* --measures as a pattern */
};

static uint64_t read_count(const char *name, const char *value)
{
	uint64_t count;
	if (!number_count(text_of(value), &count))
		fail(STATUS_USAGE, _("--%s: found %s, expected a whole number"), name,
			quote(text_of(value)).string);
	return count;
}

static void read_measures(struct classify *work)
{
	char error[200];
	struct text rest = text_of(options.measures ? options.measures : ""), part;
	if (rest.length >= 2 && rest.at[0] == '/' && rest.at[rest.length - 1] == '/') {
		work->pattern = pattern_compile(
			(struct text){rest.at + 1, rest.length - 2}, error, sizeof error);
		if (!work->pattern)
			fail(STATUS_USAGE, _("--measures: no pattern: %s"), error);
		return;
	}
	while (text_next_part(&rest, ',', &part))
		if (text_trim(part).length)
			dictionary_add(&work->listed, text_trim(part));
	if (options.measures && !work->listed.count)
		fail(STATUS_USAGE, _("--measures: expected names parted by commas, or /pattern/"));
}

static void read_rule(struct classify *work)
{
	option_choice("rule", options.rule, "threshold");
	if (!number_fraction(text_of(options.share), &work->rule.share))
		fail(STATUS_USAGE,
			_("--share: found %s, expected a share from 0 to 1 such as 0.30"),
			quote(text_of(options.share)).string);
	work->rule.more_than = option_choice("compare", options.compare, "ge gt") == 1;
	work->rule.procedures = read_count("procedures", options.procedures);
	if (!work->rule.procedures)
		fail(STATUS_USAGE, _("--procedures: expected at least 1"));
	work->rule.repeat =
		(enum threshold_repeat)option_choice("repeat", options.repeat, "any same off");
	work->rule.least_n = read_count("min-n", options.min_n);
	read_measures(work);
}

static bool is_procedure(const struct classify *work, struct text measure)
{
	if (work->pattern)
		return pattern_matches(work->pattern, measure);
	return !options.measures || dictionary_find(&work->listed, measure) != DICTIONARY_NONE;
}

/* ege-mat of ege-mat:share; an empty text for any other indicator. */
static struct text measure_of(struct text indicator)
{
	static const char share[] = ":share";
	size_t length = sizeof share - 1;
	if (indicator.length <= length ||
		memcmp(indicator.at + indicator.length - length, share, length) != 0)
		return (struct text){"", 0};
	return (struct text){indicator.at, indicator.length - length};
}

/* The name under which a result's marker is known. */
static struct text biased_name(
	char *name, size_t room, uint64_t year, struct text school, struct text measure)
{
	int length = snprintf(name, room, "%" PRIu64 "\t%.*s\t%.*s", year, (int)school.length,
		school.at, (int)measure.length, measure.at);
	return (struct text){name, length > 0 && (size_t)length < room ? (size_t)length : 0};
}

static bool is_biased(
	const struct classify *work, uint64_t year, struct text school, struct text measure)
{
	char name[NAME_ROOM];
	return dictionary_find(&work->biased,
		       biased_name(name, sizeof name, year, school, measure)) != DICTIONARY_NONE;
}

/* A line of the biased: a marker of a school's result, or none (empty or 0). */
static void take_biased(struct classify *work, struct stream *stream,
	const struct enrolment *enrolment, const size_t columns[3])
{
	struct text markers = stream->values[columns[2]];
	struct enrolled school;
	struct defect defect;
	char name[NAME_ROOM];
	uint64_t year;
	if (!markers.length || text_is(markers, "0")) {
		account_skip(&work->filter.account, text_of("no objectivity marker"));
		return;
	}
	if (!calendar_year(stream->values[columns[0]], &year)) {
		filter_reject(&work->filter, stream, "impossible year", "year", columns[0],
			"a year such as 2024");
		return;
	}
	if (enrolment_find(enrolment, stream->values, year, &school, &defect) == ENROLMENT_DEFECT) {
		filter_reject(&work->filter, stream, defect.reason, NULL, 0, defect.expected);
		return;
	}
	dictionary_add(&work->biased,
		biased_name(name, sizeof name, year, school.school_id, stream->values[columns[1]]));
	work->filter.account.written++;
}

static void load_biased(struct classify *work)
{
	struct stream stream;
	struct enrolment enrolment;
	enum stream_result result;
	size_t use = option_choice("biased-use", options.biased_use, "name drop keep");
	work->name_biased = use == 0;
	work->drop_biased = use == 1;
	if (!options.biased)
		return;
	stream_open(&stream, &options.biased, 1);
	enrolment_bind(&enrolment, options.schools ? &work->registry : NULL, &stream);
	const size_t columns[] = {stream_want(&stream, "year", true),
		stream_want(&stream, "measure", true), stream_want(&stream, "markers", true)};
	while ((result = stream_next(&stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			take_biased(work, &stream, &enrolment, columns);
		else
			filter_reject(
				&work->filter, &stream, stream.fault, NULL, 0, stream.fault_detail);
	}
	stream_close(&stream);
}

static void add_share(struct classify *work, struct text measure)
{
	const struct text *values = work->stream.values;
	const struct school *school = registry_find(&work->registry, BY_CODE, values[SCHOOL]);
	uint64_t year, n, low;
	wide value;
	if (!calendar_year(values[YEAR], &year)) {
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
	} else if (!values[SCHOOL].length || (options.schools && !school)) {
		filter_reject(&work->filter, &work->stream, "unknown school", "school_id", SCHOOL,
			"a school of the registry");
	} else if (!number_count(values[COUNT], &n) || !n) {
		filter_reject(&work->filter, &work->stream, "impossible n", "n", COUNT,
			"a whole number of at least 1");
	} else if (!number_decimal(values[VALUE], VALUE_PLACES, &value) ||
		!number_share_count(value, VALUE_PLACES, n, &low)) {
		filter_reject(&work->filter, &work->stream, "share that no count gives", "value",
			VALUE, "a share of n to nine decimals, as shnor-index writes it");
	} else {
		school = school ? registry_heir(&work->registry, school) : NULL;
		struct text municipality = school ? school->municipality : values[MUNICIPALITY];
		struct text id = school ? school->id : values[SCHOOL];
		bool biased = is_biased(work, year, id, measure);
		if (biased && work->drop_biased) {
			account_skip(&work->filter.account, text_of("objectivity marker"));
			return;
		}
		struct result seen = {measure, n, low, biased && work->name_biased};
		uint32_t number = results_school(&work->results, id, municipality);
		/* Which of the two is right, nobody here can say; no verdict may depend on their order. */
		if (!results_add(&work->results, number, year, &seen))
			fail(STATUS_DATA,
				_("%s: %s stands twice for school %s in %u; no verdict can be "
				  "given"),
				stream_origin(&work->stream).at, quote(values[INDICATOR]).string,
				quote(values[SCHOOL]).string, (unsigned)year);
		work->filter.account.written++;
	}
}

static void take_stream(struct classify *work)
{
	enum stream_result result;
	static const char *const names[] = {
		"year", "municipality", "school_id", "indicator", "n", "value"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], i != MUNICIPALITY);
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		struct text measure = measure_of(work->stream.values[INDICATOR]);
		if (result == STREAM_BROKEN)
			filter_reject(&work->filter, &work->stream, work->stream.fault, NULL, 0,
				work->stream.fault_detail);
		else if (!measure.length || !is_procedure(work, measure))
			account_skip(&work->filter.account, text_of("another indicator"));
		else
			add_share(work, measure);
	}
}

/* A misspelled measure would silently never be low. */
static void tell_unseen(const struct classify *work)
{
	for (uint32_t i = 0; i < work->listed.count; i++)
		if (dictionary_find(&work->results.procedures, work->listed.texts[i]) ==
			DICTIONARY_NONE)
			message_note(_("--measures: there is no share of %s in the data"),
				quote(work->listed.texts[i]).string);
}

/* Why the registry says that a school has no results in the year. False if it does not. */
static bool explain_absence(
	const struct classify *work, struct text id, uint64_t year, struct sink *out)
{
	const struct school *school = registry_find(&work->registry, BY_CODE, id);
	if (!school)
		return false;
	const struct school *heir = registry_heir(&work->registry, school);
	if (heir != school) {
		sink_string(out, "results go to ");
		sink_escaped(out, heir->id);
	} else if (school->skip.length) {
		sink_escaped(out, school->skip);
	} else if (year < school->first_year) {
		sink_string(out, "not yet open in ");
		sink_count(out, year);
	} else if (year > school->last_year) {
		sink_string(out, "closed in ");
		sink_count(out, school->last_year);
	} else {
		return false;
	}
	return true;
}

static void write_verdict(struct classify *work, uint64_t year, uint32_t school)
{
	struct sink *out = &work->filter.out;
	const struct school_year *now = results_find(&work->results, school, year);
	const struct school_year *before = results_find(&work->results, school, year - 1);
	struct threshold_verdict verdict = threshold_judge(&work->rule, now, before);
	sink_count(out, year);
	sink_byte(out, '\t');
	sink_escaped(out, work->results.municipalities[school]);
	sink_byte(out, '\t');
	sink_escaped(out, work->results.schools.texts[school]);
	sink_string(out, "\tthreshold\t");
	sink_string(out, threshold_word(verdict.class));
	sink_string(out, "\t\t");
	if (now || !explain_absence(work, work->results.schools.texts[school], year, out))
		threshold_explain(&work->rule, &verdict, year, now, before, out);
	sink_byte(out, '\n');
	work->filter.account.output++;
}

/* Every school of the registry, with data or without, in every year that has data. */
static void write_verdicts(struct classify *work)
{
	for (uint32_t i = 0; i < work->registry.count; i++)
		results_school(&work->results, work->registry.schools[i].id,
			work->registry.schools[i].municipality);
	results_sort(&work->results);
	uint32_t *order = results_order(&work->results);
	for (size_t i = 0; i < work->results.year_count; i++)
		for (uint32_t j = 0; j < work->results.schools.count; j++)
			write_verdict(work, work->results.years[i], order[j]);
	free(order);
}

int main(int argc, char **argv)
{
	static struct classify work;
	filter_start(&work.filter, &usage, argc, argv);
	read_rule(&work);
	words_load(&work.school_words, options.school_words.items, options.school_words.count);
	table_check();
	if (options.schools)
		registry_load(&work.registry, options.schools, &work.school_words);
	load_biased(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter, "year municipality school_id rule class probability reason");
	take_stream(&work);
	tell_unseen(&work);
	write_verdicts(&work);
	stream_close(&work.stream);
	results_free(&work.results);
	registry_free(&work.registry);
	words_free(&work.school_words);
	dictionary_empty(&work.listed);
	dictionary_empty(&work.biased);
	pattern_free(work.pattern);
	return filter_end(&work.filter);
}
