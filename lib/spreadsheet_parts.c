/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreadsheet_parts.h"
#include "cell_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SPACE "http://schemas.openxmlformats.org/"
#define MAIN SPACE "spreadsheetml/2006/main"
#define RELATIONS SPACE "officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-"

struct spreadsheet_part {
	struct text name;  /* for XML */
	const char *place; /* with what the name is called in a formula: 'NAME'!$A$2:$H$182 */
	const char *heads; /* … 'NAME'!$2:$2 */
};

/* A text that grows. */
struct writing {
	char *at;
	size_t used, room;
};

__attribute__((format(printf, 2, 3))) static void add(struct writing *into, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int length = vsnprintf(NULL, 0, format, values);
	va_end(values);
	into->at = memory_grow(into->at, &into->room, into->used + (size_t)length + 1, 1);
	va_start(values, format);
	vsnprintf(into->at + into->used, (size_t)length + 1, format, values);
	va_end(values);
	into->used += (size_t)length;
}

/* Makes it a part of the file, before the sheets. */
static void put_part(struct bundle *bundle, const char *name, struct writing *writing)
{
	bundle_end(bundle, name, (struct text){writing->at, writing->used}, true);
	free(writing->at);
	*writing = (struct writing){0};
}

/* The name as the value of an attribute: with quotes escaped. */
static struct text name_for_xml(struct arena *arena, struct text name)
{
	struct writing writing = {0};
	char *escaped = memory_get(cell_text_room(name) + 1, 1);
	bool cut;
	*cell_text_put(escaped, name, &cut) = '\0';
	add(&writing, "%s", "");
	for (const char *at = escaped; *at; at++)
		if (*at == '"')
			add(&writing, "&quot;");
		else
			add(&writing, "%c", *at);
	struct text kept = arena_copy(arena, (struct text){writing.at, writing.used});
	free(writing.at);
	free(escaped);
	return kept;
}

void spreadsheet_sheets_add(struct spreadsheet_sheets *sheets, struct text name)
{
	sheets->items =
		memory_grow(sheets->items, &sheets->room, sheets->count + 1, sizeof *sheets->items);
	sheets->items[sheets->count++] =
		(struct spreadsheet_part){.name = name_for_xml(&sheets->arena, name)};
}

/* The sheet's name as a formula has it: an apostrophe in it stands twice. */
static void add_place(struct writing *into, struct text name)
{
	add(into, "'");
	for (size_t i = 0; i < name.length; i++)
		add(into, name.at[i] == '\'' ? "''" : "%c", name.at[i]);
	add(into, "'!");
}

static const char *keep(struct spreadsheet_sheets *sheets, struct writing *writing)
{
	const char *kept = arena_copy(&sheets->arena, (struct text){writing->at, writing->used}).at;
	free(writing->at);
	*writing = (struct writing){0};
	return kept;
}

/* What stands behind the rows. */
static void end_rows(struct bundle *bundle, const struct spreadsheet_frame *frame)
{
	enum { ROOM = 700 };
	char *at = bundle_reserve(bundle, ROOM);
	int length = snprintf(at, ROOM,
		"</sheetData><autoFilter ref=\"A%u:%s%u\"/><printOptions gridLines=\"1\"/>"
		"<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" "
		"header=\"0.3\" "
		"footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" "
		"orientation=\"landscape\"/><ignoredErrors><ignoredError sqref=\"A1:XFD1048576\" "
		"numberStoredAsText=\"1\"/></ignoredErrors></worksheet>",
		frame->first, frame->last_letters, frame->last);
	bundle_commit(bundle, (size_t)length);
}

