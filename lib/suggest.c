/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest.h"
#include "personal.h"
#include "recognition.h"
#include "workbook.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The last year in a file's name. */
#define YEAR "^.*(?<!\\d)(20\\d\\d)(?!\\d)"

static void say(struct recognition *work, const char *format, ...) MESSAGE_FORMAT(2);

static void say(struct recognition *work, const char *format, ...)
{
	char line[500];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	sink_string(work->out, line);
}

static void put_values(struct recognition *work, const struct recognized *column)
{
	const char *none = column->withheld ? "values not shown" : "no values at its start";
	if (column->withheld || !column->value_count)
		say(work, "%s", none);
	for (size_t i = 0; i < column->value_count && !column->withheld; i++)
		say(work, "%s%s", i ? ", " : "first values: ", quote(column->values[i]).string);
	say(work, "\n");
}

static bool starts_with(struct text text, const char *start)
{
	return text.length >= strlen(start) && memcmp(text.at, start, strlen(start)) == 0;
}

/* The header as a map reads it back: as it is, or as a pattern where it would mean something else. */
static void put_from(struct sink *out, struct text header)
{
	static struct pattern *special;
	if (!recognition_fits(&special, "^([=@/\"]|constant:|file:|#ИМЯ[?]$|#NAME[?]$)", header)) {
		sink_text(out, header);
		return;
	}
	sink_string(out, "/^\\Q");
	for (; header.length; header.at++, header.length--)
		if (starts_with(header, "\\E"))
			sink_string(out, "\\\\E\\Q"); /* the E follows */
		else
			sink_byte(out, *header.at);
	sink_string(out, "\\E$/");
}

static struct quoted show_header(const struct recognized *column)
{
	return column->nameless ? (struct quoted){"(not shown)"} : quote(column->header);
}

static void put_column(struct recognition *work, const struct recognized *column)
{
	struct quoted header = show_header(column);
	size_t place = (size_t)(column - work->columns) + 1;
	const char *name = "";
	if (column->rule != SIZE_MAX)
		name = table_cell(&work->known, column->rule, KNOWN_COLUMN).at;
	if (column->kind == PERSONAL) {
		say(work, "# left out, personal data: %s\n", header.string);
	} else if (column->kind == NAMELESS) {
		say(work, "# column %zu has no header; ", place);
		put_values(work, column);
	} else if (column->kind == TWICE) {
		say(work, "# column %zu: the header %s stands twice; ", place, header.string);
		put_values(work, column);
	} else if (column->kind == TAKEN) {
		say(work, "# ");
		put_values(work, column);
		sink_string(work->out, name);
		say(work, "\t");
		put_from(work->out, column->header);
		say(work, "\t%s\t\t", table_cell(&work->known, column->rule, KNOWN_TYPE).at);
		sink_text(work->out, table_cell(&work->known, column->rule, KNOWN_SOURCE));
		say(work, "\n");
	} else if (column->header.length > LONGEST_NAMED || column->nameless) {
		say(work, "# column %zu: %s; ", place, header.string);
		put_values(work, column);
	} else {
		say(work, "# NAME\t");
		put_from(work->out, column->header);
		say(work, "\t\t\t%s%s%s", *name ? "looks like " : "", name,
			*name ? " again; " : "");
		put_values(work, column);
	}
}

static bool has(const struct recognition *work, const char *names)
{
	struct text rest = text_of(names), word;
	while ((word = text_next_word(&rest)).length)
		if (dictionary_find(&work->taken, word) != DICTIONARY_NONE)
			return true;
	return false;
}

/* The last year in the file's name, which is the one the school year ends in. */
static bool find_year(const struct recognition *work, const char *file, struct text *year)
{
	static struct pattern *pattern;
	const char *slash = strrchr(file, '/');
	struct text name = text_of(slash ? slash + 1 : file);
	return !has(work, "year") && recognition_fits(&pattern, YEAR, name) &&
		pattern_capture(pattern, name, 1, year);
}

/* What the usual kinds of file have and this one has not. */
static void put_missing(struct recognition *work)
{
	static const struct {
		const char *columns, *text;
	} wanted[] = {
		{"school_id login name", "no column for the school (code, login or name)"},
		{"subject subject_code from to", "no column for the subject"},
		{"mark primary_score test_score mark_2 count_2 from to",
			"no column for mark or score"},
		{"exam from to",
			"no column for the exam; constant:oge or constant:vpr can name it"},
		{"grade category from to", "no column for the grade or the category of the pupil"},
	};
	struct text year;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!has(work, wanted[i].columns))
			say(work, "# Missing: %s.\n", wanted[i].text);
	if (has(work, "mark_2") && !has(work, "participants"))
		say(work,
			"# Missing: no column for the participants, of whom the marks are "
			"shares.\n");
	if (!has(work, "year from to") && !find_year(work, work->parts->name, &year))
		say(work,
			"# Missing: no year; is it in the file's name (@file:/(\\d{4})/) or above "
			"the header (@title:/(\\d{4})/)?\n");
}

