/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"
#include "escape.h"
#include "message.h"
#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMN, FROM, TYPE, RECORD, OPTIONAL };

enum rule_kind { RULE_HEADER, RULE_HEADER_PATTERN, RULE_CONSTANT, RULE_FILE, RULE_TITLE };

struct layout_rule {
	size_t row;
	uint32_t column;
	uint32_t record; /* DICTIONARY_NONE: all */
	enum rule_kind kind;
	struct text text; /* header or constant */
	struct pattern *pattern;
	enum cell_type type;
	bool optional;
};

static bool cut_prefix(struct text *text, const char *prefix)
{
	size_t length = strlen(prefix);
	if (text->length < length || memcmp(text->at, prefix, length) != 0)
		return false;
	text->at += length;
	text->length -= length;
	return true;
}

/* Takes /pattern/ apart and compiles it. */
static void read_pattern(struct layout *layout, struct layout_rule *rule, struct text text)
{
	char error[200];
	if (text.length < 3 || text.at[text.length - 1] != '/') {
		table_fault(&layout->table, rule->row, FROM, _("a pattern ends in /"));
		return;
	}
	rule->pattern =
		pattern_compile((struct text){text.at + 1, text.length - 2}, error, sizeof error);
	if (!rule->pattern)
		table_fault(&layout->table, rule->row, FROM, _("no pattern: %s"), error);
}

static void read_from(struct layout *layout, struct layout_rule *rule)
{
	struct text from = table_cell(&layout->table, rule->row, FROM);
	rule->text = from;
	if (!from.length) {
		table_fault(&layout->table, rule->row, FROM,
			_("expected a header, /pattern/, =constant or @file:/pattern/"));
	} else if (cut_prefix(&rule->text, "=") || cut_prefix(&rule->text, "constant:")) {
		rule->kind = RULE_CONSTANT;
	} else if (cut_prefix(&rule->text, "@file:")) {
		rule->kind = RULE_FILE;
		read_pattern(layout, rule, rule->text);
	} else if (cut_prefix(&rule->text, "@title:")) {
		rule->kind = RULE_TITLE;
		read_pattern(layout, rule, rule->text);
	} else if (from.at[0] == '@') {
		table_fault(&layout->table, rule->row, FROM,
			_("expected @file:/pattern/ or @title:/pattern/"));
	} else if (from.at[0] == '/') {
		rule->kind = RULE_HEADER_PATTERN;
		read_pattern(layout, rule, from);
	}
}

static void read_rule(struct layout *layout, size_t row)
{
	const struct table *table = &layout->table;
	struct layout_rule *rule = &layout->rules[layout->rule_count++];
	struct text column = table_cell(table, row, COLUMN), type = table_cell(table, row, TYPE);
	struct text record = table_cell(table, row, RECORD);
	struct text optional = table_cell(table, row, OPTIONAL);
	*rule = (struct layout_rule){.row = row, .record = DICTIONARY_NONE};
	if (!column.length || text_is(column, "origin") || memchr(column.at, '\\', column.length))
		table_fault(
			table, row, COLUMN, _("expected the name of a column other than origin"));
	rule->column = dictionary_add(&layout->columns, column);
	if (record.length && !text_is(record, "*"))
		rule->record = dictionary_add(&layout->records, record);
	if (text_is(type, "number"))
		rule->type = CELL_NUMBER;
	else if (text_is(type, "count"))
		rule->type = CELL_COUNT;
	else if (text_is(type, "hash"))
		rule->type = CELL_HASH;
	else if (type.length)
		table_fault(table, row, TYPE, _("expected number, count, hash or nothing"));
	rule->optional = text_is(optional, "yes");
	if (optional.length && !rule->optional && !text_is(optional, "no"))
		table_fault(table, row, OPTIONAL, _("expected yes, no or nothing"));
	read_from(layout, rule);
}