void spreadsheet_sheets_end(struct spreadsheet_sheets *sheets, struct bundle *bundle,
	const struct spreadsheet_frame *frame)
{
	struct spreadsheet_part *part = &sheets->items[sheets->count - 1];
	struct writing front = {0}, place = {0};
	char name[48];
	end_rows(bundle, frame);
	add(&front,
		XML "<worksheet xmlns=\"" MAIN
		    "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
		    "<dimension ref=\"A1:%s%u\"/><sheetViews><sheetView%s workbookViewId=\"0\">"
		    "<pane ySplit=\"%u\" topLeftCell=\"A%u\" activePane=\"bottomLeft\" "
		    "state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
		    "<sheetFormatPr defaultRowHeight=\"15\"/><cols>",
		frame->last_letters, frame->last, sheets->count == 1 ? " tabSelected=\"1\"" : "",
		frame->first, frame->first + 1);
	/* 18.3.1.13: a width has five of the seven points of a digit more, in 256ths. */
	for (size_t i = 1; i <= frame->columns; i++)
		add(&front,
			"<col min=\"%zu\" max=\"%zu\" width=\"%zu.7109375\" customWidth=\"1\"/>", i,
			i, frame->widths[i - 1]);
	add(&front, "</cols><sheetData>");
	snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", sheets->count);
	bundle_end(bundle, name, (struct text){front.at, front.used}, false);
	free(front.at);
	add_place(&place, part->name);
	add(&place, "$A$%u:$%s$%u", frame->first, frame->last_letters, frame->last);
	part->place = keep(sheets, &place);
	add_place(&place, part->name);
	add(&place, "$%u:$%u", frame->first, frame->first);
	part->heads = keep(sheets, &place);
}

static void put_types(const struct spreadsheet_sheets *sheets, struct bundle *bundle)
{
	struct writing into = {0};
	add(&into,
		XML "<Types xmlns=\"" SPACE "package/2006/content-types\">"
		    "<Default Extension=\"rels\" ContentType=\"" TYPE
		    "package.relationships+xml\"/>"
		    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
		    "<Override PartName=\"/docProps/core.xml\" ContentType=\"" TYPE
		    "package.core-properties+xml\"/>"
		    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE
		    "officedocument.spreadsheetml.styles+xml\"/>"
		    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE
		    "officedocument.spreadsheetml.sheet.main+xml\"/>");
	for (size_t i = 1; i <= sheets->count; i++)
		add(&into,
			"<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" TYPE
			"officedocument.spreadsheetml.worksheet+xml\"/>",
			i);
	add(&into, "</Types>");
	put_part(bundle, "[Content_Types].xml", &into);
}

static void put_relations(const struct spreadsheet_sheets *sheets, struct bundle *bundle)
{
	struct writing into = {0};
	add(&into,
		XML "<Relationships xmlns=\"" SPACE "package/2006/relationships\">"
		    "<Relationship Id=\"rId1\" Type=\"" RELATIONS
		    "/officeDocument\" Target=\"xl/workbook.xml\"/>"
		    "<Relationship Id=\"rId2\" Type=\"" SPACE
		    "package/2006/relationships/metadata/core-properties\" "
		    "Target=\"docProps/core.xml\"/></Relationships>");
	put_part(bundle, "_rels/.rels", &into);
	add(&into, XML "<Relationships xmlns=\"" SPACE "package/2006/relationships\">");
	for (size_t i = 1; i <= sheets->count; i++)
		add(&into,
			"<Relationship Id=\"rId%zu\" Type=\"" RELATIONS
			"/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
			i, i);
	add(&into,
		"<Relationship Id=\"rId%zu\" Type=\"" RELATIONS
		"/styles\" Target=\"styles.xml\"/></Relationships>",
		sheets->count + 1);
	put_part(bundle, "xl/_rels/workbook.xml.rels", &into);
}

