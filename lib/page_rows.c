/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_rows.h"
#include "page.h"
#include "path.h"
#include "stream.h"

#include <stdlib.h>
#include <unistd.h>

enum { MOST_COLUMNS = 24 };

struct loading {
	struct stream stream;
	char *path;
	const char *paths[1];
	size_t columns[MOST_COLUMNS]; /* numbers of the values */
	char *names;                  /* of the columns, for the stream */
	size_t school, municipality;
};

bool page_has(const struct page *page, const char *file)
{
	char *path = path_join(page->request->folder, text_of(file));
	bool there = access(path, F_OK) == 0;
	free(path);
	return there;
}

static void open_stream(struct loading *loading, struct page_rows *rows, const char *columns)
{
	loading->paths[0] = loading->path;
	stream_open(&loading->stream, loading->paths, 1);
	loading->names = memory_get(strlen(columns) + 1, 1);
	strcpy(loading->names, columns);
	char *rest = loading->names;
	for (char *name; (name = strsep(&rest, " ")) && rows->columns < MOST_COLUMNS;)
		loading->columns[rows->columns++] = stream_want(&loading->stream, name, false);
	loading->school = stream_want(&loading->stream, "school_id", false);
	loading->municipality = stream_want(&loading->stream, "municipality", false);
}

/* Is the row of the municipality that the page is about? */
static bool belongs(const struct page *page, struct text municipality, struct text school)
{
	struct text wanted = page->municipality;
	if (!wanted.length)
		return true;
	if (municipality.length)
		return text_equal(municipality, wanted);
	uint32_t number = dictionary_find(&page->schools.ids, school);
	return number != DICTIONARY_NONE &&
		text_equal(page->schools.items[number].municipality, wanted);
}

static void keep(
	struct page_rows *rows, struct dictionary *texts, const struct text *cells, uint32_t school)
{
	rows->cells = memory_grow(
		rows->cells, &rows->room, (rows->count + 1) * rows->columns, sizeof *rows->cells);
	rows->schools = memory_grow(
		rows->schools, &rows->school_room, rows->count + 1, sizeof *rows->schools);
	for (size_t i = 0; i < rows->columns; i++)
		rows->cells[rows->count * rows->columns + i] = dictionary_add(texts, cells[i]);
	rows->schools[rows->count++] = school;
}

/* Puts the texts in byte order, and takes them from the dictionary: numbers are compared for them from then on. */
static void sort_texts(struct page_rows *rows, struct dictionary *texts)
{
	uint32_t *order = dictionary_sorted(texts);
	uint32_t *places = memory_get(texts->count, sizeof *places);
	rows->texts = memory_get(texts->count, sizeof *rows->texts);
	for (uint32_t i = 0; i < texts->count; i++) {
		rows->texts[i] = texts->texts[order[i]];
		places[order[i]] = i;
	}
	for (size_t i = 0; i < rows->count * rows->columns; i++)
		rows->cells[i] = places[rows->cells[i]];
	free(order);
	free(places);
	rows->arena = texts->arena;
	texts->arena = (struct arena){0};
	dictionary_empty(texts);
}

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct page_rows *rows = context;
	size_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	for (size_t i = 0; i < rows->columns; i++) {
		uint32_t here = rows->cells[one * rows->columns + i];
		uint32_t there = rows->cells[other * rows->columns + i];
		if (here != there)
			return here < there ? -1 : 1;
	}
	return (one > other) - (one < other);
}

static void sort_rows(struct page_rows *rows)
{
	uint32_t *order = memory_get(rows->count + 1, sizeof *order);
	uint32_t *cells = memory_get(rows->count * rows->columns + 1, sizeof *cells);
	uint32_t *schools = memory_get(rows->count + 1, sizeof *schools);
	for (size_t i = 0; i < rows->count; i++)
		order[i] = (uint32_t)i;
	qsort_r(order, rows->count, sizeof *order, compare_rows, rows);
	for (size_t i = 0; i < rows->count; i++) {
		schools[i] = rows->schools[order[i]];
		memcpy(cells + i * rows->columns, rows->cells + order[i] * rows->columns,
			rows->columns * sizeof *cells);
	}
	free(order);
	free(rows->cells);
	free(rows->schools);
	rows->cells = cells;
	rows->schools = schools;
}

/* Counting sort: the rows of each school, in their order. */
static void index_schools(struct page_rows *rows, uint32_t schools)
{
	rows->school_count = schools;
	rows->first = memory_get(schools + 2, sizeof *rows->first);
	rows->by_school = memory_get(rows->count + 1, sizeof *rows->by_school);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->schools[i] != DICTIONARY_NONE)
			rows->first[rows->schools[i] + 2]++;
	for (uint32_t i = 2; i < schools + 2; i++)
		rows->first[i] += rows->first[i - 1];
	for (size_t i = 0; i < rows->count; i++)
		if (rows->schools[i] != DICTIONARY_NONE)
			rows->by_school[rows->first[rows->schools[i] + 1]++] = (uint32_t)i;
}

void page_rows_load(struct page *page, struct page_rows *rows, const char *file,
	const char *columns, page_rows_wish *wish)
{
	struct loading loading = {.path = path_join(page->request->folder, text_of(file))};
	struct text cells[MOST_COLUMNS];
	struct dictionary texts = {0};
	*rows = (struct page_rows){.there = page_has(page, file)};
	if (!rows->there) {
		free(loading.path);
		return;
	}
	open_stream(&loading, rows, columns);
	while (filter_next(page->filter, &loading.stream)) {
		struct text school = loading.stream.values[loading.school];
		if (!belongs(page, loading.stream.values[loading.municipality], school)) {
			account_skip(&page->filter->account, text_of("not asked for"));
			continue;
		}
		page->filter->account.written++;
		uint32_t number =
			school.length ? page_school_number(page, school) : DICTIONARY_NONE;
		for (size_t i = 0; i < rows->columns; i++)
			cells[i] = loading.stream.values[loading.columns[i]];
		if (!wish || wish(page, cells, number))
			keep(rows, &texts, cells, number);
	}
	stream_close(&loading.stream);
	free(loading.names);
	free(loading.path);
	sort_texts(rows, &texts);
	sort_rows(rows);
	index_schools(rows, page->schools.ids.count);
}

const uint32_t *page_rows_of(const struct page_rows *rows, uint32_t school, size_t *count)
{
	*count = 0;
	if (!rows->there || school >= rows->school_count)
		return NULL;
	*count = rows->first[school + 1] - rows->first[school];
	return rows->by_school + rows->first[school];
}

void page_rows_choose(struct page_rows *rows, size_t column, struct text value)
{
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (!text_equal(page_rows_cell(rows, i, column), value))
			continue;
		memmove(rows->cells + count * rows->columns, rows->cells + i * rows->columns,
			rows->columns * sizeof *rows->cells);
		rows->schools[count++] = rows->schools[i];
	}
	rows->count = count;
	rows->school_count = 0;
}

void page_rows_free(struct page_rows *rows)
{
	free(rows->cells);
	free(rows->texts);
	free(rows->schools);
	free(rows->by_school);
	free(rows->first);
	arena_empty(&rows->arena);
	*rows = (struct page_rows){0};
}
