/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-classify: indicators to classes: the verdict on every school and year, with its evidence.
 *
 * in:  indicators: year municipality school_id indicator n value lo hi
 * out: classes: year municipality school_id rule class probability reason
 * Memory: what the rule reads, by school and year, and the registry.
 */
#include "message.h"
#include "quadrant_verdicts.h"
#include "residual_verdicts.h"
#include "threshold_verdicts.h"

static struct {
	const char *rule, *schools;
	struct option_list school_words;
	struct threshold_options threshold;
	struct quadrant_options quadrant;
	struct residual_options residual;
} options = {
	.rule = "threshold",
	.threshold = {.share = "0.30",
		.compare = "ge",
		.procedures = "2",
		.repeat = "any",
		.min_n = "1",
		.small = "20",
		.biased_use = "name"},
	.quadrant = {.results = "results_index",
		.social = "social_index",
		.within = "region",
		.grey = "0",
		.replicates = "2000",
		.seed = "1"},
	.residual = {.predictors = "social_index", .residual = "1.5"},
};

static const struct option option_rows[] = {
	{'r', "rule", OPTION_TEXT, &options.rule, "NAME",
		"the rule: threshold, quadrant or residual"},
	{0, "schools", OPTION_TEXT, &options.schools, "FILE",
		"the registry: every school gets a verdict"},
	{0, "school-words", OPTION_LIST, &options.school_words, "FILE",
		"value table for the registry: which kinds of school do not count"},
	{0, "share", OPTION_TEXT, &options.threshold.share, "SHARE",
		"a procedure is low from this share on"},
	{0, "compare", OPTION_TEXT, &options.threshold.compare, "ge|gt",
		"at least the share, or more than it"},
	{0, "procedures", OPTION_TEXT, &options.threshold.procedures, "N",
		"branch A: so many low procedures in a year"},
	{0, "repeat", OPTION_TEXT, &options.threshold.repeat, "any|same|off",
		"branch B: low in two years running, in any or in the same procedure"},
	{'m', "measures", OPTION_TEXT, &options.threshold.measures, "LIST|/PATTERN/",
		"the measures that count as procedures; all, if not given"},
	{0, "min-n", OPTION_TEXT, &options.threshold.min_n, "N",
		"leave out procedures with fewer participants"},
	{0, "pooled", OPTION_TEXT, &options.threshold.pooled, "LIST",
		"further verdicts on small schools, over so many years together: 2,3"},
	{0, "small", OPTION_TEXT, &options.threshold.small, "N|all",
		"a school is small with fewer participants in any procedure"},
	{0, "biased", OPTION_TEXT, &options.threshold.biased, "FILE",
		"results whose objectivity is in doubt: year, school_id or login, measure, "
		"markers"},
	{0, "biased-use", OPTION_TEXT, &options.threshold.biased_use, "name|drop|keep",
		"name them in the reason, leave them out, or count them as others"},
	{0, "results", OPTION_TEXT, &options.quadrant.results, "NAME",
		"the indicator that is the index of results"},
	{0, "social", OPTION_TEXT, &options.quadrant.social, "NAME",
		"the indicator that is the index of social conditions"},
	{0, "cut", OPTION_LIST, &options.quadrant.cuts, "[NAME=]median|mean|NUMBER",
		"where high begins, of both indices or of one; median if not given"},
	{0, "within", OPTION_TEXT, &options.quadrant.within, "LIST",
		"compare among the schools of: region, municipality, columns of the registry"},
	{0, "grey", OPTION_TEXT, &options.quadrant.grey, "WIDTH",
		"tell of an index that is nearer to its cut than this"},
	{0, "replicates", OPTION_TEXT, &options.quadrant.replicates, "N",
		"of the bootstrap that gives the probabilities; 0: none"},
	{0, "seed", OPTION_TEXT, &options.quadrant.seed, "N", "of the bootstrap"},
	{0, "predictors", OPTION_TEXT, &options.residual.predictors, "LIST",
		"what lets expect results: INDICATOR, log:INDICATOR, log:n:INDICATOR, "
		"registry:COLUMN=VALUE"},
	{0, "residual", OPTION_TEXT, &options.residual.residual, "K",
		"below or above are residuals of so many standard deviations"},
	{0},
};

