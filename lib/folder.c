/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"
#include "message.h"
#include "path.h"
#include "sheet_name.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHEET, FILE_NAME, COLUMNS, WHERE, YEARS, TITLE, SOURCE, EXTRACT };

static const struct table_form form = {
	"sheet file", "columns where years title source extract", false};

static const char notice[] = "notice.tsv";

/* One sheet, as the table or the folder has it. */
struct plan {
	struct text sheet, file, columns, where, title;
	uint64_t years; /* 0: all */
};

bool folder_is(const char *path)
{
	struct stat facts;
	return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static bool has_file(const struct folder *folder, struct text file)
{
	char *path = path_join(folder->path, file);
	bool has = access(path, F_OK) == 0;
	free(path);
	return has;
}

static void check_plan(const struct table *plan)
{
	for (size_t i = 0; i < plan->row_count; i++) {
		struct text sheet = table_cell(plan, i, SHEET),
			    file = table_cell(plan, i, FILE_NAME);
		struct text years = table_cell(plan, i, YEARS);
		const char *fault = sheet_name_fault(sheet);
		uint64_t count;
		if (fault)
			table_fault(plan, i, SHEET, "%s", fault);
		for (size_t k = 0; k < i; k++)
			if (sheet_name_same(table_cell(plan, k, SHEET), sheet))
				table_fault(plan, i, SHEET, _("already a sheet at %s"),
					table_place(plan, k).string);
		if (!file.length || memchr(file.at, '/', file.length))
			table_fault(plan, i, FILE_NAME, _("expected a file of the result folder"));
		if (years.length && (!number_count(years, &count) || !count))
			table_fault(plan, i, YEARS, _("expected a number of years or nothing"));
	}
}

void folder_load(struct folder *folder, const char *path, const char *const *tables, size_t count)
{
	struct text registry = text_of("schools.tsv");
	folder->path = path;
	table_load(&folder->plan, tables, count, &form);
	check_plan(&folder->plan);
	table_check();
	folder->has_registry = has_file(folder, registry);
	folder->is_extract = has_file(folder, text_of("indicators-totals.tsv"));
	if (folder->has_registry) {
		char *file = path_join(folder->path, registry);
		registry_load(&folder->registry, file, NULL);
		free(file);
	}
}

/* The last year of the stream; 0 where it has none. */
static uint64_t last_year(const char *path)
{
	struct stream stream = {0};
	uint64_t last = 0, year;
	stream_open(&stream, &path, 1);
	const char *name = view_year_column(&stream);
	size_t column = name ? stream_want(&stream, name, true) : 0;
	enum stream_result result;
	while (name && (result = stream_next(&stream)) != STREAM_END)
		if (result == STREAM_ROW && number_count(stream.values[column], &year) &&
			year > last)
			last = year;
	stream_close(&stream);
	return last;
}

/* The title with the years in it; it lives in the arena. */
static struct text fill_title(struct arena *arena, struct text title, uint64_t year)
{
	static const char *const names[] = {"{year}", "{next_year}"};
	char *filled = memory_get(title.length + 24 * title.length / 6 + 1, 1);
	size_t used = 0;
	while (title.length) {
		size_t taken = 0;
		for (size_t i = 0; i < 2 && !taken; i++) {
			size_t length = strlen(names[i]);
			if (title.length < length || memcmp(title.at, names[i], length) != 0)
				continue;
			used += number_digits(filled + used, year + i);
			taken = length;
		}
		if (!taken) {
			filled[used++] = *title.at;
			taken = 1;
		}
		title = (struct text){title.at + taken, title.length - taken};
	}
	struct text kept = arena_copy(arena, (struct text){filled, used});
	free(filled);
	return kept;
}

/* Does the stream say whose its rows are? */
static bool says_whose(const struct stream *stream)
{
	return stream_has(stream, "municipality") || stream_has(stream, "school_id");
}

static size_t split_words(struct arena *arena, struct text words, const char **into, size_t room)
{
	size_t count = 0;
	struct text word;
	while (count < room && (word = text_next_word(&words)).length)
		into[count++] = arena_copy(arena, word).at;
	return count;
}

/* The columns of the request in which something stands, parted by commas; NULL where there is nothing in
 * any. The text lives in the arena. */
static const char *filled_columns(
	struct arena *arena, const char *path, const struct view_request *request)
{
	struct stream stream = {0};
	struct view view;
	size_t room = 1, used = 0;
	stream_open(&stream, &path, 1);
	view_open(&view, &stream, request);
	bool *filled = memory_get(view.columns.count + 1, sizeof *filled);
	while (view_next(&view, NULL)) {
		const struct document_cell *cells = view_row(&view);
		for (uint32_t i = 0; i < view.columns.count; i++)
			filled[i] = filled[i] || cells[i].text.length;
	}
	for (uint32_t i = 0; i < view.columns.count; i++)
		room += view.columns.texts[i].length + 1;
	char *list = memory_get(room, 1);
	for (uint32_t i = 0; i < view.columns.count; i++) {
		struct text name = view.columns.texts[i];
		if (!filled[i])
			continue;
		if (used)
			list[used++] = ',';
		memcpy(list + used, name.at, name.length);
		used += name.length;
	}
	const char *kept = used ? arena_copy(arena, (struct text){list, used}).at : NULL;
	free(list);
	free(filled);
	view_close(&view);
	stream_close(&stream);
	return kept;
}

/* False: there is nothing to be shown of it, so no sheet is made. */
static bool put_sheet(struct folder *folder, const struct plan *plan, struct filter *filter,
	struct text municipality, struct spreadsheet *book)
{
	bool shown = false;
	/* What the notice says holds of each municipality. */
	if (text_is(plan->file, notice))
		municipality = text_of("");
	enum { MOST_CONDITIONS = 16 };
	struct arena arena = {0};
	struct stream stream = {0};
	struct view view;
	const char *where[MOST_CONDITIONS];
	char *path = path_join(folder->path, plan->file);
	uint64_t last = plan->years || plan->title.length ? last_year(path) : 0;
	struct view_request request = {
		.columns = plan->columns.length ? arena_copy(&arena, plan->columns).at : NULL,
		.where = where,
		.where_count = split_words(&arena, plan->where, where, MOST_CONDITIONS),
		.registry = folder->has_registry ? &folder->registry : NULL,
		.labels = folder->labels,
		.municipality = municipality,
		.first_year = plan->years && last >= plan->years ? last - plan->years + 1 : 0,
		.columns_if_there = true,
		.as_it_stands = true,
		.digits = folder->digits,
		.decimal = folder->decimal};
	struct document document = {.kind = DOCUMENT_XLSX,
		.title = fill_title(&arena, plan->title, last),
		.workbook = book,
		.sheet = plan->sheet};
	const char *paths[] = {path};
	if (folder->is_extract) {
		const char *filled = filled_columns(&arena, path, &request);
		/* A list without rows would say that there are no such schools. */
		if (!filled) {
			arena_empty(&arena);
			free(path);
			return false;
		}
		request.columns = filled;
	}
	stream_open(&stream, paths, 1);
	if (!municipality.length || says_whose(&stream)) {
		view_open(&view, &stream, &request);
		struct text *heads = view_heads(&view);
		document.columns = view.columns.count;
		shown = document.columns > 0;
		if (shown) {
			document_start(&document, heads);
			while (view_next(&view, filter))
				document_row(&document, view_row(&view));
			document_end(&document);
		}
		free(heads);
		view_close(&view);
	}
	stream_close(&stream);
	arena_empty(&arena);
	free(path);
	return shown;
}

static int is_stream(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 4 && entry->d_name[0] != '.' &&
		strcmp(entry->d_name + length - 4, ".tsv") == 0;
}

static int by_name(const struct dirent **one, const struct dirent **other)
{
	return strcmp((*one)->d_name, (*other)->d_name);
}

/* Without a table: every stream, under the name of its file. */
static size_t put_streams(struct folder *folder, struct filter *filter, struct text municipality,
	struct spreadsheet *book)
{
	struct dirent **entries;
	size_t sheets = 0;
	int count = scandir(folder->path, &entries, is_stream, by_name);
	if (count < 0)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), folder->path);
	for (int i = 0; i < count; i++) {
		struct text file = text_of(entries[i]->d_name);
		struct text sheet = {file.at, file.length - 4};
		if (sheet_name_fault(sheet))
			fail(STATUS_USAGE, _("%s/%s: %s; name it in a table of --sheets"),
				folder->path, file.at, sheet_name_fault(sheet));
		for (int k = 0; k < i; k++)
			if (sheet_name_same(sheet,
				    (struct text){
					    entries[k]->d_name, strlen(entries[k]->d_name) - 4}))
				fail(STATUS_USAGE,
					_("%s/%s: Excel takes its name for that of %s; name it in "
					  "a "
					  "table of --sheets"),
					folder->path, file.at, entries[k]->d_name);
		sheets += put_sheet(folder, &(struct plan){.sheet = sheet, .file = file}, filter,
			municipality, book);
	}
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
	return sheets;
}

