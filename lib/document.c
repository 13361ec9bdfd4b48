/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"
#include "encoding.h"
#include "html.h"

#include <stdlib.h>

enum { EXCEL_DIGITS = 15 };

/* Bytes of `special` in the text become the strings at the same place of `instead`. */
static void put_replaced(
	struct sink *out, struct text text, const char *special, const char *const *instead)
{
	for (size_t i = 0; i < text.length; i++) {
		const char *found = text.at[i] ? strchr(special, text.at[i]) : NULL;
		if (found)
			sink_string(out, instead[found - special]);
		else
			sink_byte(out, text.at[i]);
	}
}

static void put_html(struct sink *out, struct text text)
{
	struct text line;
	for (bool first = true; text_next_part(&text, '\n', &line); first = false) {
		if (!first)
			sink_string(out, "<br>");
		html_text(out, line);
	}
}

static void put_markdown(struct sink *out, struct text text)
{
	static const char *const instead[] = {"\\|", "\\\\", "\\`", "\\*", "\\_", "\\[", "\\]",
		"&lt;", "&gt;", "&amp;", "<br>", ""};
	put_replaced(out, text, "|\\`*_[]<>&\n\r", instead);
}

/* Would Excel change the text when it opens the file: a leading zero lost, a date made of 3/10? */
static bool excel_would_change(struct text text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.at[i];
		if (byte >= '0' && byte <= '9')
			digits++;
		else if (!strchr("/.-:,eE+ ", byte))
			return false;
	}
	return digits && (text.at[0] == '0' || digits > EXCEL_DIGITS || digits < text.length) &&
		text.length > 1;
}

