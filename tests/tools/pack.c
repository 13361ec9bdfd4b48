/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pack zip [--store] [--zip64] [--password TEXT] OUT FILE…: a ZIP file of the files, each under its
 * path as given, in bytes; a path that ends in / is a folder. Not compressed, with the long records
 * of ZIP64, or encrypted (as ZIP 2.0 does) if so asked.
 * pack xlsx OUT [SHEET] <ROWS: a workbook of one sheet; rows are tab-separated, texts go into the
 * shared strings, numbers without a leading zero become numbers, days such as 2024-05-31 or
 * 31.05.2024 dates. Empty cells are left out, as Excel leaves them out.
 */
#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct growing {
	char *at;
	size_t length, room;
};

static void put(struct growing *text, const char *bytes, size_t length)
{
	if (text->room < text->length + length) {
		text->room = 2 * (text->length + length) + 1024;
		text->at = realloc(text->at, text->room);
		if (!text->at)
			exit(3);
	}
	memcpy(text->at + text->length, bytes, length);
	text->length += length;
}

static void put_string(struct growing *text, const char *string)
{
	put(text, string, strlen(string));
}

static void put_escaped(struct growing *text, const char *at, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		const char *escape = at[i] == '&' ? "&amp;"
			: at[i] == '<'            ? "&lt;"
			: at[i] == '>'            ? "&gt;"
			: at[i] == '\r'           ? "&#13;"
						  : NULL;
		if (escape)
			put_string(text, escape);
		else
			put(text, at + i, 1);
	}
}

/* How a ZIP file is to be made. */
struct form {
	int store, zip64;
	const char *password;
};

static struct archive *create(const char *path, struct form form)
{
	struct archive *zip = archive_write_new();
	int result = archive_write_set_format_zip(zip);
	if (result == ARCHIVE_OK && form.store)
		result = archive_write_zip_set_compression_store(zip);
	if (result == ARCHIVE_OK && form.zip64)
		result = archive_write_set_options(zip, "zip:zip64");
	if (result == ARCHIVE_OK && form.password)
		result = archive_write_set_options(zip, "zip:encryption=zipcrypt");
	if (result == ARCHIVE_OK && form.password)
		result = archive_write_set_passphrase(zip, form.password);
	if (result != ARCHIVE_OK || archive_write_open_filename(zip, path) != ARCHIVE_OK) {
		fprintf(stderr, "pack: %s\n", archive_error_string(zip));
		exit(3);
	}
	return zip;
}

static void add(struct archive *zip, const char *name, const char *bytes, size_t length)
{
	struct archive_entry *entry = archive_entry_new();
	int folder = name[0] && name[strlen(name) - 1] == '/';
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, folder ? AE_IFDIR : AE_IFREG);
	archive_entry_set_perm(entry, folder ? 0755 : 0644);
	archive_entry_set_size(entry, (la_int64_t)length);
	if (archive_write_header(zip, entry) != ARCHIVE_OK ||
		archive_write_data(zip, bytes, length) != (la_ssize_t)length) {
		fprintf(stderr, "pack: %s\n", archive_error_string(zip));
		exit(3);
	}
	archive_entry_free(entry);
}

static void finish(struct archive *zip)
{
	if (archive_write_close(zip) != ARCHIVE_OK)
		exit(3);
	archive_write_free(zip);
}

static struct growing read_all(FILE *file)
{
	struct growing all = {0};
	char block[65536];
	size_t got;
	while ((got = fread(block, 1, sizeof block, file)))
		put(&all, block, got);
	put(&all, "", 1);
	all.length--;
	return all;
}

/* Takes the options off the front of the arguments. */
static struct form take_options(int *count, char ***arguments)
{
	struct form form = {0};
	for (; *count && strncmp(**arguments, "--", 2) == 0; (*arguments)++, (*count)--) {
		if (strcmp(**arguments, "--store") == 0)
			form.store = 1;
		else if (strcmp(**arguments, "--zip64") == 0)
			form.zip64 = 1;
		else if (*count > 1) {
			form.password = *++*arguments;
			(*count)--;
		}
	}
	return form;
}

static int pack_zip(int count, char **arguments)
{
	struct form form = take_options(&count, &arguments);
	if (!count)
		return 2;
	struct archive *zip = create(arguments[0], form);
	for (int i = 1; i < count; i++) {
		if (arguments[i][0] && arguments[i][strlen(arguments[i]) - 1] == '/') {
			add(zip, arguments[i], "", 0);
			continue;
		}
		FILE *file = fopen(arguments[i], "rb");
		if (!file) {
			perror(arguments[i]);
			return 3;
		}
		struct growing all = read_all(file);
		add(zip, arguments[i], all.at, all.length);
		free(all.at);
		fclose(file);
	}
	finish(zip);
	return 0;
}