static const struct option_scope scopes[] = {
	{"threshold",
		"share compare procedures repeat measures min-n pooled small biased "
		"biased-use"},
	{"quadrant", "results social cut within grey replicates seed"},
	{"residual", "results predictors residual"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-classify",
	.summary = "indicators to classes, with the evidence",
	.operands = "[FILE …]",
	.options = option_rows,
	.choice = "rule",
	.scopes = scopes,
	.example =
		"  shnor-classify --share 0.30 --schools schools.tsv indicators.tsv >classes.tsv",
};

struct classify {
	struct filter filter;
	struct stream stream;
	struct indicator_columns columns;
	struct registry registry;
	struct words school_words;
	struct threshold_verdicts threshold;
	struct quadrant_verdicts quadrant;
	struct residual_verdicts residual;
};

static void read_threshold(struct classify *work)
{
	threshold_verdicts_read(&work->threshold, &options.threshold);
}

static bool wants_share(const struct classify *work, struct text indicator)
{
	return threshold_verdicts_want(&work->threshold, indicator);
}

static enum indicator_use take_share(struct classify *work, const struct indicator *line,
	struct text *skip, struct defect *defect)
{
	return threshold_verdicts_take(&work->threshold, line, skip, defect);
}

static void write_threshold(struct classify *work)
{
	threshold_verdicts_write(&work->threshold, &work->registry, &work->filter);
	threshold_verdicts_free(&work->threshold);
}

static void read_quadrant(struct classify *work)
{
	quadrant_verdicts_read(
		&work->quadrant, &options.quadrant, &work->registry, options.schools != NULL);
}

static bool wants_index(const struct classify *work, struct text indicator)
{
	return quadrant_verdicts_want(&work->quadrant, indicator);
}

static enum indicator_use take_index(struct classify *work, const struct indicator *line,
	struct text *skip, struct defect *defect)
{
	return readings_take(&work->quadrant.readings, &work->registry, line, skip, defect);
}

static void write_quadrant(struct classify *work)
{
	quadrant_verdicts_write(&work->quadrant, &work->registry, &work->filter);
	quadrant_verdicts_free(&work->quadrant);
}

static void read_residual(struct classify *work)
{
	options.residual.results = options.quadrant.results;
	residual_verdicts_read(
		&work->residual, &options.residual, &work->registry, options.schools != NULL);
}

static bool wants_predictor(const struct classify *work, struct text indicator)
{
	return residual_verdicts_want(&work->residual, indicator);
}

static enum indicator_use take_predictor(struct classify *work, const struct indicator *line,
	struct text *skip, struct defect *defect)
{
	return readings_take(&work->residual.readings, &work->registry, line, skip, defect);
}

static void write_residual(struct classify *work)
{
	residual_verdicts_write(&work->residual, &work->registry, &work->filter);
	residual_verdicts_free(&work->residual);
}

/* What is asked of every rule, by its number in --rule. */
static const struct rule {
	void (*read)(struct classify *work); /* its options */
	bool (*wants)(const struct classify *work, struct text indicator);
	enum indicator_use (*take)(struct classify *work, const struct indicator *line,
		struct text *skip, struct defect *defect);
	void (*write)(struct classify *work); /* the verdicts */
} rules[] = {
	{read_threshold, wants_share, take_share, write_threshold},
	{read_quadrant, wants_index, take_index, write_quadrant},
	{read_residual, wants_predictor, take_predictor, write_residual},
};

static void load_tables(struct classify *work)
{
	const char *biased = options.threshold.biased;
	const struct registry *registry = options.schools ? &work->registry : NULL;
	words_load(&work->school_words, options.school_words.items, options.school_words.count);
	table_check();
	if (options.schools)
		registry_load(&work->registry, options.schools, &work->school_words);
	if (biased)
		markers_load(&work->threshold.markers, biased, registry, &work->filter);
}

static void take_line(struct classify *work, const struct rule *rule)
{
	struct stream *stream = &work->stream;
	struct indicator line;
	struct defect defect;
	struct text skip = text_of("another indicator");
	enum indicator_use use = INDICATOR_SKIPPED;
	if (rule->wants(work, stream->values[work->columns.name])) {
		use = INDICATOR_DEFECT;
		if (indicator_read(&work->columns, stream->values,
			    options.schools ? &work->registry : NULL, &line, &defect)) {
			skip = line.skip;
			use = skip.length ? INDICATOR_SKIPPED
					  : rule->take(work, &line, &skip, &defect);
		}
	}
	switch (use) {
	case INDICATOR_USED:
		work->filter.account.written++;
		return;
	case INDICATOR_SKIPPED:
		account_skip(&work->filter.account, skip);
		return;
	case INDICATOR_DEFECT:
		filter_reject_defect(&work->filter, stream, &defect);
		return;
	case INDICATOR_TWICE: /* Which is right, nobody here can say. */
		fail(STATUS_DATA,
			_("%s: %s stands twice for school %s in %u; no verdict can be given"),
			stream_origin(stream).at, quote(line.name).string,
			quote(stream->values[work->columns.school_id]).string, (unsigned)line.year);
	}
}

static void take_stream(struct classify *work, const struct rule *rule)
{
	indicator_bind(&work->columns, &work->stream);
	while (filter_next(&work->filter, &work->stream))
		take_line(work, rule);
}

int main(int argc, char **argv)
{
	static struct classify work;
	filter_start(&work.filter, &usage, argc, argv);
	const struct rule *rule =
		&rules[option_choice("rule", options.rule, "threshold quadrant residual")];
	rule->read(&work);
	load_tables(&work);
	stream_open(&work.stream, work.filter.files, work.filter.file_count);
	filter_header(&work.filter, "year municipality school_id rule class probability reason");
	take_stream(&work, rule);
	rule->write(&work);
	stream_close(&work.stream);
	registry_free(&work.registry);
	words_free(&work.school_words);
	return filter_end(&work.filter);
}
