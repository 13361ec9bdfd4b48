/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"
#include "escape.h"
#include "figure.h"
#include "listing.h"
#include "message.h"
#include "pattern.h"
#include "personal.h"

#include <stdio.h>
#include <stdlib.h>

/* One column of one record may come from one place only. */
static void check_twice(const struct layout *layout)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct map_rule *late = &layout->rules[i], *early = &layout->rules[j];
			if (late->column == early->column &&
				table_cell(&layout->table, late->row, MAP_COLUMN).length &&
				(late->record == early->record || late->record == DICTIONARY_NONE ||
					early->record == DICTIONARY_NONE))
				table_fault(&layout->table, late->row, MAP_COLUMN,
					_("the column is already set at %s"),
					table_place(&layout->table, early->row).string);
		}
}

void layout_load(struct layout *layout, const char *path)
{
	static const struct table_form form = {"column from", "type record optional source", false};
	*layout = (struct layout){0};
	table_load(&layout->table, &path, 1, &form);
	layout->rules = memory_get(layout->table.row_count, sizeof *layout->rules);
	for (size_t i = 0; i < layout->table.row_count; i++)
		layout->rules[layout->rule_count++] =
			map_rule_read(&layout->table, i, &layout->columns, &layout->records);
	check_twice(layout);
	if (!layout->records.count)
		dictionary_add(&layout->records, text_of("*"));
}

/* The name of a file without its folders. */
static struct text base_name(const char *file)
{
	const char *slash = strrchr(file, '/');
	return text_of(slash ? slash + 1 : file);
}

struct text layout_escaped(struct layout *layout, struct text text)
{
	char *copy = memory_get(2 * text.length, 1);
	struct text kept = arena_copy(&layout->arena, (struct text){copy, escape_put(copy, text)});
	free(copy);
	return kept;
}

/* The header of the file at hand, for the rules. */
struct at_hand {
	const char *file;
	struct text titles;
	const struct text *headers;
	size_t count;
};

bool layout_knows(const struct layout *layout, const struct text *headers, size_t count)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		for (size_t j = 0; j < count && map_rule_names_header(&layout->rules[i]); j++)
			if (!figure_only(headers[j]) &&
				map_rule_fits(&layout->rules[i], headers[j]))
				return true;
	return false;
}

/* May the row be shown as the header it was taken for? */
static bool may_be_shown(const struct layout *layout, const struct at_hand *at)
{
	bool known = layout_knows(layout, at->headers, at->count);
	return !personal_row(at->headers, at->count, known);
}

/* What the file has in place of what is missing. */
struct remark {
	char string[600];
};

static struct remark what_is_there(const struct layout *layout, const struct at_hand *at)
{
	struct listing names = {0};
	struct remark remark;
	for (size_t i = 0; i < at->count; i++)
		listing_add(&names, at->headers[i]);
	if (may_be_shown(layout, at))
		snprintf(remark.string, sizeof remark.string, _("the file has: %s"), names.string);
	else
		snprintf(remark.string, sizeof remark.string,
			_("the row that fits best has %zu cells and does not look like a header"),
			at->count);
	return remark;
}

static _Noreturn void missing(
	const struct layout *layout, const struct map_rule *rule, const struct at_hand *at)
{
	fail(STATUS_USAGE, _("%s: no column for %s (%s), wanted by %s; %s"), at->file,
		quote(layout->columns.texts[rule->column]).string,
		quote(table_cell(&layout->table, rule->row, MAP_FROM)).string,
		table_place(&layout->table, rule->row).string, what_is_there(layout, at).string);
}

static _Noreturn void doubled(const struct layout *layout, const struct map_rule *rule,
	const struct at_hand *at, size_t one, size_t other)
{
	bool shown = may_be_shown(layout, at);
	fail(STATUS_USAGE, _("%s: columns %zu %s and %zu %s both fit %s of %s"), at->file, one + 1,
		shown ? quote(at->headers[one]).string : "(not shown)", other + 1,
		shown ? quote(at->headers[other]).string : "(not shown)",
		quote(table_cell(&layout->table, rule->row, MAP_FROM)).string,
		table_place(&layout->table, rule->row).string);
}

static struct cell find_field(
	const struct layout *layout, const struct map_rule *rule, const struct at_hand *at)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < at->count; i++) {
		if (!map_rule_fits(rule, at->headers[i]))
			continue;
		if (found != SIZE_MAX)
			doubled(layout, rule, at, found, i);
		found = i;
	}
	if (found == SIZE_MAX && rule->optional)
		return (struct cell){.kind = CELL_CONSTANT, .constant = {"", 0}};
	if (found == SIZE_MAX)
		missing(layout, rule, at);
	return (struct cell){.kind = CELL_FIELD, .field = found, .type = rule->type};
}

/* What the rule's pattern catches in the file's name or the title lines. */
static struct cell catch_text(struct layout *layout, const struct map_rule *rule, const char *file,
	struct text text, const char *what)
{
	struct text caught;
	if (!pattern_capture(rule->pattern, text, pattern_groups(rule->pattern) ? 1 : 0, &caught))
		fail(STATUS_USAGE, _("%s: %s does not fit %s of %s"), file, what,
			quote(table_cell(&layout->table, rule->row, MAP_FROM)).string,
			table_place(&layout->table, rule->row).string);
	return (struct cell){.kind = CELL_CONSTANT, .constant = layout_escaped(layout, caught)};
}

