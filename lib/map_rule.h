/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * map_rule: one line of a map table.
 *
 *   column   the column of the record
 *   from     a header's text; /pattern/ for a header; =TEXT or constant:TEXT; @file:/pattern/ for what group 1
 *            (or, without a group, the whole match) catches in the file's name; @title:/pattern/
 *            for the same in the title lines above the header
 *   type     empty: text as it stands; number: a decimal comma becomes a point, a percent sign goes; count: a
 *            thousands separator goes (1 234, 1,234); year: a year as people write it (2024 г., 2023/24, a
 *            date) becomes one of four digits; hash: a pseudonym stands for the value
 *   record   empty or *: every record; a name: only that record, so that a line of a wide table
 *            becomes as many records as there are names
 *   optional yes: the file may lack the column, the value is then empty; like a type, only where
 *            from is a header
 *   source   where the rule comes from; not read
 *
 * Texts live as long as the table. Faults are told, and table_check() ends the program.
 */
#ifndef SHNOR_MAP_RULE_H
#define SHNOR_MAP_RULE_H

#include "pattern.h"
#include "table.h"

/* The columns of the table. */
enum { MAP_COLUMN, MAP_FROM, MAP_TYPE, MAP_RECORD, MAP_OPTIONAL };

enum map_source { MAP_HEADER, MAP_HEADER_PATTERN, MAP_CONSTANT, MAP_FILE, MAP_TITLE };

enum cell_type { CELL_TEXT, CELL_NUMBER, CELL_COUNT, CELL_YEAR, CELL_HASH };

struct map_rule {
	size_t row;
	uint32_t column;
	uint32_t record; /* DICTIONARY_NONE: all */
	enum map_source kind;
	struct text text;        /* header or constant */
	struct pattern *pattern; /* NULL where there is none */
	enum cell_type type;
	bool optional;
};

/* Reads a row; its column and its record, if it is for one alone, go into the dictionaries. */
struct map_rule map_rule_read(const struct table *table, size_t row, struct dictionary *columns,
	struct dictionary *records);

/* Does the value come from under a header? */
bool map_rule_names_header(const struct map_rule *rule);

/* Is it from under this one? Only for rules that name a header. */
bool map_rule_fits(const struct map_rule *rule, struct text header);

/* How many of the headers fit; 0 for a rule that names none. */
size_t map_rule_count(const struct map_rule *rule, const struct text *headers, size_t count);

void map_rule_free(struct map_rule *rule);

#endif