/* The day's number in Excel; 0 if the cell is no day. */
static long day_of(const char *at, size_t length)
{
	struct tm parts = {0};
	char copy[16] = "";
	if (length != 10)
		return 0;
	memcpy(copy, at, length);
	const char *end = strptime(copy, "%d.%m.%Y", &parts);
	if (!end || *end)
		end = strptime(copy, "%Y-%m-%d", &parts);
	if (!end || *end)
		return 0;
	struct tm asked = parts;
	time_t moment = timegm(&parts);
	if (parts.tm_mday != asked.tm_mday || parts.tm_mon != asked.tm_mon)
		return 0;
	return moment / 86400 + 25569;
}

static int is_number(const char *at, size_t length)
{
	size_t points = 0, digits = 0;
	for (size_t i = 0; i < length; i++) {
		points += at[i] == '.' || at[i] == ',';
		digits += isdigit((unsigned char)at[i]) != 0;
	}
	return digits && digits <= 15 && points <= 1 && digits + points == length &&
		isdigit((unsigned char)at[0]) && isdigit((unsigned char)at[length - 1]) &&
		(at[0] != '0' || length == 1 || !isdigit((unsigned char)at[1]));
}

static void put_reference(struct growing *sheet, size_t column, size_t row)
{
	char letters[8], reference[32];
	size_t count = 0;
	for (size_t left = column + 1; left; left = (left - 1) / 26)
		letters[count++] = (char)('A' + (left - 1) % 26);
	size_t used = 0;
	while (count)
		reference[used++] = letters[--count];
	snprintf(reference + used, sizeof reference - used, "%zu", row);
	put_string(sheet, reference);
}

static void put_cell(struct growing *sheet, struct growing *strings, size_t *string_count,
	size_t column, size_t row, const char *at, size_t length)
{
	char number[64];
	long day = day_of(at, length);
	if (!length)
		return;
	put_string(sheet, "<c r=\"");
	put_reference(sheet, column, row);
	if (day) {
		snprintf(number, sizeof number, "\" s=\"1\"><v>%ld</v></c>", day);
		put_string(sheet, number);
	} else if (is_number(at, length)) {
		put_string(sheet, "\"><v>");
		for (size_t i = 0; i < length; i++)
			put(sheet, at[i] == ',' ? "." : at + i, 1);
		put_string(sheet, "</v></c>");
	} else {
		snprintf(number, sizeof number, "\" t=\"s\"><v>%zu</v></c>", (*string_count)++);
		put_string(sheet, number);
		put_string(strings, "<si><t xml:space=\"preserve\">");
		put_escaped(strings, at, length);
		put_string(strings, "</t></si>");
	}
}

static const char *const space =
	"xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

static void put_rows(struct growing *sheet, struct growing *strings, const char *at)
{
	size_t row = 0, string_count = 0;
	char head[64];
	while (*at) {
		const char *end = strchr(at, '\n');
		size_t length = end ? (size_t)(end - at) : strlen(at), column = 0;
		snprintf(head, sizeof head, "<row r=\"%zu\">", ++row);
		put_string(sheet, head);
		for (const char *cell = at;; column++) {
			const char *tab = memchr(cell, '\t', length - (size_t)(cell - at));
			size_t size = tab ? (size_t)(tab - cell) : length - (size_t)(cell - at);
			put_cell(sheet, strings, &string_count, column, row, cell, size);
			if (!tab)
				break;
			cell = tab + 1;
		}
		put_string(sheet, "</row>");
		at += length + (end != NULL);
	}
}

static int pack_xlsx(const char *path, const char *name)
{
	struct growing rows = read_all(stdin), sheet = {0}, strings = {0}, book = {0}, styles = {0};
	put_string(&sheet, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet ");
	put_string(&sheet, space);
	put_string(&sheet, "><sheetData>");
	put_string(&strings, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst ");
	put_string(&strings, space);
	put_string(&strings, ">");
	put_rows(&sheet, &strings, rows.at);
	put_string(&sheet, "</sheetData></worksheet>");
	put_string(&strings, "</sst>");
	put_string(&book, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook ");
	put_string(&book, space);
	put_string(&book,
		" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
		"relationships\"><sheets><sheet name=\"");
	put_escaped(&book, name, strlen(name));
	put_string(&book, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
	put_string(&styles, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><styleSheet ");
	put_string(&styles, space);
	put_string(&styles,
		"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
	static const char links[] =
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships "
		"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
		"<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
		"2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
	struct archive *zip = create(path, (struct form){0});
	add(zip, "xl/workbook.xml", book.at, book.length);
	add(zip, "xl/_rels/workbook.xml.rels", links, strlen(links));
	add(zip, "xl/worksheets/sheet1.xml", sheet.at, sheet.length);
	add(zip, "xl/sharedStrings.xml", strings.at, strings.length);
	add(zip, "xl/styles.xml", styles.at, styles.length);
	finish(zip);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 3 && strcmp(argv[1], "zip") == 0)
		return pack_zip(argc - 2, argv + 2);
	if (argc > 2 && strcmp(argv[1], "xlsx") == 0)
		return pack_xlsx(argv[2], argc > 3 ? argv[3] : "Лист1");
	fputs("usage: pack zip [--store] [--zip64] [--password TEXT] OUT FILE…, pack xlsx OUT "
	      "[SHEET] <ROWS\n",
		stderr);
	return 2;
}
