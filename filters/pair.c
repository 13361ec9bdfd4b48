/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-pair: the schools of a programme to pairs with curator schools, the cheapest way there is.
 *
 * in:  membership: year municipality school_id status; or classes: year municipality school_id class
 * out: pairs: year municipality school_id status curator_municipality curator_id distance cost subjects reason
 * Memory: the registry, a few figures a school and year, and a cost for every supported school and candidate.
 */
#include "assignment.h"
#include "calendar.h"
#include "enrolment.h"
#include "filter.h"
#include "kept_pair.h"
#include "message.h"
#include "pairs.h"
#include "stream.h"

#include <stdlib.h>

static struct {
	const char *schools, *table, *classes, *rule, *indicators, *curators, *markers, *distances,
		*keep, *candidates, *supported, *year, *lag, *strong, *index, *good, *years,
		*places, *limit;
	struct option_list words, require;
	bool coordinates;
} options = {.lag = "1", .years = "3", .places = "1", .good = "up"};

static const struct option option_rows[] = {
	{0, "schools", OPTION_TEXT, &options.schools, "FILE", "the registry (required)"},
	{'t', "table", OPTION_TEXT, &options.table, "FILE", "what a pair costs (required)"},
	{'c', "classes", OPTION_TEXT, &options.classes, "FILE", "verdicts on all schools"},
	{'r', "rule", OPTION_TEXT, &options.rule, "NAME", "only verdicts by this rule"},
	{'i', "indicators", OPTION_TEXT, &options.indicators, "FILE", "indicators of all schools"},
	{0, "curators", OPTION_TEXT, &options.curators, "FILE",
		"the schools offered as curators; without it all with stably high results are"},
	{'w', "words", OPTION_LIST, &options.words, "FILE", "what the words of that file mean"},
	{'m', "markers", OPTION_TEXT, &options.markers, "FILE",
		"results whose objectivity is in doubt"},
	{'d', "distances", OPTION_TEXT, &options.distances, "FILE", "kilometres between schools"},
	{0, "coordinates", OPTION_FLAG, &options.coordinates, NULL,
		"the registry has the columns latitude and longitude"},
	{'k', "keep", OPTION_TEXT, &options.keep, "FILE",
		"pairs that are there: a list with curators, or pairs"},
	{0, "candidates", OPTION_TEXT, &options.candidates, "FILE",
		"write here who may be a curator, and who may not and why"},
	{'s', "supported", OPTION_TEXT, &options.supported, "WORDS",
		"statuses, or classes, of supported schools; W|W: either"},
	{'y', "year", OPTION_TEXT, &options.year, "YEAR",
		"of the programme; the last, if not given"},
	{0, "lag", OPTION_TEXT, &options.lag, "YEARS",
		"results of a year decide on the programme of so many years later"},
	{0, "strong", OPTION_TEXT, &options.strong, "CLASSES",
		"verdicts of high results; C|C: either"},
	{0, "index", OPTION_TEXT, &options.index, "NAME",
		"an indicator at its median or on the good side of it"},
	{0, "good", OPTION_TEXT, &options.good, "up|down", "which side of the median is good"},
	{0, "years", OPTION_TEXT, &options.years, "N", "so many years running"},
	{0, "places", OPTION_TEXT, &options.places, "N",
		"how many schools a curator takes when nobody says"},
	{'l', "limit", OPTION_TEXT, &options.limit, "KM", "no new pair farther from each other"},
	{0, "require", OPTION_LIST, &options.require, "WORD",
		"willing or innovation: asked of a curator that is offered"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-pair",
	.summary = "supported schools to pairs with curator schools",
	.operands = "[FILE …]",
	.options = option_rows,
	.example =
		"  shnor-pair --schools schools.tsv --table pairing.tsv --classes classes.tsv \\\n"
		"      --strong 'effective|resilient' --indicators indicators.tsv membership.tsv",
};

struct pair_work {
	struct filter filter;
	struct registry registry;
	struct pairing pairing;
	struct words words;
	struct distances distances;
	struct candidates candidates;
	struct kept_pairs kept;
	struct pair_costs costs;
	struct member {
		uint32_t school;
		uint64_t year;
	} * members; /* lines of the input that say a school is supported */
	size_t member_count, member_room;
	struct pairs pairs;
};

static uint64_t read_number(const char *name, const char *value, uint64_t least, uint64_t most)
{
	uint64_t number = option_count(name, value);
	if (number < least || number > most)
		fail(STATUS_USAGE, _("--%s: found %s, expected a whole number from %u to %u"), name,
			quote(text_of(value)).string, (unsigned)least, (unsigned)most);
	return number;
}

static void read_limit(struct pair_work *work)
{
	wide metres;
	work->pairs.limit = DISTANCE_UNKNOWN;
	if (!options.limit)
		return;
	if (!number_decimal(text_of(options.limit), DISTANCE_PLACES, &metres) || metres <= 0 ||
		metres > 40000 * number_power(DISTANCE_PLACES))
		fail(STATUS_USAGE,
			_("--limit: found %s, expected kilometres, with at most 3 decimals"),
			quote(text_of(options.limit)).string);
	if (!options.distances && !options.coordinates)
		fail(STATUS_USAGE, _("--limit asks for --distances or --coordinates"));
	work->pairs.limit = (uint64_t)metres;
}

static void read_rule(struct candidate_rule *rule)
{
	*rule = (struct candidate_rule){
		.classes = options.strong,
		.index = options.index,
		.index_up = option_choice("good", options.good, "up down") == 0,
		.years = read_number("years", options.years, 1, 20),
		.places = (uint32_t)read_number("places", options.places, 1, 1000),
	};
	for (size_t i = 0; i < options.require.count; i++) {
		bool willing = option_choice("require", options.require.items[i],
				       "willing innovation") == 0;
		*(willing ? &rule->willing : &rule->innovation) = true;
	}
	if (!options.schools || !options.table)
		fail(STATUS_USAGE, _("--schools and --table are required"));
	if (!options.strong && !options.index)
		fail(STATUS_USAGE,
			_("--strong or --index is required: which results are stably high"));
	if ((options.strong && !options.classes) || (options.index && !options.indicators))
		fail(STATUS_USAGE, _("--strong asks for --classes, and --index for --indicators"));
}

/* All tables, before a byte of data. */
static void read_tables(struct pair_work *work)
{
	pairing_load(&work->pairing, options.table, ASSIGNMENT_DEAREST);
	if (options.words.count)
		words_load(&work->words, options.words.items, options.words.count);
	table_check();
	for (size_t i = 0; i < work->pairing.count; i++) {
		struct pairing_part *part = &work->pairing.parts[i];
		if (part->kind == PAIRING_SAME && !text_is(part->name, "municipality"))
			part->kept = registry_keep(&work->registry, part->name);
	}
	if (options.coordinates)
		distances_want_coordinates(&work->distances, &work->registry);
	registry_load(&work->registry, options.schools, NULL);
	distances_place(&work->distances, &work->registry);
}

enum { YEAR, STATUS, CLASS, RULE };

/* Takes a line of the input; *last becomes the last year there is. */
static void take_line(struct pair_work *work, struct stream *stream,
	const struct enrolment *enrolment, const char *supported, uint64_t *last)
{
	const struct text *values = stream->values;
	size_t column = stream_has(stream, "status") ? STATUS : CLASS;
	struct member member;
	struct enrolled school;
	struct defect defect;
	if (column == CLASS && options.rule && !text_is(values[RULE], options.rule)) {
		account_skip(&work->filter.account, text_of("another rule"));
		return;
	}
	if (!calendar_year(values[YEAR], &member.year)) {
		filter_reject(&work->filter, stream, "impossible year", "year", YEAR,
			"a year such as 2024");
		return;
	}
	*last = member.year > *last ? member.year : *last;
	if (!text_is_one_of(text_of(supported), values[column])) {
		account_skip(&work->filter.account, text_of("not supported"));
		return;
	}
	switch (enrolment_find(enrolment, values, member.year, &school, &defect)) {
	case ENROLMENT_DEFECT:
		filter_reject_defect(&work->filter, stream, &defect);
		return;
	case ENROLMENT_SKIP:
		account_skip(&work->filter.account, school.skip);
		return;
	case ENROLMENT_FOUND:
		break;
	}
	member.school = (uint32_t)(registry_find(&work->registry, BY_CODE, school.school_id) -
		work->registry.schools);
	work->members = memory_grow(
		work->members, &work->member_room, work->member_count + 1, sizeof *work->members);
	work->members[work->member_count++] = member;
}

/* Reads who is supported in which year; returns the year to pair, 0 if there is none. */
static uint64_t take_members(struct pair_work *work)
{
	struct stream stream;
	struct enrolment enrolment;
	uint64_t last = 0;
	const char *supported =
		options.supported ? options.supported : "entered|stays|candidate|returned";
	stream_open(&stream, work->filter.files, work->filter.file_count);
	bool membership = stream_has(&stream, "status");
	if (!membership && !options.supported)
		fail(STATUS_USAGE,
			_("--supported is required for input without the column status"));
	stream_want(&stream, "year", true);
	stream_want(&stream, "status", membership);
	stream_want(&stream, "class", !membership);
	stream_want(&stream, "rule", !membership && options.rule);
	enrolment_bind(&enrolment, &work->registry, &stream);
	while (filter_next(&work->filter, &stream))
		take_line(work, &stream, &enrolment, supported, &last);
	stream_close(&stream);
	return options.year ? read_number("year", options.year, 1900, 2100) : last;
}

/* The supported schools of the year, by code; one that is named twice is one. */
static void settle_members(struct pair_work *work, uint64_t year)
{
	uint32_t *schools = memory_get(work->member_count, sizeof *schools), count = 0;
	for (size_t i = 0; i < work->member_count; i++) {
		const struct member *member = &work->members[i];
		bool known = work->candidates.supported[member->school];
		if (member->year != year) {
			account_skip(&work->filter.account, text_of("another year"));
		} else if (known) {
			account_skip(&work->filter.account, text_of("the school once more"));
		} else {
			work->candidates.supported[member->school] = true;
			schools[count++] = member->school;
			work->filter.account.written++;
		}
	}
	pairs_start(&work->pairs, schools, count);
	free(schools);
}

static bool is_wanted(const void *context, struct text name)
{
	return (options.index && text_is(name, options.index)) || pair_costs_read(context, name);
}

static void load_curators(struct pair_work *work, uint64_t year)
{
	struct candidates *candidates = &work->candidates;
	if (!options.curators) {
		message_note(
			_("no file of curators: every school with stably high results is taken "
			  "for one, with so many places each: %u"),
			(unsigned)candidates->rule.places);
		return;
	}
	offers_load(&candidates->offers, &work->filter, options.curators,
		&(struct offer_reading){&work->registry, &work->pairing,
			options.words.count ? &work->words : NULL, year, candidates->rule.places});
	if (!candidates->offers.year)
		message_note(_("the file of curators offers nobody for %u"), (unsigned)year);
	else if (candidates->offers.year != year)
		message_note(_("the file of curators has nothing of %u: what it says of %u counts"),
			(unsigned)year, (unsigned)candidates->offers.year);
}

static void load_all(struct pair_work *work, uint64_t year)
{
	struct candidates *candidates = &work->candidates;
	candidates->registry = &work->registry;
	candidates->year = year;
	candidates->last = year - read_number("lag", options.lag, 0, 10);
	candidates->first = candidates->last + 1 - candidates->rule.years;
	candidates_start(candidates);
	work->pairs.candidates = candidates;
	work->pairs.costs = &work->costs;
	work->pairs.kept = &work->kept;
	settle_members(work, year);
	if (options.classes)
		candidates_load_classes(candidates, &work->filter, options.classes, options.rule);
	if (options.indicators)
		attainments_load(&candidates->attainments, &work->filter, options.indicators,
			is_wanted, &work->pairing);
	if (options.markers)
		markers_load(&candidates->markers, options.markers, &work->registry, &work->filter);
	load_curators(work, year);
	if (options.distances)
		distances_load(&work->distances, &work->filter, options.distances);
	if (options.keep)
		kept_pairs_load(&work->kept, &work->filter, options.keep, &work->registry, year);
	candidates_settle(candidates);
	work->costs = (struct pair_costs){
		.pairing = &work->pairing, .candidates = candidates, .distances = &work->distances};
	pair_costs_start(&work->costs);
}

static void pair_all(struct pair_work *work, uint64_t year)
{
	load_all(work, year);
	pairs_find_candidates(&work->pairs);
	pairs_keep(&work->pairs);
	pairs_make(&work->pairs);
	pairs_write(&work->pairs, &work->filter.out);
	work->filter.account.output += work->pairs.count;
	if (options.candidates)
		pairs_write_candidates(&work->pairs, options.candidates);
}

int main(int argc, char **argv)
{
	static struct pair_work work;
	filter_start(&work.filter, &usage, argc, argv);
	read_rule(&work.candidates.rule);
	read_limit(&work);
	read_tables(&work);
	uint64_t year = take_members(&work);
	filter_header(&work.filter,
		"year municipality school_id status curator_municipality curator_id distance cost "
		"subjects reason");
	if (!year)
		message_note(_("there is nobody to be paired"));
	/* Files are read all the same: what is wrong with them is told. */
	pair_all(&work, year ? year : 2000);
	pair_costs_free(&work.costs);
	kept_pairs_free(&work.kept);
	candidates_free(&work.candidates);
	distances_free(&work.distances);
	if (options.words.count)
		words_free(&work.words);
	pairing_free(&work.pairing);
	registry_free(&work.registry);
	pairs_free(&work.pairs);
	free(work.members);
	return filter_end(&work.filter);
}
