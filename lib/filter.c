/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filter.h"
#include "message.h"
#include "progress.h"
#include "stream.h"

#include <sys/stat.h>
#include <unistd.h>

static struct {
	bool quiet, gzip;
	const char *rejects, *stats, *quality, *max_rejects, *step;
	const char **arguments; /* a copy of argv whose front is the operands */
} common = {.max_rejects = "0"};

static const struct option common_options[] = {
	{0, "rejects", OPTION_TEXT, &common.rejects, "FILE", "write rejected records to FILE"},
	{0, "max-rejects", OPTION_TEXT, &common.max_rejects, "N|N%",
		"exit well with up to N rejected records"},
	{0, "stats", OPTION_TEXT, &common.stats, "FILE", "write the counts of records to FILE"},
	{0, "quality", OPTION_TEXT, &common.quality, "FILE",
		"write what is wrong or doubtful to FILE, with school and severity"},
	{0, "options", OPTION_FILE, NULL, "FILE",
		"take the options of a table: option, value, source"},
	{0, "step", OPTION_TEXT, &common.step, "NAME", "add NAME to the filter in both files"},
	{'z', "gzip", OPTION_FLAG, &common.gzip, NULL, "compress standard output"},
	{'q', "quiet", OPTION_FLAG, &common.quiet, NULL, "tell faults only"},
	{0},
};

enum { NAME_ROOM = 128 };

/* "import", or "import:gia" with --step gia, so that the files of many steps can be joined. */
static const char *name_in_files(const char *program, char name[NAME_ROOM])
{
	const char *dash = strrchr(program, '-');
	size_t used = 0;
	for (const char *at = dash ? dash + 1 : program; *at && used < 60; at++)
		name[used++] = *at;
	if (common.step && *common.step) {
		name[used++] = ':';
		for (const char *at = common.step; *at && used < NAME_ROOM - 1; at++)
			name[used++] = *at;
	}
	name[used] = '\0';
	return name;
}

static bool same_file(const char *one, const char *other)
{
	struct stat a, b;
	return stat(one, &a) == 0 && S_ISREG(a.st_mode) && stat(other, &b) == 0 &&
		a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* The file of an option must not be standard output, nor one of those that are read: the inputs,
 * and the tables that other options name. */
static void check_path(const struct filter *filter, const struct usage *usage, const char *option,
	const char *path)
{
	if (!path)
		return;
	if (strcmp(path, "-") == 0)
		fail(STATUS_USAGE, _("%s: expected a file; standard output holds the stream"),
			option);
	for (size_t i = 0; i < filter->file_count; i++)
		if (same_file(path, filter->files[i]))
			fail(STATUS_USAGE, _("%s: %s is the input"), option, path);
	for (const struct option *row = usage->options; row->name; row++) {
		const struct option_list *list = row->target;
		const char *text = row->kind == OPTION_TEXT ? *(const char **)row->target : NULL;
		bool same = text && same_file(path, text);
		for (size_t i = 0; row->kind == OPTION_LIST && i < list->count; i++)
			same = same || same_file(path, list->items[i]);
		if (same)
			fail(STATUS_USAGE, _("%s: %s is the file of --%s"), option, path,
				row->name);
	}
}

static void check_apart(
	const char *one, const char *one_path, const char *other, const char *other_path)
{
	if (one_path && other_path && strcmp(one_path, other_path) == 0)
		fail(STATUS_USAGE, _("%s and %s name the same file"), one, other);
}

static void expect_files(const struct filter *filter)
{
	struct stat facts;
	for (size_t i = 0; i < filter->file_count; i++)
		if (stat(filter->files[i], &facts) == 0 && S_ISREG(facts.st_mode))
			progress_expect((size_t)facts.st_size);
}

void filter_start(struct filter *filter, const struct usage *usage, int argc, char **argv)
{
	static const char *standard_input[] = {"-"};
	static char name[NAME_ROOM];
	message_start(usage->program);
	const char **arguments = common.arguments = option_arguments(argc, argv);
	size_t count = option_parse(usage, common_options, argc, arguments);
	*filter = (struct filter){
		.files = count ? arguments : standard_input, .file_count = count ? count : 1};
	if (!count && isatty(STDIN_FILENO))
		fail(STATUS_USAGE,
			_("name a file or send data to standard input; %s --help tells more"),
			usage->program);
	message_quiet(common.quiet);
	progress_start(!common.quiet);
	expect_files(filter);
	check_path(filter, usage, "--rejects", common.rejects);
	check_path(filter, usage, "--stats", common.stats);
	check_path(filter, usage, "--quality", common.quality);
	check_apart("--rejects", common.rejects, "--stats", common.stats);
	check_apart("--quality", common.quality, "--stats", common.stats);
	check_apart("--rejects", common.rejects, "--quality", common.quality);
	filter->account.filter = name_in_files(usage->program, name);
	filter->account.rejects_path = common.rejects;
	filter->account.stats_path = common.stats;
	filter->account.quality_path = common.quality;
	filter->account.max_rejects = common.max_rejects;
	account_open(&filter->account);
	sink_open(&filter->out, "-", common.gzip);
}

void filter_host(struct filter *filter, struct account *guest, const char *name)
{
	static char name_of_guest[NAME_ROOM];
	*guest = (struct account){
		.filter = name_in_files(name, name_of_guest),
		.max_rejects = common.max_rejects,
		.host = &filter->account,
	};
	account_open(guest);
	filter->guest = guest;
}

int filter_end(struct filter *filter)
{
	progress_end();
	sink_close(&filter->out);
	int of_guest = filter->guest ? account_close(filter->guest) : STATUS_WELL;
	int own = account_close(&filter->account);
	return own > of_guest ? own : of_guest;
}

/* Where the record comes from, if the stream was asked for it; else where the line stands. */
static struct text origin_of(struct stream *stream)
{
	struct text origin = stream_value(stream, "origin");
	return origin.length ? origin : stream_origin(stream);
}

void filter_reject(struct filter *filter, struct stream *stream, const char *reason,
	const char *column, size_t value, const char *expected)
{
	account_reject(&filter->account,
		&(struct reject){.origin = origin_of(stream),
			.school = stream_value(stream, "school_id"),
			.reason = reason,
			.column = column,
			.value = column ? stream->values[value] : text_of(""),
			.expected = expected,
			.record = stream_row(stream)});
}

void filter_reject_defect(struct filter *filter, struct stream *stream, const struct defect *defect)
{
	account_reject(&filter->account,
		&(struct reject){.origin = origin_of(stream),
			.reason = defect->reason,
			.column = defect->column,
			.value = defect->value,
			.expected = defect->expected[0] ? defect->expected : NULL,
			.record = stream_row(stream)});
}

void filter_warn(struct filter *filter, struct stream *stream, const char *check,
	const char *column, size_t value, const char *expected)
{
	account_warn(&filter->account,
		&(struct finding){SEVERITY_WARNING, check, origin_of(stream),
			stream_value(stream, "school_id"), text_of(column), stream->values[value],
			text_of(expected), NULL});
}

bool filter_next(struct filter *filter, struct stream *stream)
{
	enum stream_result result;
	while ((result = stream_next(stream)) != STREAM_END) {
		filter->account.read++;
		if (result == STREAM_ROW)
			return true;
		filter_reject(filter, stream, stream->fault, NULL, 0, stream->fault_detail);
	}
	return false;
}

void filter_header(struct filter *filter, const char *names)
{
	for (const char *at = names; *at; at++)
		sink_byte(&filter->out, *at == ' ' ? '\t' : *at);
	sink_byte(&filter->out, '\n');
	sink_flush(&filter->out);
}