/* One column of one record may come from one place only. */
static void check_twice(const struct layout *layout)
{
	for (size_t i = 0; i < layout->rule_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct layout_rule *late = &layout->rules[i],
						 *early = &layout->rules[j];
			if (late->column == early->column &&
				table_cell(&layout->table, late->row, COLUMN).length &&
				(late->record == early->record || late->record == DICTIONARY_NONE ||
					early->record == DICTIONARY_NONE))
				table_fault(&layout->table, late->row, COLUMN,
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
		read_rule(layout, i);
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

static _Noreturn void missing(const struct layout *layout, const struct layout_rule *rule,
	const char *file, const struct text *headers, size_t count)
{
	char list[500];
	size_t used = 0;
	list[0] = '\0';
	for (size_t i = 0; i < count && used < sizeof list; i++)
		used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", i ? ", " : "",
			(int)headers[i].length, headers[i].at);
	fail(STATUS_USAGE, _("%s: no column for %s (%s), wanted by %s; the file has: %s"), file,
		quote(layout->columns.texts[rule->column]).string,
		quote(table_cell(&layout->table, rule->row, FROM)).string,
		table_place(&layout->table, rule->row).string, list);
}

static bool header_fits(const struct layout_rule *rule, struct text header)
{
	if (rule->kind == RULE_HEADER_PATTERN)
		return pattern_matches(rule->pattern, header);
	return text_equal(rule->text, header);
}

static struct cell find_field(const struct layout *layout, const struct layout_rule *rule,
	const char *file, const struct text *headers, size_t count)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		if (!header_fits(rule, headers[i]))
			continue;
		if (found != SIZE_MAX)
			fail(STATUS_USAGE, _("%s: columns %zu %s and %zu %s both fit %s of %s"),
				file, found + 1, quote(headers[found]).string, i + 1,
				quote(headers[i]).string,
				quote(table_cell(&layout->table, rule->row, FROM)).string,
				table_place(&layout->table, rule->row).string);
		found = i;
	}
	if (found == SIZE_MAX && rule->optional)
		return (struct cell){.kind = CELL_CONSTANT, .constant = {"", 0}};
	if (found == SIZE_MAX)
		missing(layout, rule, file, headers, count);
	return (struct cell){.kind = CELL_FIELD, .field = found, .type = rule->type};
}

/* What the rule's pattern catches in the file's name or the title lines. */
static struct cell catch_text(struct layout *layout, const struct layout_rule *rule,
	const char *file, struct text text, const char *what)
{
	struct text caught;
	if (!pattern_capture(rule->pattern, text, pattern_groups(rule->pattern) ? 1 : 0, &caught))
		fail(STATUS_USAGE, _("%s: %s does not fit %s of %s"), file, what,
			quote(table_cell(&layout->table, rule->row, FROM)).string,
			table_place(&layout->table, rule->row).string);
	return (struct cell){.kind = CELL_CONSTANT, .constant = layout_escaped(layout, caught)};
}

/* The header of the file at hand, for the rules. */
struct at_hand {
	const char *file;
	struct text titles;
	const struct text *headers;
	size_t count;
};

static struct cell resolve_rule(
	struct layout *layout, const struct layout_rule *rule, const struct at_hand *at)
{
	switch (rule->kind) {
	case RULE_CONSTANT:
		return (struct cell){
			.kind = CELL_CONSTANT, .constant = layout_escaped(layout, rule->text)};
	case RULE_FILE:
		return catch_text(
			layout, rule, at->file, base_name(at->file), _("the file's name"));
	case RULE_TITLE:
		return catch_text(
			layout, rule, at->file, at->titles, _("what stands above the header"));
	case RULE_HEADER:
	case RULE_HEADER_PATTERN:
		break;
	}
	return find_field(layout, rule, at->file, at->headers, at->count);
}

size_t layout_missing(const struct layout *layout, const struct text *headers, size_t count)
{
	size_t missing = 0;
	for (size_t i = 0; i < layout->rule_count; i++) {
		const struct layout_rule *rule = &layout->rules[i];
		bool of_header = rule->kind == RULE_HEADER || rule->kind == RULE_HEADER_PATTERN;
		size_t found = 0;
		for (size_t j = 0; of_header && j < count; j++)
			found += header_fits(rule, headers[j]);
		missing += of_header && found != 1 && !(rule->optional && !found);
	}
	return missing;
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
		const struct layout_rule *rule = &layout->rules[i];
		struct cell cell = resolve_rule(layout, rule, &at);
		for (uint32_t record = 0; record < records; record++)
			if (rule->record == DICTIONARY_NONE || rule->record == record)
				layout->cells[record * columns + rule->column] = cell;
	}
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
		if (layout->rules[i].kind == RULE_TITLE)
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
		pattern_free(layout->rules[i].pattern);
	free(layout->rules);
	free(layout->cells);
	dictionary_empty(&layout->columns);
	dictionary_empty(&layout->records);
	arena_empty(&layout->arena);
	table_free(&layout->table);
}
