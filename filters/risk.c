/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-risk: indicators to the risk profile of every school and year, by a table.
 *
 * in:  indicators: year municipality school_id indicator n value lo hi
 * out: risks: year municipality school_id factor parameter group value lo hi n expected rate level fixed
 *      previous trend reason
 * Memory: the indicators that the table names, by school and year.
 */
#include "calendar.h"
#include "cell.h"
#include "filter.h"
#include "indicator.h"
#include "memory.h"
#include "message.h"
#include "profile.h"
#include "programme.h"
#include "sighting.h"

#include <stdlib.h>

static struct {
	struct option_list tables;
	const char *members;
} options;

static const struct option option_rows[] = {
	{'t', "table", OPTION_LIST, &options.tables, "FILE",
		"factors, parameters, cuts and how they are rolled up (required)"},
	{'m', "members", OPTION_TEXT, &options.members, "FILE",
		"the membership: schools of the programme are written that gave no answers, too"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-risk",
	.summary = "indicators to the risk profile of every school",
	.operands = "[FILE …]",
	.options = option_rows,
	.example =
		"  shnor-risk --table risk.tsv --members membership.tsv indicators.tsv >risks.tsv",
};

/* A school in a year. */
struct standing {
	uint32_t school;
	uint64_t year;
	struct text municipality;
};

struct risk_work {
	struct filter filter;
	struct stream stream;
	struct indicator_columns columns;
	struct risks risks;
	struct sightings sightings;
	bool *asked,
		*present; /* by indicator: does a parameter of people's answers look at it; is it in
				     the data */
	struct dictionary schools, places; /* the latter: school and year */
	struct standing *standings;        /* by place */
	size_t standing_room;
	struct dictionary years; /* that have a profile */
	struct arena arena;
	size_t unverified, first_unverified; /* lines of the table that levels rest on */
	bool *told;                          /* by line */
};

static struct text year_text(const uint64_t *year)
{
	return (struct text){(const char *)year, sizeof *year};
}

static void load_tables(struct risk_work *work)
{
	if (!options.tables.count)
		fail(STATUS_USAGE, _("--table FILE is required; it says what the risks are"));
	risks_load(&work->risks, options.tables.items, options.tables.count);
	table_check();
	work->asked = memory_get(2 * work->risks.parameter_count, sizeof *work->asked);
	work->present = memory_get(2 * work->risks.parameter_count, sizeof *work->present);
	work->told = memory_get(work->risks.table.row_count, sizeof *work->told);
	/* A profile is of the years and schools in which somebody was asked; where the table asks nobody,
	 * of all. */
	bool asks = false;
	for (size_t i = 0; i < work->risks.parameter_count; i++)
		asks = asks || !work->risks.parameters[i].of_data;
	for (size_t i = 0; i < work->risks.parameter_count; i++) {
		const struct risk_parameter *parameter = &work->risks.parameters[i];
		uint32_t number = sightings_want(&work->sightings, parameter->indicator);
		work->asked[number] = work->asked[number] || !asks || !parameter->of_data;
		if (parameter->expected.length)
			sightings_want(&work->sightings, parameter->expected);
	}
}

/* Of a school that has been in several municipalities in a year, the first in byte order; that one line does
 * not name one says nothing. */
static void add_standing(struct risk_work *work, uint32_t school, uint64_t year, struct text home)
{
	struct cell_name name;
	uint32_t known = work->places.count;
	uint32_t number = dictionary_add(&work->places, cell_text(&name, school, year));
	work->standings = memory_grow(
		work->standings, &work->standing_room, work->places.count, sizeof *work->standings);
	if (number == known || !work->standings[number].municipality.length ||
		(home.length && text_compare(home, work->standings[number].municipality) < 0))
		work->standings[number] =
			(struct standing){school, year, arena_copy(&work->arena, home)};
}

static void add_sighting(struct risk_work *work, uint32_t number, const struct indicator *indicator,
	const struct sighting *sighting)
{
	uint32_t school = dictionary_add(&work->schools, indicator->school_id);
	if (!sightings_add(&work->sightings, number, school, indicator->year, sighting))
		fail(STATUS_DATA,
			_("%s: %s stands twice for school %s in %u; no level can be told"),
			stream_origin(&work->stream).at, quote(indicator->name).string,
			quote(indicator->school_id).string, (unsigned)indicator->year);
	work->present[number] = true;
	if (work->asked[number]) {
		add_standing(work, school, indicator->year, indicator->municipality);
		dictionary_add(&work->years, year_text(&indicator->year));
	}
	work->filter.account.written++;
}

static void take_stream(struct risk_work *work)
{
	indicator_bind(&work->columns, &work->stream);
	while (filter_next(&work->filter, &work->stream)) {
		struct indicator indicator;
		struct sighting sighting;
		struct defect defect;
		uint32_t wanted =
			sightings_number(&work->sightings, work->stream.values[work->columns.name]);
		if (wanted == DICTIONARY_NONE)
			account_skip(&work->filter.account, text_of("not of the profile"));
		else if (!indicator_read(
				 &work->columns, work->stream.values, NULL, &indicator, &defect) ||
			!sighting_read(&indicator, &sighting, &defect))
			filter_reject_defect(&work->filter, &work->stream, &defect);
		else
			add_sighting(work, wanted, &indicator, &sighting);
	}
}

/* Who is in the programme in a year should have been asked; of whom nothing is known that is written. */
static void take_members(struct risk_work *work)
{
	enum { YEAR, MUNICIPALITY, SCHOOL, STATUS };
	struct stream stream;
	uint64_t year;
	stream_open(&stream, &options.members, 1);
	stream_want(&stream, "year", true);
	stream_want(&stream, "municipality", false);
	stream_want(&stream, "school_id", true);
	stream_want(&stream, "status", true);
	while (filter_next(&work->filter, &stream)) {
		const struct text *values = stream.values;
		if (!calendar_year(values[YEAR], &year)) {
			filter_reject(&work->filter, &stream, "impossible year", "year", YEAR,
				"a year such as 2024");
		} else if (!programme_knows(values[STATUS])) {
			filter_reject(&work->filter, &stream, "unknown status", "status", STATUS,
				"a word of shnor-membership");
		} else if (text_is(values[STATUS], "left") || text_is(values[STATUS], "outside")) {
			account_skip(&work->filter.account, text_of("not in the programme"));
		} else {
			add_standing(work, dictionary_add(&work->schools, values[SCHOOL]), year,
				values[MUNICIPALITY]);
			work->filter.account.written++;
		}
	}
	stream_close(&stream);
}

/* The levels of all parameters; none in a year without a profile. */
static void judge(
	const struct risk_work *work, uint32_t school, uint64_t year, enum risk_level *levels)
{
	bool profiled = dictionary_find(&work->years, year_text(&year)) != DICTIONARY_NONE;
	for (size_t i = 0; i < work->risks.parameter_count; i++) {
		const struct risk_parameter *parameter = &work->risks.parameters[i];
		levels[i] = !profiled ? RISK_NO_DATA
				      : risk_judge(parameter,
						sightings_find(&work->sightings,
							parameter->indicator, school, year),
						sightings_find(&work->sightings,
							parameter->expected, school, year));
	}
}

static void put_field(struct sink *out, struct text field)
{
	sink_escaped(out, field);
	sink_byte(out, '\t');
}

static void put_number(struct sink *out, bool has, wide units)
{
	if (has)
		sink_decimal(out, units, VALUE_PLACES);
	sink_byte(out, '\t');
}

static void put_keys(const struct risk_work *work, struct sink *out,
	const struct standing *standing, struct text factor, const struct risk_parameter *parameter)
{
	sink_count(out, standing->year);
	sink_byte(out, '\t');
	put_field(out, standing->municipality);
	put_field(out, work->schools.texts[standing->school]);
	put_field(out, factor);
	put_field(out, parameter ? parameter->name : text_of(""));
	put_field(out, parameter ? parameter->group : text_of(""));
}

/* How many of how many there could be. */
static void put_rate(struct sink *out, uint64_t n, uint64_t expected)
{
	sink_count(out, n);
	sink_byte(out, '\t');
	if (expected)
		sink_count(out, expected);
	sink_byte(out, '\t');
	put_number(out, expected > 0,
		expected ? number_divide((wide)n * number_power(VALUE_PLACES), (wide)expected) : 0);
}

static void put_level(struct risk_work *work, const struct risk_cuts *cuts, enum risk_level before,
	enum risk_level now, enum trend trend)
{
	struct sink *out = &work->filter.out;
	sink_string(out, risk_level_word(now));
	sink_string(out,
		now == RISK_NO_DATA                ? "\t\t"
			: risk_is_fixed(cuts, now) ? "\tyes\t"
						   : "\tno\t");
	sink_string(out, risk_level_word(before));
	sink_byte(out, '\t');
	sink_string(out, trend_word(trend));
	sink_byte(out, '\t');
}

/* A level that rests on cuts nobody has verified. */
static void note_unverified(struct risk_work *work, bool verified, size_t row)
{
	if (verified || work->told[row])
		return;
	work->told[row] = true;
	if (!work->unverified++ || row < work->first_unverified)
		work->first_unverified = row;
}

/* There are not as many answers as there should be. */
static void warn_of_number(struct risk_work *work, const struct standing *standing,
	const struct risk_parameter *parameter, const char *check, uint64_t n, uint64_t expected)
{
	char digits[2][20];
	account_warn(&work->filter.account,
		&(struct finding){SEVERITY_WARNING, check, text_of(""),
			work->schools.texts[standing->school], parameter->indicator,
			{digits[0], number_digits(digits[0], n)},
			{digits[1], number_digits(digits[1], expected)}, NULL});
}

static void write_parameter(struct risk_work *work, const struct standing *standing,
	const struct risk_parameter *parameter, enum risk_level before, enum risk_level now)
{
	struct sink *out = &work->filter.out;
	const struct sighting *seen = sightings_find(
		&work->sightings, parameter->indicator, standing->school, standing->year);
	const struct sighting *all = sightings_find(
		&work->sightings, parameter->expected, standing->school, standing->year);
	bool known = now != RISK_NO_DATA;
	struct sighting told = known ? anonymity_told(parameter, seen) : (struct sighting){0};
	uint64_t n = seen ? seen->n : 0, expected = all ? all->n : 0;
	/* What an administration says of its school is no sample of anything. */
	bool stated = !parameter->of_people && !parameter->of_data;
	bool contradicted = stated && told.bounded && told.bounds.low < told.bounds.high;
	told.bounded = told.bounded && !stated;
	put_keys(work, out, standing, parameter->factor, parameter);
	put_number(out, known, told.value);
	put_number(out, told.bounded, told.bounds.low);
	put_number(out, told.bounded, told.bounds.high);
	put_rate(out, n, expected);
	put_level(work, &parameter->cuts, before, now, risk_trend(before, now));
	risk_explain(parameter, seen, now, out);
	sink_byte(out, '\n');
	work->filter.account.output++;
	/* The file has been sent twice, or one of the numbers is wrong. */
	if (expected && n > expected)
		warn_of_number(
			work, standing, parameter, "more answers than expected", n, expected);
	if (contradicted)
		warn_of_number(
			work, standing, parameter, "answers that contradict each other", n, 1);
	if (known)
		note_unverified(work, parameter->verified, parameter->row);
}

static void write_factor(struct risk_work *work, const struct standing *standing,
	const struct risk_factor *factor, const enum risk_level *before, const enum risk_level *now)
{
	struct sink *out = &work->filter.out;
	struct risk_sum was = risk_roll_up(factor, before), is = risk_roll_up(factor, now);
	bool comparable = risk_comparable(factor, before, now);
	enum trend trend = comparable ? risk_trend(was.level, is.level) : TREND_NO_DATA;
	put_keys(work, out, standing, factor->name, NULL);
	put_number(out, is.level != RISK_NO_DATA, risk_sum_value(&is));
	sink_string(out, "\t\t");
	put_rate(out, is.known, factor->count);
	put_level(work, &factor->cuts, was.level, is.level, trend);
	risk_explain_sum(factor, now, &is, out);
	if (!comparable && was.level != RISK_NO_DATA && is.level != RISK_NO_DATA) {
		sink_string(out, "; other parameters known in ");
		sink_count(out, standing->year - 1);
	}
	sink_byte(out, '\n');
	work->filter.account.output++;
	if (is.level != RISK_NO_DATA)
		note_unverified(work, factor->verified, factor->row);
}

static int compare_standings(const void *a, const void *b, void *context)
{
	const struct risk_work *work = context;
	const struct standing *one = a, *other = b;
	int order = (one->year > other->year) - (one->year < other->year);
	if (!order)
		order = text_compare(one->municipality, other->municipality);
	return order ? order
		     : text_compare(work->schools.texts[one->school],
			       work->schools.texts[other->school]);
}

static void write_all(struct risk_work *work)
{
	size_t count = work->risks.parameter_count;
	enum risk_level *now = memory_get(count, sizeof *now);
	enum risk_level *before = memory_get(count, sizeof *before);
	if (work->places.count)
		qsort_r(work->standings, work->places.count, sizeof *work->standings,
			compare_standings, work);
	for (uint32_t i = 0; i < work->places.count; i++) {
		const struct standing *standing = &work->standings[i];
		if (dictionary_find(&work->years, year_text(&standing->year)) == DICTIONARY_NONE)
			continue;
		judge(work, standing->school, standing->year - 1, before);
		judge(work, standing->school, standing->year, now);
		for (size_t j = 0; j < work->risks.factor_count; j++) {
			const struct risk_factor *factor = &work->risks.factors[j];
			size_t first = (size_t)(factor->parameters - work->risks.parameters);
			write_factor(work, standing, factor, before + first, now + first);
			for (size_t k = first; k < first + factor->count; k++)
				write_parameter(work, standing, &work->risks.parameters[k],
					before[k], now[k]);
		}
	}
	free(now);
	free(before);
}

static void tell(const struct risk_work *work)
{
	uint32_t absent = 0, first = 0;
	for (uint32_t i = work->sightings.wanted.count; i-- > 0;)
		if (!work->present[i]) {
			absent++;
			first = i;
		}
	if (absent && work->filter.account.written)
		message_note(_("--table: %u of its %u indicators are not in the data, the first of "
			       "them is %s"),
			(unsigned)absent, (unsigned)work->sightings.wanted.count,
			quote(work->sightings.wanted.texts[first]).string);
	if (work->unverified)
		message_note(_("%s: not verified, but the results rest on it and on %u more "
			       "line(s) "
			       "like it"),
			table_place(&work->risks.table, work->first_unverified).string,
			(unsigned)(work->unverified - 1));
}

int main(int argc, char **argv)
{
	static struct risk_work work;
	filter_start(&work.filter, &usage, argc, argv);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter,
		"year municipality school_id factor parameter group value lo hi n expected rate "
		"level fixed previous trend reason");
	take_stream(&work);
	if (options.members)
		take_members(&work);
	write_all(&work);
	tell(&work);
	stream_close(&work.stream);
	risks_free(&work.risks);
	sightings_free(&work.sightings);
	dictionary_empty(&work.schools);
	dictionary_empty(&work.places);
	dictionary_empty(&work.years);
	arena_empty(&work.arena);
	free(work.asked);
	free(work.present);
	free(work.standings);
	free(work.told);
	return filter_end(&work.filter);
}
