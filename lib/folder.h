/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * folder: the result folder of a run as a workbook, a sheet for each of its lists.
 *
 * Which sheets there are says a table, in their order:
 *
 *   sheet    the name on the tab, up to 31 characters
 *   file     the stream of the folder; a sheet whose file is not there is left out
 *   columns  those to show, parted by commas, empty: all; a column that the stream lacks is left
 *            out, and `row_number` counts the rows
 *   where    COLUMN=VALUE, V|W: either; several parted by spaces
 *   years    how many of the last years; empty: all
 *   title    above the heads; {year} is the last year of the stream, {next_year} the one after it
 *   source   where the sheet is asked for; not read
 *
 * Without a table each stream of the folder is a sheet, in the byte order of their names.
 */
#ifndef SHNOR_FOLDER_H
#define SHNOR_FOLDER_H

#include "filter.h"
#include "view.h"

struct folder {
	const char *path;
	struct table plan; /* loaded by folder_load() */
	struct registry registry;
	bool has_registry; /* the folder has schools.tsv */
	struct labels *labels;
	unsigned digits;
	char decimal;
};

/* Is it a folder? */
bool folder_is(const char *path);

/* Loads the tables of sheets and the folder's registry. Faults are told, table_check() ends the
 * program. A folder without schools.tsv has no names and no reports by municipality. */
void folder_load(struct folder *folder, const char *path, const char *const *tables, size_t count);

/* Writes the workbook: of the whole folder, or, with a municipality, of the rows of its schools
 * alone, without the streams that do not say whose they are. With a filter, rows are counted and
 * rejected. Returns how many texts Excel's limit has cut. */
uint64_t folder_workbook(
	struct folder *folder, struct filter *filter, struct text municipality, struct sink *out);

void folder_free(struct folder *folder);

#endif