/* A descriptor of its own, as reading moves the place in the file that the rows are read at. */
static void put_sheets(struct recognition *work)
{
	char path[40];
	struct workbook book = {0};
	snprintf(path, sizeof path, "/proc/self/fd/%d", work->rows->file);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	workbook_read(&book, file, work->parts->name);
	for (size_t i = 0; i < book.sheet_count; i++)
		say(work, "%s%s%s", i ? ", " : "# Sheets, of which --sheet takes one: ",
			quote(book.sheets[i].name).string, workbook_remark(&book.sheets[i]));
	say(work, "\n");
	workbook_free(&book);
	close(file);
}

static void put_title(struct recognition *work, struct text title)
{
	if (personal_mention(title))
		say(work, "# Above it: (not shown)\n");
	else if (title.length)
		say(work, "# Above it: %s\n", quote(title).string);
}

/* Where the header is, and what stands above it. */
static void put_titles(struct recognition *work)
{
	uint64_t upper = work->heads[work->upper].line, lower = work->heads[work->header].line;
	if (work->headless)
		say(work,
			"# No row looks like a header. The draft takes line %" PRIu64
			", and shows only what it recognises of it.\n",
			lower);
	else if (upper == lower)
		say(work, "# The header is in line %" PRIu64 ".\n", lower);
	else
		say(work, "# The header is in lines %" PRIu64 " and %" PRIu64 ".\n", upper, lower);
	for (size_t i = 0; i < work->upper && i < MOST_TITLES && !work->headless; i++)
		for (size_t j = 0; j < work->heads[i].count; j++)
			put_title(work, work->heads[i].cells[j]);
}

static void put_head(struct recognition *work)
{
	const char *slash = strrchr(work->parts->name, '/');
	const char *file = slash ? slash + 1 : work->parts->name;
	char delimiter[2] = {work->rows->sheet ? 0 : work->rows->text.delimiter};
	bool tab = *delimiter == '\t', utf8 = encoding_is_utf8(text_of(file));
	say(work,
		"# A draft of a map for %s: give names to the columns you need, delete the rest.\n",
		utf8 ? quote(text_of(file)).string : "a file");
	if (work->rows->sheet)
		put_sheets(work);
	else
		say(work, "# Encoding: %s. Fields are parted by %s.\n",
			encoding_name(work->rows->encoding), tab ? "tab" : delimiter);
	put_titles(work);
	for (size_t i = 0; i < work->count; i++)
		if (work->columns[i].kind == PERSONAL)
			say(work, "# Personal data, left out: %s\n",
				show_header(&work->columns[i]).string);
	if (!work->known.row_count)
		say(work,
			"# There is no table common/headers.tsv in $SHNOR_PIPELINES, so nothing is "
			"recognised.\n");
	put_missing(work);
}

bool suggest_map(
	struct sink *out, struct parts *parts, const char *headers_path, const char **fault)
{
	struct recognition work = {.out = out, .parts = parts, .rows = &parts->rows};
	struct text year;
	recognition_load(&work, headers_path);
	bool found = recognition_find_header(&work, fault);
	if (found) {
		recognition_settle(&work);
		recognition_take_values(&work);
		put_head(&work);
		say(&work, "column\tfrom\ttype\toptional\tsource\n");
		if (find_year(&work, parts->name, &year))
			say(&work,
				"# the file's name gives \"%.*s\"\nyear\t@file:/" YEAR
				"/\t\t\tname of the file\n",
				(int)year.length, year.at);
		for (size_t i = 0; i < work.count; i++)
			put_column(&work, &work.columns[i]);
	}
	recognition_free(&work);
	return found;
}

static bool is_there(char *path, size_t room, const char *folder, size_t length, const char *below)
{
	int written = snprintf(path, room, "%.*s%s/common/headers.tsv", (int)length, folder, below);
	return length && written > 0 && (size_t)written < room && access(path, R_OK) == 0;
}

const char *suggest_headers_path(void)
{
	static const char *const below[] = {
		"/../share/shnor/pipelines", "/../../pipelines", "/../../../pipelines"};
	static char path[4200];
	char self[4000];
	const char *named = getenv("SHNOR_PIPELINES");
	struct text rest = text_of(named ? named : ""), folder;
	while (text_next_part(&rest, ':', &folder))
		if (is_there(path, sizeof path, folder.at, folder.length, ""))
			return path;
	ssize_t length = readlink("/proc/self/exe", self, sizeof self);
	while (length > 0 && self[--length] != '/')
		;
	for (size_t i = 0; i < sizeof below / sizeof *below; i++)
		if (is_there(path, sizeof path, self, length > 0 ? (size_t)length : 0, below[i]))
			return path;
	return NULL;
}
