/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-index: observations to indicators: sums by keys, shares and means with their intervals, and
 * composites of them.
 *
 * in:  observations: the keys, measure n hits sum sumsq
 * out: indicators: the keys, indicator n value lo hi; with --partial observations again, one a key
 * Memory: the groups.
 */
#include "calendar.h"
#include "composition.h"
#include "filter.h"
#include "key.h"
#include "memory.h"
#include "message.h"
#include "shrinkage.h"
#include "stream.h"

#include <stdlib.h>

static struct {
	const char *by, *schools, *pool, *constant;
	bool partial, shrink;
	struct option_list composites, scales;
} options = {.by = "year,municipality,school_id"};

static const struct option option_rows[] = {
	{'b', "by", OPTION_TEXT, &options.by, "COLUMNS", "the keys to group by, parted by commas"},
	{'p', "partial", OPTION_FLAG, &options.partial, NULL,
		"write the sums as observations, to be added up later"},
	{0, "shrink", OPTION_FLAG, &options.shrink, NULL,
		"write also each share drawn towards that of all groups of its year"},
	{'c', "composites", OPTION_LIST, &options.composites, "FILE",
		"table: which composites to make, and of what"},
	{'s', "scales", OPTION_LIST, &options.scales, "FILE",
		"which scores are possible; for the normalisation share_of_score"},
	{0, "pool", OPTION_TEXT, &options.pool, "COLUMN",
		"compare only schools with the same in this column of the registry"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE", "the registry, for --pool"},
	{0, "constant", OPTION_TEXT, &options.constant, "error|omit",
		"what a component is that does not differ between schools"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-index",
	.summary = "observations to indicators",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-index observations.tsv >indicators.tsv\n"
		   "  shnor-index --by year,municipality observations.tsv",
};

enum { FIELD_N, FIELD_HITS, FIELD_SUM, FIELD_SUMSQ, FIELD_COUNT };

static const char *const names[FIELD_COUNT] = {"n", "hits", "sum", "sumsq"};

struct index {
	struct filter filter;
	struct stream stream;
	struct dictionary names; /* the keys' names, in the order of --by */
	size_t *keys;            /* numbers in the stream: the keys, then the measure */
	size_t key_count;
	size_t fields[FIELD_COUNT];
	struct sums sums; /* by the keys and the measure as they are written */
	struct key key;
	struct shrinkage shrinkage; /* with --shrink */

	/* With --composites. */
	size_t places[PANEL_KEYS]; /* of the panel's keys among those of --by */
	struct dated scales;
	struct composites composites;
	struct registry registry;
	struct indicator_lines made;
	bool omit_constant;
};

/* A column may be a key once, and must not be one that is written anyway. */
static void check_once(struct index *work, struct text name)
{
	static const char *const written[] = {
		"measure", "n", "hits", "sum", "sumsq", "indicator", "value", "lo", "hi"};
	uint32_t known = work->names.count;
	bool once = dictionary_add(&work->names, name) == known;
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		once = once && !text_is(name, written[i]);
	if (!once)
		fail(STATUS_USAGE, _("--by: %s is written already"), quote(name).string);
}

/* Cuts --by into the names of the keys. */
static void read_keys(struct index *work)
{
	struct text rest = text_of(options.by), name;
	while (*options.by && text_next_part(&rest, ',', &name)) {
		if (!name.length)
			fail(STATUS_USAGE, _("--by: found %s, expected columns parted by commas"),
				quote(text_of(options.by)).string);
		check_once(work, name);
	}
}

/* The place of the key among those of --by. False if it is not there. */
static bool find_place(const struct index *work, const char *name, size_t *place)
{
	uint32_t number = dictionary_find(&work->names, text_of(name));
	*place = number;
	return number != DICTIONARY_NONE;
}

static void check_options(struct index *work)
{
	bool composites = options.composites.count > 0;
	bool dated = find_place(work, "year", &work->places[PANEL_YEAR]);
	bool by_school = find_place(work, "municipality", &work->places[PANEL_MUNICIPALITY]) &&
		find_place(work, "school_id", &work->places[PANEL_SCHOOL]) && dated &&
		work->names.count == PANEL_KEYS;
	if (options.partial && (composites || options.shrink))
		fail(STATUS_USAGE, _("--partial writes sums; it cannot stand with --%s"),
			composites ? "composites" : "shrink");
	if (options.shrink && !dated)
		fail(STATUS_USAGE, _("--shrink: found --by %s, expected year among the keys"),
			quote(text_of(options.by)).string);
	if (composites && !by_school)
		fail(STATUS_USAGE,
			_("--composites: found --by %s, expected the keys year, municipality and "
			  "school_id, and no other"),
			quote(text_of(options.by)).string);
	if (!composites && (options.scales.count || options.pool || options.constant))
		fail(STATUS_USAGE, _("--%s is for composites; --composites FILE is not given"),
			options.pool                   ? "pool"
				: options.scales.count ? "scales"
						       : "constant");
	work->omit_constant =
		options.constant && option_choice("constant", options.constant, "error omit") == 1;
	if (!options.pool != !options.schools)
		fail(STATUS_USAGE, _("--pool COLUMN and --schools FILE go together"));
}

static void load_tables(struct index *work)
{
	struct option_list *scales = &options.scales;
	if (scales->count)
		dated_load(&work->scales, DATED_SCALE, scales->items, scales->count);
	if (options.composites.count)
		composites_load(&work->composites, options.composites.items,
			options.composites.count, scales->count ? &work->scales : NULL);
	table_check();
	if (options.pool) {
		registry_keep(&work->registry, text_of(options.pool));
		registry_load(&work->registry, options.schools, NULL);
	}
}

/* Asks the stream for the columns, and writes the header. */
static void bind_columns(struct index *work)
{
	work->keys = memory_get(work->names.count + 1, sizeof *work->keys);
	for (uint32_t i = 0; i < work->names.count; i++) {
		struct text name = work->names.texts[i];
		work->keys[work->key_count++] = stream_want(&work->stream, name.at, true);
		sink_text(&work->filter.out, name);
		sink_byte(&work->filter.out, '\t');
	}
	work->keys[work->key_count++] = stream_want(&work->stream, "measure", true);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		work->fields[i] = stream_want(&work->stream, names[i], i == FIELD_N);
	filter_header(&work->filter,
		options.partial ? "measure n hits sum sumsq" : "indicator n value lo hi");
}

/* The keys as they are written, which is also what they are sorted by: after a measure comes a tab
 * or, in an indicator's name, a colon. */
static struct text name_group(struct index *work)
{
	key_start(&work->key);
	for (size_t i = 0; i < work->key_count; i++)
		key_add_field(&work->key, stream_field(&work->stream, work->keys[i]));
	if (!options.partial)
		work->key.bytes[work->key.length - 1] = ':';
	return key_text(&work->key);
}

/* Rejects an observation whose measure or, with composites, whose keys will not do. */
static bool reject_keys(struct index *work)
{
	const size_t *keys = work->keys, *places = work->places;
	const struct text *values = work->stream.values;
	struct text measure = values[keys[work->key_count - 1]];
	uint64_t year;
	const char *reason = NULL, *column = NULL, *expected = NULL;
	size_t value = 0;
	if (measure.length && memchr(measure.at, ':', measure.length)) {
		reason = N_("no measure"), expected = N_("a measure without a colon");
	} else if (!options.composites.count) {
		return false;
	} else if (composites_name(&work->composites, measure)) {
		reason = N_("no measure"),
		expected = N_("a measure that is not called as a composite");
	} else if (!calendar_year(values[keys[places[PANEL_YEAR]]], &year)) {
		reason = N_("impossible year"), expected = N_("a year such as 2024");
		column = "year", value = keys[places[PANEL_YEAR]];
	} else if (!values[keys[places[PANEL_SCHOOL]]].length) {
		reason = N_("no school"), expected = N_("a school's code");
		column = "school_id", value = keys[places[PANEL_SCHOOL]];
	} else if (options.pool &&
		!registry_find(&work->registry, BY_CODE, values[keys[places[PANEL_SCHOOL]]])) {
		reason = N_("unknown school"), expected = N_("a school of the registry");
		column = "school_id", value = keys[places[PANEL_SCHOOL]];
	}
	if (reason)
		filter_reject(&work->filter, &work->stream, reason, column, value, expected);
	return reason != NULL;
}

static void add_observation(struct index *work)
{
	struct text fields[FIELD_COUNT];
	struct observation seen;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		fields[i] = work->stream.values[work->fields[i]];
	const char *wrong = observation_read(&seen, fields);
	if (wrong) {
		size_t field = 0;
		while (field + 1 < FIELD_COUNT && strcmp(names[field], wrong) != 0)
			field++;
		filter_reject(&work->filter, &work->stream, "no observation", wrong,
			work->fields[field],
			strcmp(wrong, "hits") == 0        ? "a whole number up to n"
				: strcmp(wrong, "n") == 0 ? "a whole number"
							  : "a number");
		return;
	}
	if (reject_keys(work))
		return;
	if (!sums_add(&work->sums, name_group(work), &seen))
		fail(STATUS_DATA, _("%s: the sum no longer fits; the numbers cannot be right"),
			stream_origin(&work->stream).at);
	work->filter.account.written++;
}

static void write_indicator(struct index *work, struct text group, const char *statistic,
	uint64_t n, wide value, const struct interval *interval)
{
	sink_text(&work->filter.out, group);
	sink_string(&work->filter.out, statistic);
	sink_byte(&work->filter.out, '\t');
	indicator_line_put(&work->filter.out, n, value, interval);
	work->filter.account.output++;
}

/* A share where hits are known, a mean where the sum is. Nobody, n = 0, has neither. */
static void write_indicators(struct index *work, uint32_t group)
{
	const struct observation *sum = &work->sums.totals[group];
	struct text name = work->sums.keys.texts[group];
	struct interval interval;
	wide n = (wide)sum->n, value;
	if (!n)
		return;
	if (sum->has_sum) {
		if (!number_ratio(sum->sum, number_power(VALUE_PLACES - SUM_PLACES), n, &value))
			fail(STATUS_DATA,
				_("%s: the mean does not fit; the numbers cannot be right"),
				quote(name).string);
		bool sure = interval_mean(sum, &interval);
		write_indicator(work, name, "mean", sum->n, value, sure ? &interval : NULL);
	}
	if (!sum->has_hits)
		return;
	interval = interval_share(sum->hits, sum->n);
	value = number_divide((wide)sum->hits * number_power(VALUE_PLACES), n);
	write_indicator(work, name, "share", sum->n, value, &interval);
	if (options.shrink) {
		value = shrinkage_share(&work->shrinkage, &work->sums, group, &interval);
		write_indicator(work, name, "shrunk", sum->n, value, &interval);
	}
}

static void write_sum(struct index *work, uint32_t group)
{
	sink_text(&work->filter.out, work->sums.keys.texts[group]);
	observation_put(&work->filter.out, &work->sums.totals[group]);
	sink_byte(&work->filter.out, '\n');
	work->filter.account.output++;
}

static void take_stream(struct index *work)
{
	while (filter_next(&work->filter, &work->stream))
		add_observation(work);
}

static void make_composites(struct index *work)
{
	struct panel panel;
	struct pools pools;
	panel_make(&panel, &work->sums, work->places);
	pools_make(&pools, &panel, options.pool ? &work->registry : NULL);
	struct composition composition = {
		&work->composites, &work->scales, &panel, &pools, work->omit_constant};
	if (!composition_make(&composition, &work->made))
		work->filter.account.faulty = true;
	indicator_lines_sort(&work->made);
	pools_free(&pools);
	panel_free(&panel);
}

/* Writes the composites whose names come before the group's (NULL: all that are left). */
static void write_made(struct index *work, size_t *next, const struct text *group)
{
	for (; *next < work->made.count; ++*next) {
		const struct indicator_line *made = &work->made.items[*next];
		if (group && text_compare(made->name, *group) > 0)
			return;
		sink_text(&work->filter.out, made->name);
		indicator_line_put(&work->filter.out, made->n, made->value,
			made->bounded ? &made->bounds : NULL);
		work->filter.account.output++;
	}
}

/* A group whose observations do not all know their hits or scores has no share or no mean: whoever
 * counts on it must hear of it. */
static void warn_of_gap(struct index *work, uint32_t group, const char *check, const char *column)
{
	struct text name = work->sums.keys.texts[group];
	account_warn(&work->filter.account,
		&(struct finding){SEVERITY_WARNING, check, text_of(""), text_of(""),
			text_of(column), {name.at, name.length - 1},
			text_of("known for all of the group, or for none"), NULL});
}

static void tell_gaps(struct index *work, const uint32_t *order)
{
	uint32_t means = 0, shares = 0;
	for (uint32_t i = 0; i < work->sums.keys.count; i++) {
		uint8_t gaps = work->sums.partly[order[i]];
		if (gaps & GAP_SCORES)
			warn_of_gap(work, order[i], "some scores missing", "sum");
		if (gaps & GAP_HITS)
			warn_of_gap(work, order[i], "some hits missing", "hits");
		means += (gaps & GAP_SCORES) != 0;
		shares += (gaps & GAP_HITS) != 0;
	}
	if (means)
		message_note(
			_("%u group(s) have no mean, for some of their scores are missing"), means);
	if (shares)
		message_note(
			_("%u group(s) have no share, for some of their hits are missing"), shares);
}

static void write_groups(struct index *work)
{
	uint32_t *order = dictionary_sorted(&work->sums.keys);
	size_t next = 0;
	if (options.shrink)
		shrinkage_learn(&work->shrinkage, &work->sums, order, work->places[PANEL_YEAR]);
	for (uint32_t i = 0; i < work->sums.keys.count; i++) {
		write_made(work, &next, &work->sums.keys.texts[order[i]]);
		(options.partial ? write_sum : write_indicators)(work, order[i]);
	}
	write_made(work, &next, NULL);
	tell_gaps(work, order);
	free(order);
}

static void release(struct index *work)
{
	stream_close(&work->stream);
	sums_empty(&work->sums);
	dictionary_empty(&work->names);
	key_free(&work->key);
	free(work->keys);
	shrinkage_free(&work->shrinkage);
	indicator_lines_free(&work->made);
	composites_free(&work->composites);
	dated_free(&work->scales);
	registry_free(&work->registry);
}

int main(int argc, char **argv)
{
	static struct index work;
	filter_start(&work.filter, &usage, argc, argv);
	read_keys(&work);
	check_options(&work);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	bind_columns(&work);
	take_stream(&work);
	if (options.composites.count)
		make_composites(&work);
	write_groups(&work);
	release(&work);
	return filter_end(&work.filter);
}