static bool is_digits(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

/* Text in quotes where needed. What Excel would take for a formula gets an apostrophe before it;
 * digits that it would change are written as a formula that gives the text. */
static void put_csv(struct sink *out, const struct document_cell *cell)
{
	static const char *const instead[] = {"\"\""};
	struct text text = cell->text;
	if (cell->meaning == MEANS_NUMBER) {
		sink_text(out, text);
		return;
	}
	/* All codes of a column alike, so that Excel sorts and looks them up as text. */
	bool code = cell->meaning == MEANS_CODE && text.length && is_digits(text);
	if (code || (text.length && excel_would_change(text))) {
		sink_string(out, "\"=\"\"");
		sink_text(out, text);
		sink_string(out, "\"\"\"");
		return;
	}
	bool acts = text.length && strchr("=+-@\t\r\n", text.at[0]);
	bool quoted = acts;
	for (size_t i = 0; i < text.length; i++)
		quoted = quoted || strchr(";\"\r\n,", text.at[i]);
	if (quoted)
		sink_byte(out, '"');
	if (acts)
		sink_byte(out, '\'');
	put_replaced(out, text, "\"", instead);
	if (quoted)
		sink_byte(out, '"');
}

static const char page_head[] =
	"<style>\n"
	":root{color-scheme:light dark}\n"
	"body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 "
	"1rem}\n"
	"table{border-collapse:collapse;width:100%}\n"
	"th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;"
	"border-bottom:1px solid #8884}\n"
	"thead th{position:sticky;top:0;background:Canvas;border-bottom:2px solid}\n"
	"td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
	"@media screen and (max-width:60rem){.wide{overflow-x:auto}}\n"
	"@media print{body{margin:0;max-width:none}thead th{position:static}}\n"
	"</style>\n</head>\n<body>\n<main>\n";

static void start_page(struct document *document)
{
	struct sink *out = document->out;
	sink_string(out,
		"<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		"<title>");
	put_html(out, document->title.length ? document->title : text_of("shnor"));
	sink_string(out, "</title>\n");
	sink_string(out, page_head);
}

static void start_html(struct document *document, const struct text *heads)
{
	struct sink *out = document->out;
	const char *heading = document->goes_on ? "h2" : "h1";
	if (!document->goes_on)
		start_page(document);
	if (document->title.length) {
		sink_byte(out, '<');
		sink_string(out, heading);
		sink_byte(out, '>');
		put_html(out, document->title);
		sink_string(out, "</");
		sink_string(out, heading);
		sink_string(out, ">\n");
	}
	if (document->note.length) {
		sink_string(out, "<p>");
		put_html(out, document->note);
		sink_string(out, "</p>\n");
	}
	sink_string(out, "<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>");
	for (size_t i = 0; i < document->columns; i++) {
		sink_string(out, "<th scope=\"col\">");
		put_html(out, heads[i]);
		sink_string(out, "</th>");
	}
	sink_string(out, "</tr></thead>\n<tbody>\n");
}

static void start_markdown(struct document *document, const struct text *heads)
{
	struct sink *out = document->out;
	if (document->goes_on)
		sink_byte(out, '\n');
	if (document->title.length) {
		sink_string(out, document->goes_on ? "## " : "# ");
		put_markdown(out, document->title);
		sink_string(out, "\n\n");
	}
	if (document->note.length) {
		put_markdown(out, document->note);
		sink_string(out, "\n\n");
	}
	for (size_t i = 0; i < document->columns; i++) {
		sink_string(out, "| ");
		put_markdown(out, heads[i]);
		sink_byte(out, ' ');
	}
	sink_string(out, "|\n");
	for (size_t i = 0; i < document->columns; i++)
		sink_string(out, "|---");
	sink_string(out, "|\n");
}

static void put_row(struct document *document, const struct document_cell *cells)
{
	struct sink *out = document->out;
	if (document->kind == DOCUMENT_HTML)
		sink_string(out, "<tr>");
	for (size_t i = 0; i < document->columns; i++) {
		switch (document->kind) {
		case DOCUMENT_CSV:
			if (i)
				sink_byte(out, ';');
			put_csv(out, &cells[i]);
			break;
		case DOCUMENT_MARKDOWN:
			sink_string(out, "| ");
			put_markdown(out, cells[i].text);
			sink_byte(out, ' ');
			break;
		case DOCUMENT_HTML:
			sink_string(out,
				cells[i].meaning == MEANS_NUMBER ? "<td class=\"n\">" : "<td>");
			put_html(out, cells[i].text);
			sink_string(out, "</td>");
			break;
		default:
			if (i)
				sink_byte(out, '\t');
			sink_escaped(out, cells[i].text);
			break;
		}
	}
	static const char *const ends[] = {"\n", "\r\n", "|\n", "</tr>\n", "\n", "", ""};
	sink_string(out, ends[document->kind]);
}

/* A string of JSON (RFC 8259); bytes that are no UTF-8 become U+FFFD. */
static void put_json_string(struct sink *out, struct text text)
{
	static const char digits[] = "0123456789abcdef";
	sink_byte(out, '"');
	while (text.length) {
		size_t bytes = encoding_character(text);
		unsigned char byte = (unsigned char)*text.at;
		if (byte < 0x20 || byte == 0x7F) {
			sink_string(out, "\\u00");
			sink_byte(out, digits[byte >> 4]);
			sink_byte(out, digits[byte & 15]);
		} else if (byte == '"' || byte == '\\') {
			sink_byte(out, '\\');
			sink_byte(out, (char)byte);
		} else if (bytes) {
			sink_text(out, (struct text){text.at, bytes});
		} else {
			sink_string(out, "\xEF\xBF\xBD");
		}
		bytes = bytes ? bytes : 1;
		text = (struct text){text.at + bytes, text.length - bytes};
	}
	sink_byte(out, '"');
}

/* Is the number written as JSON has it: no bare point at either end? */
static bool is_json_number(struct text text)
{
	size_t sign = text.at[0] == '-';
	return text.length > sign && text.at[sign] >= '0' && text.at[sign] <= '9' &&
		text.at[text.length - 1] != '.';
}

/* Readers take -0 for another number than 0, or refuse it. */
static struct text without_sign_of_zero(struct text number)
{
	bool sign = number.at[0] == '-' && number_is_zero(number);
	return (struct text){number.at + sign, number.length - sign};
}

static void put_json(struct document *document, const struct document_cell *cells)
{
	struct sink *out = document->out;
	for (size_t i = 0; i < document->columns; i++) {
		sink_byte(out, i ? ',' : '{');
		put_json_string(out, document->heads[i]);
		sink_byte(out, ':');
		if (!cells[i].text.length)
			sink_string(out, "null");
		else if (cells[i].meaning == MEANS_NUMBER && is_json_number(cells[i].text))
			sink_text(out, without_sign_of_zero(cells[i].text));
		else
			put_json_string(out, cells[i].text);
	}
	sink_string(out, "}\n");
}

static void start_table(struct document *document, const struct document_cell *heads)
{
	document->alignment = (struct alignment){.out = document->out,
		.columns = document->columns,
		.width = document->width,
		.coloured = document->coloured};
	if (document->title.length)
		alignment_paragraph(&document->alignment, document->title);
	if (document->note.length)
		alignment_paragraph(&document->alignment, document->note);
	alignment_row(&document->alignment, heads);
}

void document_start(struct document *document, const struct text *heads)
{
	struct document_cell *cells = memory_get(document->columns, sizeof *cells);
	for (size_t i = 0; i < document->columns; i++)
		cells[i] = (struct document_cell){heads[i], MEANS_TEXT, TONE_NONE};
	switch (document->kind) {
	case DOCUMENT_TABLE:
		start_table(document, cells);
		break;
	case DOCUMENT_CSV:
		sink_string(document->out, "\xEF\xBB\xBF");
		put_row(document, cells);
		break;
	case DOCUMENT_MARKDOWN:
		start_markdown(document, heads);
		break;
	case DOCUMENT_HTML:
		start_html(document, heads);
		break;
	case DOCUMENT_TSV:
		put_row(document, cells);
		break;
	case DOCUMENT_XLSX:
		spreadsheet_sheet(document->workbook, document->sheet, document->title,
			document->note, heads, document->columns);
		break;
	case DOCUMENT_JSON:
		document->heads = heads;
		break;
	}
	free(cells);
}

void document_row(struct document *document, const struct document_cell *cells)
{
	if (document->kind == DOCUMENT_TABLE)
		alignment_row(&document->alignment, cells);
	else if (document->kind == DOCUMENT_XLSX)
		spreadsheet_row(document->workbook, cells);
	else if (document->kind == DOCUMENT_JSON)
		put_json(document, cells);
	else
		put_row(document, cells);
}

void document_end(struct document *document)
{
	if (document->kind == DOCUMENT_HTML)
		sink_string(document->out, "</tbody>\n</table></div>\n");
	if (document->kind == DOCUMENT_HTML && !document->is_followed)
		sink_string(document->out, "</main>\n</body>\n</html>\n");
	if (document->kind == DOCUMENT_TABLE)
		alignment_end(&document->alignment);
}
