/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foreign.h"
#include "message.h"

#include <strings.h>

enum { LEAST_ZEROS = 4 };

static const struct {
	const char *bytes;
	size_t length;
	const char *name;
} starts[] = {
	/* [MS-CFB] 2.2: the container of .xls, and of .xlsx files that are encrypted. */
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
		N_("this is an old Excel workbook (.xls), or one with a password; save it as .xlsx "
		   "or CSV, without a password")},
	{"PK\3\4", 4, N_("this is an Excel workbook or a ZIP file inside of another file")},
	{"PK\5\6", 4, N_("this is a ZIP file without members")},
	{"PK\7\x08", 4, N_("this is a part of a ZIP file; put the parts together first")},
	{"Rar!\x1A\x07", 6, N_("this is a RAR archive; unpack it first")},
	{"7z\xBC\xAF\x27\x1C", 6, N_("this is a 7z archive; unpack it first")},
	{"\x1F\x8B", 2, N_("this is packed by gzip twice; unpack it once")},
	{"BZh9", 4, N_("this is packed by bzip2; unpack it first")},
	{"\xFD\x37zXZ", 5, N_("this is packed by xz; unpack it first")},
	{"\x28\xB5\x2F\xFD", 4, N_("this is packed by zstd; unpack it first")},
	{"%PDF-", 5, N_("this is a PDF document; a table is wanted as .xlsx or CSV")},
	{"{\\rtf", 5, N_("this is a document (.rtf); a table is wanted as .xlsx or CSV")},
};

/* Markup, behind a mark and blanks. Many a site hands out its tables as a page that is called .xls. */
static const struct {
	const char *word, *name;
} markups[] = {
	{"<html", N_("this is a web page (HTML); open it in Excel and save it as .xlsx")},
	{"<!doctype", N_("this is a web page (HTML); open it in Excel and save it as .xlsx")},
	{"<table", N_("this is a web page (HTML); open it in Excel and save it as .xlsx")},
	{"<?xml", N_("this is XML; open it in Excel and save it as .xlsx")},
};

static bool begins(struct text text, const char *bytes, size_t length)
{
	return text.length >= length && memcmp(text.at, bytes, length) == 0;
}

/* What a machine leaves that was switched off while it wrote the file. */
static bool is_zeros(struct text start)
{
	size_t zeros = 0;
	while (zeros < start.length && start.at[zeros] == 0)
		zeros++;
	return zeros == start.length && zeros >= LEAST_ZEROS;
}

const char *foreign_start(struct text start)
{
	if (is_zeros(start))
		return _("there are only zeros in it; copy it anew");
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (begins(start, starts[i].bytes, starts[i].length))
			return _(starts[i].name);
	if (begins(start, "\xEF\xBB\xBF", 3)) {
		start.at += 3;
		start.length -= 3;
	}
	start = text_trim(start);
	for (size_t i = 0; i < sizeof markups / sizeof *markups; i++)
		if (start.length >= strlen(markups[i].word) &&
			strncasecmp(start.at, markups[i].word, strlen(markups[i].word)) == 0)
			return _(markups[i].name);
	return NULL;
}

/* Names of parts are the same in upper and lower case: ECMA-376 part 2, "Part name equivalence". */
void foreign_look(struct foreign_members *members, const char *name)
{
	members->workbook |= strcasecmp(name, "xl/workbook.xml") == 0;
	members->binary_workbook |= strcasecmp(name, "xl/workbook.bin") == 0;
	members->sheets |= strncasecmp(name, "xl/", 3) == 0;
	members->document |= strcasecmp(name, "word/document.xml") == 0;
	members->mimetype |= strcmp(name, "mimetype") == 0;
	members->content |= strcmp(name, "content.xml") == 0;
}

bool foreign_damaged(const struct foreign_members *members)
{
	return members->sheets && !members->workbook && !members->binary_workbook;
}

const char *foreign_zip(const struct foreign_members *members)
{
	if (members->workbook)
		return NULL;
	if (members->binary_workbook)
		return _("this is a binary Excel workbook (.xlsb); save it as .xlsx");
	if (members->document)
		return _("this is a document (.docx); a table is wanted as .xlsx or CSV");
	if (members->mimetype && members->content)
		return _("this is an OpenDocument file (.ods); save it as .xlsx or CSV");
	return NULL;
}
