/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx.h"
#include "encoding.h"
#include "fuzz.h"
#include "sheet.h"

#include <zlib.h>

enum { MOST_BYTES = 1 << 16, MOST_COLUMNS = 16384, UTF8_FLAG = 1 << 11 };

struct member {
	const char *name, *plain;
};

static const struct member members[XLSX_PARTS] = {
	{"xl/worksheets/sheet1.xml",
		"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
		"s=\"1\"><v>45000</v></c></row></sheetData></worksheet>"},
	{"xl/sharedStrings.xml",
		"<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>"},
	{"xl/styles.xml",
		"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy\"/>"
		"</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
		"numFmtId=\"164\"/></cellXfs></styleSheet>"},
	{"xl/workbook.xml",
		"<workbook xmlns:r=\"http://schemas.openxmlformats.org/"
		"officeDocument/2006/relationships\"><sheets><sheet name=\"a\" "
		"sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
	{"xl/_rels/workbook.xml.rels",
		"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
		"</Relationships>"},
};

static unsigned char *put(unsigned char *at, uint32_t number, unsigned bytes)
{
	for (; bytes--; number >>= 8)
		*at++ = (unsigned char)number;
	return at;
}

static unsigned char *put_text(unsigned char *at, struct text text)
{
	if (text.length)
		memcpy(at, text.at, text.length);
	return at + text.length;
}

/* What the local and the central header have in common. */
static unsigned char *put_facts(unsigned char *at, struct text name, struct text content)
{
	at = put(at, 10, 2); /* version */
	at = put(at, UTF8_FLAG, 2);
	at = put(at, 0, 2); /* stored */
	at = put(at, 0x21, 4);
	at = put(at,
		(uint32_t)crc32(0, (const unsigned char *)content.at, (unsigned)content.length), 4);
	at = put(at, (uint32_t)content.length, 4);
	at = put(at, (uint32_t)content.length, 4);
	at = put(at, (uint32_t)name.length, 2);
	return put(at, 0, 2); /* extra */
}

struct text xlsx_make(const struct text parts[XLSX_PARTS])
{
	static unsigned char file[MOST_BYTES];
	unsigned char *at = file;
	uint32_t offsets[XLSX_PARTS];
	struct text contents[XLSX_PARTS];
	for (int i = 0; i < XLSX_PARTS; i++) {
		struct text name = text_of(members[i].name);
		contents[i] = parts[i].at ? parts[i] : text_of(members[i].plain);
		HOLDS((size_t)(at - file) + 2 * contents[i].length + 1024 < sizeof file);
		offsets[i] = (uint32_t)(at - file);
		at = put(at, 0x04034B50, 4);
		at = put_facts(at, name, contents[i]);
		at = put_text(put_text(at, name), contents[i]);
	}
	uint32_t directory = (uint32_t)(at - file);
	for (int i = 0; i < XLSX_PARTS; i++) {
		struct text name = text_of(members[i].name);
		at = put(at, 0x02014B50, 4);
		at = put(at, 10, 2);
		at = put_facts(at, name, contents[i]);
		at = put(at, 0, 2 + 2 + 2);
		at = put(at, 0, 4);
		at = put(at, offsets[i], 4);
		at = put_text(at, name);
	}
	uint32_t length = (uint32_t)(at - file) - directory;
	at = put(at, 0x06054B50, 4);
	at = put(at, 0, 4);
	at = put(at, XLSX_PARTS, 2);
	at = put(at, XLSX_PARTS, 2);
	at = put(at, length, 4);
	at = put(at, directory, 4);
	at = put(at, 0, 2);
	return (struct text){(const char *)file, (size_t)(at - file)};
}

static void parse(void *data)
{
	struct listing names = {0};
	struct text *fields;
	size_t count, rows = 0;
	uint64_t row, last = 0, digest = 0;
	struct sheet *sheet = sheet_open(fuzz_descriptor(0), "file", NULL, &names);
	HOLDS(memchr(names.string, '\0', sizeof names.string));
	if (!sheet)
		return;
	for (; sheet_next(sheet, &fields, &count, &row); rows++) {
		HOLDS(count >= 1 && count <= MOST_COLUMNS);
		HOLDS(row > last);
		last = row;
		HOLDS(fields[count - 1].length);
		for (size_t i = 0; i < count; i++) {
			fuzz_digest(&digest, fields[i]);
			HOLDS(encoding_is_utf8(fields[i]));
		}
	}
	HOLDS(!sheet_next(sheet, &fields, &count, &row));
	sheet_close(sheet);
	*(size_t *)data = rows;
}

void xlsx_prepare(void)
{
	const struct text plain[XLSX_PARTS] = {{NULL, 0}};
	size_t rows = 0;
	setenv("TZ", "UTC0", 1);
	fuzz_file(0, xlsx_make(plain));
	parse(&rows);
	HOLDS(rows == 1);
}

void xlsx_check(void)
{
	size_t rows = 0;
	fuzz_run(parse, &rows);
}
