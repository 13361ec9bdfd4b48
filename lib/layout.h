/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layout: a map table, which says what column of the records comes from where in the source, and what
 * that means for the file at hand. Its lines are map_rules.
 */
#ifndef SHNOR_LAYOUT_H
#define SHNOR_LAYOUT_H

#include "map_rule.h"

enum cell_kind { CELL_FIELD, CELL_CONSTANT };

/* Where one cell of a record comes from in the file at hand. */
struct cell {
	enum cell_kind kind;
	size_t field; /* CELL_FIELD: its place in the line */
	enum cell_type type;
	struct text constant; /* CELL_CONSTANT: already with the streams' escapes */
};

struct layout {
	struct table table;
	struct map_rule *rules;
	size_t rule_count;
	struct dictionary columns; /* of the records, in the order of the map */
	struct dictionary records; /* the names of the records a line makes; at least one */
	struct cell *cells;        /* [record][column], for the file at hand */
	struct arena arena;
};

/* Loads and checks the table; faults are told, table_check() ends the program. */
void layout_load(struct layout *layout, const char *path);

/* Settles the cells for a file by its header. A column that is missing or stands twice, a name that does
 * not match, or a header without any column on the map ends the program with status 2. Columns that may
 * be missing, and are, are told in a note. */
void layout_resolve(struct layout *layout, const char *file, struct text titles,
	const struct text *headers, size_t count);

/* How many columns that must be in the header the names do not have, or have twice; never 0 if they have
 * none at all that the map names. */
size_t layout_missing(const struct layout *layout, const struct text *headers, size_t count);

/* Sets marked[i] for each of the file's `count` fields that the map takes; returns how many. */
size_t layout_mark_fields(const struct layout *layout, bool *marked, size_t count);

/* Does the map take a value from the lines above the header? */
bool layout_reads_titles(const struct layout *layout);

/* Is any of them a header on the map? Mere numbers do not count, as they fit too many patterns. */
bool layout_knows(const struct layout *layout, const struct text *headers, size_t count);

/* The text with the streams' escapes; it lives as long as the layout. */
struct text layout_escaped(struct layout *layout, struct text text);

/* The header's name of the first field whose column holds personal data and is on the map, or an
 * empty text. `is_personal` decides. */
struct text layout_personal(const struct layout *layout, const struct text *headers,
	bool (*is_personal)(struct text header));

/* The field that names the school of a line: its code or, without one, its login, ОГРН or ИНН.
 * SIZE_MAX if no field does. */
size_t layout_school(const struct layout *layout);

/* Does the map replace any value by a pseudonym? */
bool layout_hashes(const struct layout *layout);

void layout_free(struct layout *layout);

#endif
