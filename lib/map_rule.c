/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_rule.h"
#include "message.h"

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
static void read_pattern(const struct table *table, struct map_rule *rule, struct text text)
{
	char error[200];
	if (text.length < 3 || text.at[text.length - 1] != '/') {
		table_fault(table, rule->row, MAP_FROM, _("a pattern ends in /"));
		return;
	}
	rule->pattern =
		pattern_compile((struct text){text.at + 1, text.length - 2}, error, sizeof error);
	if (!rule->pattern)
		table_fault(table, rule->row, MAP_FROM, _("no pattern: %s"), error);
}

static void read_from(const struct table *table, struct map_rule *rule)
{
	struct text from = table_cell(table, rule->row, MAP_FROM);
	rule->text = from;
	if (!from.length) {
		table_fault(table, rule->row, MAP_FROM,
			_("expected a header, /pattern/, =constant or @file:/pattern/"));
	} else if (cut_prefix(&rule->text, "=") || cut_prefix(&rule->text, "constant:")) {
		rule->kind = MAP_CONSTANT;
	} else if (cut_prefix(&rule->text, "@file:")) {
		rule->kind = MAP_FILE;
		read_pattern(table, rule, rule->text);
	} else if (cut_prefix(&rule->text, "@title:")) {
		rule->kind = MAP_TITLE;
		read_pattern(table, rule, rule->text);
	} else if (from.at[0] == '@') {
		table_fault(table, rule->row, MAP_FROM,
			_("expected @file:/pattern/ or @title:/pattern/"));
	} else if (from.at[0] == '/') {
		rule->kind = MAP_HEADER_PATTERN;
		read_pattern(table, rule, from);
	}
}

static void read_type(const struct table *table, struct map_rule *rule)
{
	static const char *const types[] = {
		[CELL_TEXT] = "",
		[CELL_NUMBER] = "number",
		[CELL_COUNT] = "count",
		[CELL_YEAR] = "year",
		[CELL_HASH] = "hash",
	};
	size_t count = sizeof types / sizeof *types, type = 0;
	while (type < count && !text_is(table_cell(table, rule->row, MAP_TYPE), types[type]))
		type++;
	if (type == count)
		table_fault(table, rule->row, MAP_TYPE,
			_("expected number, count, year, hash or nothing"));
	else
		rule->type = (enum cell_type)type;
}

/* What has no effect on a text that stands for the whole file must not seem to have one: a code from a
 * file's name would not be hashed. */
static void check_effect(const struct table *table, const struct map_rule *rule)
{
	if (map_rule_names_header(rule))
		return;
	if (rule->type != CELL_TEXT)
		table_fault(table, rule->row, MAP_TYPE, _("a type is for values under a header"));
	if (rule->optional)
		table_fault(table, rule->row, MAP_OPTIONAL,
			_("nothing can be missing here, as no header is named"));
}

struct map_rule map_rule_read(const struct table *table, size_t row, struct dictionary *columns,
	struct dictionary *records)
{
	struct map_rule rule = {.row = row, .record = DICTIONARY_NONE};
	struct text column = table_cell(table, row, MAP_COLUMN);
	struct text record = table_cell(table, row, MAP_RECORD);
	struct text optional = table_cell(table, row, MAP_OPTIONAL);
	if (!column.length || text_is(column, "origin") || memchr(column.at, '\\', column.length))
		table_fault(table, row, MAP_COLUMN,
			_("expected the name of a column other than origin"));
	rule.column = dictionary_add(columns, column);
	if (record.length && !text_is(record, "*"))
		rule.record = dictionary_add(records, record);
	read_type(table, &rule);
	rule.optional = text_is(optional, "yes");
	if (optional.length && !rule.optional && !text_is(optional, "no"))
		table_fault(table, row, MAP_OPTIONAL, _("expected yes, no or nothing"));
	read_from(table, &rule);
	check_effect(table, &rule);
	return rule;
}

bool map_rule_names_header(const struct map_rule *rule)
{
	return rule->kind == MAP_HEADER || rule->kind == MAP_HEADER_PATTERN;
}

bool map_rule_fits(const struct map_rule *rule, struct text header)
{
	if (rule->kind == MAP_HEADER_PATTERN)
		return pattern_matches(rule->pattern, header);
	return text_equal(rule->text, header);
}

size_t map_rule_count(const struct map_rule *rule, const struct text *headers, size_t count)
{
	size_t fits = 0;
	for (size_t i = 0; map_rule_names_header(rule) && i < count; i++)
		fits += map_rule_fits(rule, headers[i]);
	return fits;
}

void map_rule_free(struct map_rule *rule)
{
	pattern_free(rule->pattern);
}