/* The name or title of a sheet, in the words of the labels; it lives in the arena. */
static struct text in_words(
	const struct folder *folder, struct arena *arena, const char *column, struct text text)
{
	if (folder->labels)
		text = labels_value(folder->labels, text_of(column), text);
	return arena_copy(arena, text);
}

/* The sheets of the plan that are the notice, or all others. */
static size_t put_plan(struct folder *folder, struct filter *filter, struct text municipality,
	struct spreadsheet *book, bool of_notice)
{
	const struct table *table = &folder->plan;
	struct arena arena = {0};
	size_t sheets = 0;
	for (size_t i = 0; i < table->row_count; i++) {
		struct text extract = table_cell(table, i, EXTRACT);
		struct text title = folder->is_extract && extract.length
			? extract
			: table_cell(table, i, TITLE);
		struct plan plan = {
			.sheet = in_words(folder, &arena, "sheet", table_cell(table, i, SHEET)),
			.file = table_cell(table, i, FILE_NAME),
			.columns = table_cell(table, i, COLUMNS),
			.where = table_cell(table, i, WHERE),
			.title = in_words(folder, &arena, "title", title)};
		if (sheet_name_fault(plan.sheet))
			fail(STATUS_USAGE, _("--labels: the sheet %s: %s"),
				quote(plan.sheet).string, sheet_name_fault(plan.sheet));
		number_count(table_cell(table, i, YEARS), &plan.years);
		if (text_is(plan.file, notice) != of_notice || !has_file(folder, plan.file) ||
			(folder->is_extract && text_is(extract, "no")))
			continue;
		sheets += put_sheet(folder, &plan, filter, municipality, book);
	}
	arena_empty(&arena);
	return sheets;
}

uint64_t folder_workbook(
	struct folder *folder, struct filter *filter, struct text municipality, struct sink *out)
{
	struct spreadsheet *book = spreadsheet_new(folder->digits);
	size_t sheets = put_plan(folder, filter, municipality, book, true);
	if (folder->plan.row_count)
		sheets += put_plan(folder, filter, municipality, book, false);
	else
		sheets = put_streams(folder, filter, municipality, book);
	if (!sheets)
		fail(STATUS_DATA, _("%s: none of the streams to be shown is there"), folder->path);
	return spreadsheet_close(book, out);
}

void folder_free(struct folder *folder)
{
	table_free(&folder->plan);
	if (folder->has_registry)
		registry_free(&folder->registry);
}
