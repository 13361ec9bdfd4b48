/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-quality: observations to findings: what is missing or cannot be right, before any verdict.
 *
 * in:  observations: year school_id measure n
 * out: findings: severity check file line school_id column value expected filter
 * Memory: one number a school, year and measure.
 */
#include "calendar.h"
#include "filter.h"
#include "finding.h"
#include "holdings.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "pause.h"
#include "pattern.h"
#include "registry.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
	const char *enrolment, *no_pupils, *procedures, *by_login, *schools;
	struct option_list pauses;
} options;

static const struct option option_rows[] = {
	{'e', "enrolment", OPTION_TEXT, &options.enrolment, "MEASURE",
		"its n is the number of a school's pupils; no procedure may have more"},
	{0, "no-pupils", OPTION_TEXT, &options.no_pupils, "PATTERN",
		"measures that do not count pupils, and may have more: positions, teachers"},
	{'p', "procedures", OPTION_TEXT, &options.procedures, "PATTERN",
		"the measures to look at; all, if not given"},
	{'l', "by-login", OPTION_TEXT, &options.by_login, "PATTERN",
		"measures that are found by login: schools without one are told"},
	{0, "pauses", OPTION_LIST, &options.pauses, "FILE",
		"table: years in which a procedure was not held"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry: logins, and which schools are closed"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-quality",
	.summary = "observations to findings on their quality",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-quality --enrolment social-registered observations.tsv >quality.tsv",
};

enum { YEAR, SCHOOL, MEASURE, COUNT };

struct quality {
	struct filter filter;
	struct stream stream;
	struct registry registry;
	struct pauses pauses;
	struct pattern *procedures, *by_login, *no_pupils;
	struct holdings all;
};

static struct pattern *read_pattern(const char *option, const char *given)
{
	char error[200];
	struct pattern *pattern =
		given ? pattern_compile(text_of(given), error, sizeof error) : NULL;
	if (given && !pattern)
		fail(STATUS_USAGE, _("--%s: no pattern: %s"), option, error);
	return pattern;
}

static bool is_enrolment(struct text measure)
{
	return options.enrolment && text_is(measure, options.enrolment);
}

static void take_observation(struct quality *work)
{
	const struct text *values = work->stream.values;
	uint64_t year, n;
	if (!calendar_year(values[YEAR], &year)) {
		filter_reject(&work->filter, &work->stream, "impossible year", "year", YEAR,
			"a year such as 2024");
	} else if (!number_count(values[COUNT], &n)) {
		filter_reject(&work->filter, &work->stream, "no observation", "n", COUNT,
			"a whole number");
	} else if (work->procedures && !is_enrolment(values[MEASURE]) &&
		!pattern_matches(work->procedures, values[MEASURE])) {
		account_skip(&work->filter.account, text_of("another measure"));
	} else {
		holdings_add(&work->all, values[SCHOOL], values[MEASURE], year, n);
		work->filter.account.written++;
	}
}

static void take_stream(struct quality *work)
{
	static const char *const names[] = {"year", "school_id", "measure", "n"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		stream_want(&work->stream, names[i], true);
	while (filter_next(&work->filter, &work->stream))
		take_observation(work);
}

static void sort_all(struct quality *work)
{
	const struct holding *wrong = holdings_sort(&work->all);
	if (wrong)
		fail(STATUS_DATA,
			_("%s of school %s: the sum no longer fits; the numbers cannot be right"),
			quote(work->all.measures.texts[wrong->measure]).string,
			quote(work->all.schools.texts[wrong->school]).string);
}

static void put(struct quality *work, struct finding finding)
{
	finding.filter = work->filter.account.filter;
	finding_put(&work->filter.out, &finding);
	work->filter.account.output++;
}

static bool all_paused(const struct quality *work, uint64_t year)
{
	for (uint32_t i = 0; i < work->all.measures.count; i++)
		if (!pauses_have(&work->pauses, work->all.measures.texts[i], year))
			return false;
	return true;
}

/* A year of which there is nothing at all, between two others. */
static void find_lost_years(struct quality *work)
{
	char year[32];
	for (size_t i = 1; i < work->all.year_count; i++)
		for (uint64_t lost = work->all.years[i - 1] + 1; lost < work->all.years[i];
			lost++) {
			if (all_paused(work, lost))
				continue;
			snprintf(year, sizeof year, "%" PRIu64, lost);
			put(work,
				(struct finding){SEVERITY_WARNING, "year without data", text_of(""),
					text_of(""), text_of("year"), text_of(year),
					text_of("data, as the years before and after have"), NULL});
		}
}

/* A measure that the region has in other years and lacks in one: nobody can be judged by it then. Before
 * its first year it may not have been held at all. */
static void find_region_holes(struct quality *work)
{
	uint32_t *order = dictionary_sorted(&work->all.measures);
	char year[32];
	for (uint32_t i = 0; i < work->all.measures.count; i++) {
		bool begun = false;
		for (size_t j = 0; j < work->all.year_count; j++) {
			begun = begun || holdings_held(&work->all, order[i], j);
			if (holdings_held(&work->all, order[i], j) ||
				pauses_have(&work->pauses, work->all.measures.texts[order[i]],
					work->all.years[j]))
				continue;
			snprintf(year, sizeof year, "%" PRIu64, work->all.years[j]);
			put(work,
				(struct finding){begun ? SEVERITY_WARNING : SEVERITY_NOTE,
					"year without a procedure", text_of(""), text_of(""),
					work->all.measures.texts[order[i]], text_of(year),
					text_of("results, as other years have them"), NULL});
		}
	}
	free(order);
}

/* A year between two others in which the school has the measure, though the region has it. */
static void find_school_holes(struct quality *work)
{
	char year[32];
	for (size_t i = 1; i < work->all.count; i++) {
		const struct holding *before = &work->all.items[i - 1], *now = &work->all.items[i];
		if (before->school != now->school || before->measure != now->measure)
			continue;
		for (size_t j = holdings_place(&work->all, before->year) + 1;
			j < holdings_place(&work->all, now->year); j++) {
			if (!holdings_held(&work->all, now->measure, j) ||
				pauses_have(&work->pauses, work->all.measures.texts[now->measure],
					work->all.years[j]))
				continue;
			snprintf(year, sizeof year, "%" PRIu64, work->all.years[j]);
			put(work,
				(struct finding){SEVERITY_NOTE, "year with a hole", text_of(""),
					work->all.schools.texts[now->school],
					work->all.measures.texts[now->measure], text_of(year),
					text_of("results, as the years before and after have"),
					NULL});
		}
	}
}

/* Of the school's items from `at` to `end`: a measure whose last year is the one before the last, though
 * others have it in the last. */
static void find_missing_measures(
	struct quality *work, size_t at, size_t end, uint64_t last, const char *year)
{
	for (size_t i = at; i < end; i++) {
		const struct holding *seen = &work->all.items[i];
		bool is_latest = i + 1 == end || work->all.items[i + 1].measure != seen->measure;
		if (!is_latest || seen->year + 1 != last ||
			!holdings_held(&work->all, seen->measure, work->all.year_count - 1))
			continue;
		put(work,
			(struct finding){SEVERITY_NOTE, "missing in the last year", text_of(""),
				work->all.schools.texts[seen->school],
				work->all.measures.texts[seen->measure], text_of(year),
				text_of("results, as the year before has"), NULL});
	}
}

/* Schools that had the measure in the year before the last, and lack it in the last: the one that is
 * judged. A school that lacks all of them may not have been handed in. */
static void find_missing_last(struct quality *work)
{
	uint64_t last = work->all.year_count ? work->all.years[work->all.year_count - 1] : 0;
	char year[32];
	snprintf(year, sizeof year, "%" PRIu64, last);
	for (size_t i = 0, end; i < work->all.count; i = end) {
		const struct holding *first = &work->all.items[i];
		bool any_last = false, any_before = false;
		for (end = i; end < work->all.count && work->all.items[end].school == first->school;
			end++) {
			any_last = any_last || work->all.items[end].year == last;
			any_before = any_before || work->all.items[end].year + 1 == last;
		}
		const struct school *school = registry_find(
			&work->registry, BY_CODE, work->all.schools.texts[first->school]);
		if (!any_before || (school && school->last_year < last))
			continue;
		if (!any_last) {
			put(work,
				(struct finding){SEVERITY_WARNING, "school without data",
					text_of(""), work->all.schools.texts[first->school],
					text_of("year"), text_of(year),
					text_of("data, as the year before has, or a closing in the "
						"registry"),
					NULL});
			continue;
		}
		find_missing_measures(work, i, end, last, year);
	}
}

/* What became of a measure from one year to the next, over the region. */
struct passage {
	uint64_t had, lost; /* schools that had it, and of them those that lack it now */
};

/* Twice as many participants as the year before may be a file given twice, or two grades in one. */
enum { MANY_PARTICIPANTS = 20, MANY_SCHOOLS = 5 };

static void find_doubled(
	struct quality *work, const struct holding *before, const struct holding *now)
{
	char n[32], expected[64];
	if (before->n < MANY_PARTICIPANTS || now->n / 2 < before->n)
		return;
	snprintf(n, sizeof n, "%" PRIu64, now->n);
	snprintf(expected, sizeof expected, "fewer than twice the %" PRIu64 " of %" PRIu64,
		before->n, before->year);
	put(work,
		(struct finding){SEVERITY_WARNING, "participants doubled", text_of(""),
			work->all.schools.texts[now->school],
			work->all.measures.texts[now->measure], text_of(n), text_of(expected),
			NULL});
}

/* A fifth of the schools that had a measure lack it a year later: part of a file may be missing. */
static void tell_lost(struct quality *work, const struct passage *passages)
{
	uint32_t *order = dictionary_sorted(&work->all.measures);
	char lost[64], year[64];
	for (uint32_t i = 0; i < work->all.measures.count; i++)
		for (size_t j = 1; j < work->all.year_count; j++) {
			const struct passage *passage =
				&passages[order[i] * work->all.year_count + j];
			if (passage->had < MANY_SCHOOLS || passage->lost * 5 < passage->had ||
				!holdings_held(&work->all, order[i], j))
				continue;
			snprintf(lost, sizeof lost, "%" PRIu64 " of %" PRIu64 " schools lack it",
				passage->lost, passage->had);
			snprintf(year, sizeof year,
				"in %" PRIu64 ", all that had it the year before",
				work->all.years[j]);
			put(work,
				(struct finding){SEVERITY_WARNING,
					"many schools without a procedure", text_of(""),
					text_of(""), work->all.measures.texts[order[i]],
					text_of(lost), text_of(year), NULL});
		}
	free(order);
}

static void find_passages(struct quality *work)
{
	struct passage *passages =
		memory_get(work->all.measures.count * work->all.year_count, sizeof *passages);
	memset(passages, 0, work->all.measures.count * work->all.year_count * sizeof *passages);
	for (size_t i = 0; i < work->all.count; i++) {
		const struct holding *before = &work->all.items[i], *now = before + 1;
		size_t place = holdings_place(&work->all, before->year) + 1;
		if (place == work->all.year_count || work->all.years[place] != before->year + 1)
			continue;
		struct passage *passage = &passages[before->measure * work->all.year_count + place];
		bool follows = i + 1 < work->all.count && now->school == before->school &&
			now->measure == before->measure && now->year == before->year + 1;
		passage->had++;
		passage->lost += !follows;
		if (follows)
			find_doubled(work, before, now);
	}
	tell_lost(work, passages);
	free(passages);
}

/* The school's pupils in that year; false if nobody knows. `first` is its first item. */
static bool find_enrolment(
	const struct quality *work, const struct holding *first, uint64_t year, uint64_t *pupils)
{
	const struct holding *end = work->all.items + work->all.count;
	for (const struct holding *at = first; at < end && at->school == first->school; at++)
		if (at->year == year && is_enrolment(work->all.measures.texts[at->measure])) {
			*pupils = at->n;
			return true;
		}
	return false;
}

static void find_crowds(struct quality *work)
{
	const struct holding *first = work->all.items;
	char n[32], expected[64];
	uint64_t pupils;
	for (size_t i = 0; i < work->all.count && options.enrolment; i++) {
		const struct holding *seen = &work->all.items[i];
		if (seen->school != first->school)
			first = seen;
		if (!find_enrolment(work, first, seen->year, &pupils) || seen->n <= pupils ||
			(work->no_pupils &&
				pattern_matches(
					work->no_pupils, work->all.measures.texts[seen->measure])))
			continue;
		snprintf(n, sizeof n, "%" PRIu64, seen->n);
		snprintf(expected, sizeof expected, "at most %" PRIu64 ", the pupils of %" PRIu64,
			pupils, seen->year);
		put(work,
			(struct finding){SEVERITY_WARNING, "participants above enrolment",
				text_of(""), work->all.schools.texts[seen->school],
				work->all.measures.texts[seen->measure], text_of(n),
				text_of(expected), NULL});
	}
}

/* Schools with results that have no login, when there are results that are found by it. */
static void find_missing_logins(struct quality *work)
{
	bool any = false;
	for (uint32_t i = 0; work->by_login && i < work->all.measures.count; i++)
		any = any || pattern_matches(work->by_login, work->all.measures.texts[i]);
	for (size_t i = 0; any && i < work->all.count; i++) {
		struct text id = work->all.schools.texts[work->all.items[i].school];
		const struct school *school = registry_find(&work->registry, BY_CODE, id);
		if ((i && work->all.items[i].school == work->all.items[i - 1].school) || !school ||
			school->has_login)
			continue;
		put(work,
			(struct finding){SEVERITY_WARNING, "no login in the registry", text_of(""),
				id, text_of("login"), text_of(""),
				text_of("a login, by which some of its results are to be found"),
				NULL});
	}
}

int main(int argc, char **argv)
{
	static struct quality work;
	filter_start(&work.filter, &usage, argc, argv);
	work.procedures = read_pattern("procedures", options.procedures);
	work.no_pupils = read_pattern("no-pupils", options.no_pupils);
	work.by_login = read_pattern("by-login", options.by_login);
	if (options.by_login && !options.schools)
		fail(STATUS_USAGE, _("--by-login needs the registry: --schools FILE"));
	pauses_load(&work.pauses, options.pauses.items, options.pauses.count);
	table_check();
	if (options.schools)
		registry_load(&work.registry, options.schools, NULL);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter, finding_columns);
	take_stream(&work);
	sort_all(&work);
	find_lost_years(&work);
	find_region_holes(&work);
	find_school_holes(&work);
	find_missing_last(&work);
	find_passages(&work);
	find_crowds(&work);
	find_missing_logins(&work);
	stream_close(&work.stream);
	holdings_free(&work.all);
	registry_free(&work.registry);
	pauses_free(&work.pauses);
	pattern_free(work.procedures);
	pattern_free(work.by_login);
	pattern_free(work.no_pupils);
	return filter_end(&work.filter);
}