static struct cell resolve_rule(
	struct layout *layout, const struct map_rule *rule, const struct at_hand *at)
{
	switch (rule->kind) {
	case MAP_CONSTANT:
		return (struct cell){
			.kind = CELL_CONSTANT, .constant = layout_escaped(layout, rule->text)};
	case MAP_FILE:
		return catch_text(
			layout, rule, at->file, base_name(at->file), _("the file's name"));
	case MAP_TITLE:
		return catch_text(
			layout, rule, at->file, at->titles, _("what stands above the header"));
	case MAP_HEADER:
	case MAP_HEADER_PATTERN:
		break;
	}
	return find_field(layout, rule, at);
}

size_t layout_missing(const struct layout *layout, const struct text *headers, size_t count)
{
	size_t missing = 0, found = 0, wanted = 0;
	for (size_t i = 0; i < layout->rule_count; i++) {
		const struct map_rule *rule = &layout->rules[i];
		size_t fits = map_rule_count(rule, headers, count);
		wanted += map_rule_names_header(rule);
		found += fits;
		missing += map_rule_names_header(rule) && fits != 1 && !(rule->optional && !fits);
	}
	return !found && wanted && !missing ? 1 : missing;
}

/* Columns that the map lets be missing, and that are. */
static void tell_absent(const struct layout *layout, const struct at_hand *at)
{
	struct listing absent = {0};
	size_t found = 0, wanted = 0;
	for (size_t i = 0; i < layout->rule_count; i++) {
		const struct map_rule *rule = &layout->rules[i];
		bool there = map_rule_count(rule, at->headers, at->count) > 0;
		wanted += map_rule_names_header(rule);
		found += there;
		if (map_rule_names_header(rule) && !there)
			listing_add(&absent, table_cell(&layout->table, rule->row, MAP_FROM));
	}
	if (wanted && !found)
		fail(STATUS_USAGE, _("%s: no column fits any line of %s; %s"), at->file,
			layout->table.rows[0].file, what_is_there(layout, at).string);
	if (absent.length)
		message_note(_("%s: no column for %s, optional on the map: the values are empty"),
			at->file, absent.string);
}

void layout_resolve(struct layout *layout, const char *file, struct text titles,
	const struct text *headers, size_t count)
{
	const struct at_hand at = {file, titles, headers, count};
	size_t columns = layout->columns.count, records = layout->records.count;
	free(layout->cells);
	layout->cells = memory_get(columns * records, sizeof *layout->cells);
	for (size_t i = 0; i < columns * records; i++)
		layout->cells[i] = (struct cell){.kind = CELL_CONSTANT, .constant = {"", 0}};
	for (size_t i = 0; i < layout->rule_count; i++) {
		const struct map_rule *rule = &layout->rules[i];
		struct cell cell = resolve_rule(layout, rule, &at);
		for (uint32_t record = 0; record < records; record++)
			if (rule->record == DICTIONARY_NONE || rule->record == record)
				layout->cells[record * columns + rule->column] = cell;
	}
	tell_absent(layout, &at);
}

struct text layout_personal(const struct layout *layout, const struct text *headers,
	bool (*is_personal)(struct text header))
{
	for (size_t i = 0; i < layout->columns.count * layout->records.count; i++)
		if (layout->cells[i].kind == CELL_FIELD &&
			is_personal(headers[layout->cells[i].field]))
			return headers[layout->cells[i].field];
	return (struct text){"", 0};
}

size_t layout_school(const struct layout *layout)
{
	static const char *const names[] = {"school_id", "login", "ogrn", "inn"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uint32_t column = dictionary_find(&layout->columns, text_of(names[i]));
		if (column == DICTIONARY_NONE)
			continue;
		const struct cell *cell = &layout->cells[column];
		if (cell->kind == CELL_FIELD && cell->type != CELL_HASH)
			return cell->field;
	}
	return SIZE_MAX;
}

size_t layout_mark_fields(const struct layout *layout, bool *marked, size_t count)
{
	size_t found = 0;
	memset(marked, 0, count * sizeof *marked);
	for (size_t i = 0; i < layout->columns.count * layout->records.count; i++) {
		const struct cell *cell = &layout->cells[i];
		if (cell->kind != CELL_FIELD || marked[cell->field])
			continue;
		marked[cell->field] = true;
		found++;
	}
	return found;
}

bool layout_reads_titles(const struct layout *layout)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		if (layout->rules[i].kind == MAP_TITLE)
			return true;
	return false;
}

bool layout_hashes(const struct layout *layout)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		if (layout->rules[i].type == CELL_HASH)
			return true;
	return false;
}

void layout_free(struct layout *layout)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		map_rule_free(&layout->rules[i]);
	free(layout->rules);
	free(layout->cells);
	dictionary_empty(&layout->columns);
	dictionary_empty(&layout->records);
	arena_empty(&layout->arena);
	table_free(&layout->table);
}