static void put_workbook(const struct spreadsheet_sheets *sheets, struct bundle *bundle)
{
	struct writing into = {0};
	add(&into,
		XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><workbookPr/>"
		    "<bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" "
		    "windowHeight=\"9660\"/></bookViews><sheets>");
	for (size_t i = 0; i < sheets->count; i++)
		add(&into, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>",
			sheets->items[i].name.at, i + 1, i + 1);
	add(&into, "</sheets><definedNames>");
	for (size_t i = 0; i < sheets->count; i++)
		add(&into,
			"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%zu\" "
			"hidden=\"1\">%s</definedName>",
			i, sheets->items[i].place);
	for (size_t i = 0; i < sheets->count; i++)
		add(&into,
			"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">%s"
			"</definedName>",
			i, sheets->items[i].heads);
	add(&into, "</definedNames><calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
	put_part(bundle, "xl/workbook.xml", &into);
}

static void add_font(struct writing *into, const char *bold, const char *colour)
{
	add(into,
		"<font>%s<sz val=\"11\"/><color rgb=\"FF%s\"/><name val=\"Calibri\"/>"
		"<family val=\"2\"/></font>",
		bold, colour);
}

static void add_fill(struct writing *into, const char *colour)
{
	add(into,
		"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF%s\"/><bgColor "
		"indexed=\"64\"/></patternFill></fill>",
		colour);
}

static void add_style(struct writing *into, unsigned number, unsigned font, unsigned fill,
	unsigned border, const char *alignment)
{
	add(into,
		"<xf numFmtId=\"%u\" fontId=\"%u\" fillId=\"%u\" borderId=\"%u\" xfId=\"0\" "
		"applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
		"applyAlignment=\"1\">%s</xf>",
		number, font, fill, border, alignment);
}

/* 18.8.30: 0 is general, 1 is 0, 49 is text; from 164 on they are the file's own. */
static void put_styles(struct bundle *bundle, unsigned digits)
{
	enum { GENERAL = 0, WHOLE = 1, TEXT = 49, OWN = 164 };
	static const char top[] = "<alignment vertical=\"top\"/>";
	static const char wrapped[] = "<alignment vertical=\"top\" wrapText=\"1\"/>";
	static const char *const tones[][2] = {
		{"9C0006", "FFC7CE"}, {"7F6000", "FFEB9C"}, {"006100", "C6EFCE"}};
	struct writing into = {0};
	add(&into,
		XML "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
		    "formatCode=\"0%s%.*s\"/></numFmts><fonts count=\"5\">",
		digits ? "." : "", (int)digits, "000000000");
	add_font(&into, "", "000000");
	add_font(&into, "<b/>", "000000");
	for (size_t i = 0; i < 3; i++)
		add_font(&into, "", tones[i][0]);
	add(&into,
		"</fonts><fills count=\"6\"><fill><patternFill patternType=\"none\"/></fill>"
		"<fill><patternFill patternType=\"gray125\"/></fill>");
	add_fill(&into, "E7E6E6");
	for (size_t i = 0; i < 3; i++)
		add_fill(&into, tones[i][1]);
	add(&into,
		"</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/>"
		"</border><border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/>"
		"</bottom><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf "
		"numFmtId=\"0\" "
		"fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"10\">");
	/* In the order of enum cell_style. */
	add_style(&into, GENERAL, 0, 0, 0, "");
	add_style(&into, GENERAL, 1, 0, 0, "");
	add_style(&into, GENERAL, 1, 2, 1, wrapped);
	add_style(&into, GENERAL, 0, 0, 0, wrapped);
	add_style(&into, TEXT, 0, 0, 0, top);
	add_style(&into, WHOLE, 0, 0, 0, top);
	add_style(&into, OWN, 0, 0, 0, top);
	for (unsigned i = 0; i < 3; i++)
		add_style(&into, GENERAL, 2 + i, 3 + i, 0, wrapped);
	add(&into,
		"</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
		"builtinId=\"0\"/></cellStyles></styleSheet>");
	put_part(bundle, "xl/styles.xml", &into);
}

/* A file must have a day, and the day of the run would make each file another one. */
static void put_properties(struct bundle *bundle)
{
	struct writing into = {0};
	add(&into,
		XML "<cp:coreProperties xmlns:cp=\"" SPACE
		    "package/2006/metadata/core-properties\" "
		    "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
		    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dcterms:created "
		    "xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</"
		    "dcterms:created><dcterms:modified "
		    "xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:modified>"
		    "</cp:coreProperties>");
	put_part(bundle, "docProps/core.xml", &into);
}

void spreadsheet_sheets_close(
	struct spreadsheet_sheets *sheets, struct bundle *bundle, unsigned digits)
{
	put_types(sheets, bundle);
	put_relations(sheets, bundle);
	put_properties(bundle);
	put_workbook(sheets, bundle);
	put_styles(bundle, digits);
	free(sheets->items);
	arena_empty(&sheets->arena);
	*sheets = (struct spreadsheet_sheets){0};
}
