/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-classify: indicators to classes: the verdict on every school and year, with its evidence.
 *
 * in:  indicators: year municipality school_id indicator n value lo hi
 * out: classes: year municipality school_id rule class probability reason
 * Memory: what the rule reads, by school and year, and the registry.
 */
#include "filter.h"
#include "markers.h"
#include "message.h"
#include "selection.h"
#include "share.h"
#include "stream.h"
#include "threshold_verdicts.h"

static struct {
	const char *rule, *share, *compare, *procedures, *repeat, *measures, *min_n, *schools,
		*biased, *biased_use, *pooled, *small;
	struct option_list school_words;
} options = {
	.rule = "threshold",
	.share = "0.30",
	.compare = "ge",
	.procedures = "2",
	.repeat = "any",
	.min_n = "1",
	.biased_use = "name",
	.small = "20",
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
	{0, "pooled", OPTION_TEXT, &options.pooled, "LIST",
		"further verdicts on small schools, over so many years together: 2,3"},
	{0, "small", OPTION_TEXT, &options.small, "N|all",
		"a school is small with fewer participants in any procedure"},
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

enum biased_use { BIASED_NAME, BIASED_DROP, BIASED_KEEP };

struct classify {
	struct filter filter;
	struct stream stream;
	struct indicator_columns columns;
	struct registry registry;
	struct words school_words;
	struct threshold_rule threshold;
	struct threshold_pooling pooling;
	struct selection measures;
	struct results results;
	struct markers markers;
	enum biased_use biased_use;
};

/* What became of a line that the rule wants. */
enum taken { TAKEN, TAKEN_TWICE, TAKEN_NOT, TAKEN_DEFECT };

static uint64_t read_count(const char *name, const char *value)
{
	uint64_t count;
	if (!number_count(text_of(value), &count))
		fail(STATUS_USAGE, _("--%s: found %s, expected a whole number"), name,
			quote(text_of(value)).string);
	return count;
}

static void read_pooling(struct threshold_pooling *pooling)
{
	struct text rest = text_of(options.pooled ? options.pooled : ""), part;
	while (options.pooled && text_next_part(&rest, ',', &part)) {
		uint64_t span;
		part = text_trim(part);
		if (!number_count(part, &span) || span < 2 || span > WINDOW_LONGEST)
			fail(STATUS_USAGE,
				_("--pooled: found %s, expected numbers of years from 2 to %d"),
				quote(part).string, WINDOW_LONGEST);
		pooling->spans[span] = true;
	}
	pooling->small =
		strcmp(options.small, "all") == 0 ? UINT64_MAX : read_count("small", options.small);
}

static void read_threshold(struct classify *work)
{
	struct threshold_rule *rule = &work->threshold;
	if (!number_fraction(text_of(options.share), &rule->share))
		fail(STATUS_USAGE,
			_("--share: found %s, expected a share from 0 to 1 such as 0.30"),
			quote(text_of(options.share)).string);
	rule->more_than = option_choice("compare", options.compare, "ge gt") == 1;
	rule->procedures = read_count("procedures", options.procedures);
	if (!rule->procedures)
		fail(STATUS_USAGE, _("--procedures: expected at least 1"));
	rule->repeat =
		(enum threshold_repeat)option_choice("repeat", options.repeat, "any same off");
	rule->least_n = read_count("min-n", options.min_n);
	read_pooling(&work->pooling);
	selection_read(&work->measures, "measures", options.measures);
	work->biased_use =
		(enum biased_use)option_choice("biased-use", options.biased_use, "name drop keep");
}

static bool wants_share(const struct classify *work, struct text indicator)
{
	struct text measure = share_measure(indicator);
	return measure.length && selection_has(&work->measures, measure);
}

static enum taken take_share(struct classify *work, const struct indicator *line, struct text *skip,
	struct defect *defect)
{
	struct result seen = {.procedure = share_measure(line->name), .n = line->n};
	if (!share_count(line, &seen.low, defect))
		return TAKEN_DEFECT;
	bool biased = work->biased_use != BIASED_KEEP &&
		markers_have(&work->markers, line->year, line->school_id, seen.procedure);
	if (biased && work->biased_use == BIASED_DROP) {
		*skip = text_of("objectivity marker");
		return TAKEN_NOT;
	}
	seen.marked = biased;
	uint32_t school = panel_school(&work->results.panel, line->school_id, line->municipality);
	return results_add(&work->results, school, line->year, &seen) ? TAKEN : TAKEN_TWICE;
}

/* A misspelled measure would silently never be low. */
static void tell_unseen(const struct classify *work)
{
	const struct dictionary *listed = &work->measures.listed;
	for (uint32_t i = 0; i < listed->count; i++)
		if (dictionary_find(&work->results.procedures, listed->texts[i]) == DICTIONARY_NONE)
			message_note(_("--measures: there is no share of %s in the data"),
				quote(listed->texts[i]).string);
}

static void write_threshold(struct classify *work)
{
	tell_unseen(work);
	results_complete(&work->results, &work->registry);
	threshold_verdicts_write(
		&work->threshold, &work->pooling, &work->results, &work->registry, &work->filter);
	results_free(&work->results);
}

static const struct rule {
	void (*read)(struct classify *work); /* its options */
	bool (*wants)(const struct classify *work, struct text indicator);
	enum taken (*take)(struct classify *work, const struct indicator *line, struct text *skip,
		struct defect *defect);
	void (*write)(struct classify *work); /* the verdicts */
} rules[] = {
	{read_threshold, wants_share, take_share, write_threshold},
};

static void take_line(struct classify *work, const struct rule *rule)
{
	struct stream *stream = &work->stream;
	struct indicator line;
	struct defect defect;
	struct text skip = text_of("another indicator");
	enum taken taken = TAKEN_NOT;
	if (rule->wants(work, stream->values[work->columns.name])) {
		taken = TAKEN_DEFECT;
		if (indicator_read(&work->columns, stream->values,
			    options.schools ? &work->registry : NULL, &line, &defect)) {
			skip = line.skip;
			taken = skip.length ? TAKEN_NOT : rule->take(work, &line, &skip, &defect);
		}
	}
	switch (taken) {
	case TAKEN:
		work->filter.account.written++;
		return;
	case TAKEN_NOT:
		account_skip(&work->filter.account, skip);
		return;
	case TAKEN_DEFECT:
		filter_reject_defect(&work->filter, stream, &defect);
		return;
	case TAKEN_TWICE: /* Which is right, nobody here can say; nothing may rest on the order. */
		fail(STATUS_DATA,
			_("%s: %s stands twice for school %s in %u; no verdict can be given"),
			stream_origin(stream).at, quote(line.name).string,
			quote(stream->values[work->columns.school_id]).string, (unsigned)line.year);
	}
}

static void take_stream(struct classify *work, const struct rule *rule)
{
	enum stream_result result;
	indicator_bind(&work->columns, &work->stream);
	while ((result = stream_next(&work->stream)) != STREAM_END) {
		work->filter.account.read++;
		if (result == STREAM_ROW)
			take_line(work, rule);
		else
			filter_reject(&work->filter, &work->stream, work->stream.fault, NULL, 0,
				work->stream.fault_detail);
	}
}

static void load_tables(struct classify *work)
{
	words_load(&work->school_words, options.school_words.items, options.school_words.count);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, &work->school_words);
	if (options.biased)
		markers_load(&work->markers, options.biased,
			options.schools ? &work->registry : NULL, &work->filter);
}

int main(int argc, char **argv)
{
	static struct classify work;
	filter_start(&work.filter, &usage, argc, argv);
	const struct rule *rule = &rules[option_choice("rule", options.rule, "threshold")];
	rule->read(&work);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter, "year municipality school_id rule class probability reason");
	take_stream(&work, rule);
	rule->write(&work);
	stream_close(&work.stream);
	registry_free(&work.registry);
	words_free(&work.school_words);
	markers_free(&work.markers);
	selection_free(&work.measures);
	return filter_end(&work.filter);
}
