/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "foreign.h"
#include "message.h"
#include "zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Is the ZIP file a workbook? Else *fault says what it is, if it is nothing to read tables from. */
static bool is_workbook(int file, const char *name, const char **fault)
{
	struct foreign_members members = {0};
	const char *member;
	struct zip *zip = zip_open(file, name);
	while ((member = zip_next(zip)))
		foreign_look(&members, member);
	zip_close(zip);
	if (foreign_damaged(&members))
		fail(STATUS_SYSTEM,
			_("%s: xl/workbook.xml is not in the file; the workbook is damaged"), name);
	*fault = foreign_zip(&members);
	return members.workbook;
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
	if (is_workbook(parts->file, path, &parts->fault))
		return;
	source_close(parts->source);
	parts->source = NULL;
	if (!parts->fault)
		parts->zip = zip_open(parts->file, path);
}

static void close_rows(struct parts *parts)
{
	if (parts->open)
		rows_close(&parts->rows);
	parts->open = false;
}

static void open_sheet(struct parts *parts, int file)
{
	rows_open_sheet(&parts->rows, file, parts->name, parts->sheet);
	parts->open = parts->readable = true;
}

/* Hands out, in place of a table, why there is none. */
static void refuse(struct parts *parts, const char *fault)
{
	parts->rows = (struct rows){.line = 1, .file = -1, .fault = fault};
	parts->readable = false;
}

/* Text, or a workbook inside of a ZIP file, of which a copy is made to read it anywhere. */
static void open_source(struct parts *parts, struct source *source)
{
	const char *fault;
	if (!source_is_zip(source)) {
		parts->open = true;
		parts->readable = rows_open_text(
			&parts->rows, source, parts->name, parts->encoding, parts->delimiter);
		return;
	}
	int copy = source_as_file(source);
	source_close(source);
	if (is_workbook(copy, parts->name, &fault)) {
		open_sheet(parts, copy);
		return;
	}
	close(copy);
	refuse(parts, fault ? fault : _("a ZIP file inside of a ZIP file is not read"));
}

/* What a Mac knows of a file, and Excel while the file is open, stands beside it under nearly its name. */
static bool is_beside(const char *member)
{
	const char *slash = strrchr(member, '/');
	const char *name = slash ? slash + 1 : member;
	return strncmp(member, "__MACOSX/", 9) == 0 || strncmp(name, "._", 2) == 0 ||
		strncmp(name, "~$", 2) == 0;
}

/* Is the member one to read? What is not is told. */
static bool is_wanted(const struct parts *parts, const char *member)
{
	if (parts->members && !pattern_matches(parts->members, text_of(member))) {
		message_note(_("%s: passed over, its name does not fit --members"), parts->name);
		return false;
	}
	if (!is_beside(member))
		return true;
	message_note(
		_("%s: passed over, what a Mac or Excel keeps beside another file"), parts->name);
	return false;
}

static bool next_member(struct parts *parts)
{
	static const struct source_maker maker = {read_member, leave_member};
	const char *member;
	while ((member = zip_next(parts->zip))) {
		set_name(parts, member);
		if (!is_wanted(parts, member))
			continue;
		/* Read twice, its records would count twice. */
		if (dictionary_find(&parts->read, text_of(member)) != DICTIONARY_NONE)
			fail(STATUS_SYSTEM, _("%s: stands twice in the ZIP file; it is damaged"),
				parts->name);
		dictionary_add(&parts->read, text_of(member));
		open_source(parts, source_make(parts->name, &maker, parts->zip));
		return true;
	}
	zip_close(parts->zip);
	parts->zip = NULL;
	if (parts->read.count)
		return false;
	set_name(parts, NULL);
	refuse(parts, _("no member of the ZIP file fits --members"));
	return true;
}

bool parts_next(struct parts *parts)
{
	close_rows(parts);
	if (parts->fault) {
		set_name(parts, NULL);
		refuse(parts, parts->fault);
		parts->fault = NULL;
		return true;
	}
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
	open_sheet(parts, parts->file);
	parts->file = -1;
	return true;
}

void parts_close(struct parts *parts)
{
	close_rows(parts);
	if (parts->zip)
		zip_close(parts->zip);
	if (parts->file >= 0)
		close(parts->file);
	dictionary_empty(&parts->read);
	free(parts->name);
}
