/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "memory.h"
#include "message.h"
#include "zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Every .xlsx file, and nothing else, has this member. */
static bool is_workbook(int file, const char *name)
{
	const char *member;
	bool found = false;
	struct zip *zip = zip_open(file, name);
	while (!found && (member = zip_next(zip)))
		found = strcmp(member, "xl/workbook.xml") == 0;
	zip_close(zip);
	return found;
}

static size_t read_member(void *zip, char *into, size_t room)
{
	return zip_read(zip, into, room);
}

/* The ZIP file stays open for its other members. */
static void leave_member(void *zip)
{
	(void)zip;
}

static void set_name(struct parts *parts, const char *member)
{
	size_t room = strlen(parts->path) + (member ? strlen(member) : 0) + 2;
	free(parts->name);
	parts->name = memory_get(room, 1);
	snprintf(parts->name, room, "%s%s%s", parts->path, member ? "/" : "", member ? member : "");
}

void parts_open(struct parts *parts, const char *path)
{
	parts->path = path;
	parts->file = -1;
	parts->source = source_open(path);
	if (!source_is_zip(parts->source))
		return;
	parts->file = source_as_file(parts->source);
	if (is_workbook(parts->file, path))
		return;
	parts->zip = zip_open(parts->file, path);
	source_close(parts->source);
	parts->source = NULL;
}

static void close_rows(struct parts *parts)
{
	if (parts->open)
		rows_close(&parts->rows);
	parts->open = false;
}

/* Text, or a workbook inside of a ZIP file, of which a copy is made to read it anywhere. */
static void open_source(struct parts *parts, struct source *source)
{
	parts->open = true;
	parts->readable = true;
	if (source_is_zip(source)) {
		int copy = source_as_file(source);
		source_close(source);
		if (!is_workbook(copy, parts->name))
			fail(STATUS_USAGE, _("%s: a ZIP file inside of a ZIP file is not read"),
				parts->name);
		rows_open_sheet(&parts->rows, copy, parts->name, parts->sheet);
		return;
	}
	parts->readable = rows_open_text(
		&parts->rows, source, parts->name, parts->encoding, parts->delimiter);
}

static bool next_member(struct parts *parts)
{
	static const struct source_maker maker = {read_member, leave_member};
	const char *member;
	while ((member = zip_next(parts->zip))) {
		set_name(parts, member);
		if (!parts->members || pattern_matches(parts->members, text_of(member))) {
			open_source(parts, source_make(parts->name, &maker, parts->zip));
			return true;
		}
		message_note(_("%s: passed over, its name does not fit --members"), parts->name);
	}
	return false;
}

bool parts_next(struct parts *parts)
{
	close_rows(parts);
	if (parts->zip)
		return next_member(parts);
	if (!parts->source)
		return false;
	struct source *source = parts->source;
	parts->source = NULL;
	set_name(parts, NULL);
	if (parts->file < 0) {
		open_source(parts, source);
		return true;
	}
	source_close(source);
	rows_open_sheet(&parts->rows, parts->file, parts->name, parts->sheet);
	parts->file = -1;
	parts->open = parts->readable = true;
	return true;
}

void parts_close(struct parts *parts)
{
	close_rows(parts);
	if (parts->zip)
		zip_close(parts->zip);
	if (parts->file >= 0)
		close(parts->file);
	free(parts->name);
}
