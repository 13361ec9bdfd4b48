/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"
#include "display.h"

#include <stdlib.h>

enum { EXCEL_DIGITS = 15, LEAST_WRAP = 24 };

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
	static const char *const instead[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "<br>"};
	put_replaced(out, text, "&<>\"'\n", instead);
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
	bool acts = text.length && strchr("=+-@\t\r", text.at[0]);
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
	"@media print{body{margin:0;max-width:none}thead th{position:static}}\n"
	"</style>\n</head>\n<body>\n";

static void start_page(struct document *document)
{
	struct sink *out = document->out;
	sink_string(out,
		"<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
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
	sink_string(out, "<table>\n<thead><tr>");
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
		case DOCUMENT_TSV:
		case DOCUMENT_TABLE:
			if (i)
				sink_byte(out, '\t');
			sink_escaped(out, cells[i].text);
			break;
		}
	}
	static const char *const ends[] = {"\n", "\r\n", "|\n", "</tr>\n", "\n"};
	sink_string(out, ends[document->kind]);
}

/* A line break inside a value would tear the table apart, and other control characters could command
 * the terminal: one space stands for them. */
static struct text one_line(struct arena *arena, struct text text)
{
	char *copy = memory_get(text.length + 1, 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		unsigned char next = i + 1 < text.length ? (unsigned char)text.at[i + 1] : 0;
		bool control = byte < 0x20 || byte == 0x7F;
		/* U+0080 to U+009F: some terminals take U+009B for the start of a command. */
		if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
			control = true;
			i++;
		}
		if (!control)
			copy[length++] = text.at[i];
		else if (length && copy[length - 1] != ' ')
			copy[length++] = ' ';
	}
	struct text kept = arena_copy(arena, (struct text){copy, length});
	free(copy);
	return kept;
}

static void keep_row(struct document *document, const struct document_cell *cells)
{
	document->kept = memory_grow(document->kept, &document->kept_room,
		document->kept_count + document->columns, sizeof *document->kept);
	for (size_t i = 0; i < document->columns; i++) {
		struct document_cell *kept = &document->kept[document->kept_count++];
		kept->meaning = cells[i].meaning;
		kept->text = one_line(&document->arena, cells[i].text);
	}
}

void document_start(struct document *document, const struct text *heads)
{
	struct document_cell *cells = memory_get(document->columns, sizeof *cells);
	for (size_t i = 0; i < document->columns; i++)
		cells[i] = (struct document_cell){heads[i], MEANS_TEXT};
	if (document->kind == DOCUMENT_HTML)
		start_html(document, heads);
	else if (document->kind == DOCUMENT_MARKDOWN)
		start_markdown(document, heads);
	else if (document->kind == DOCUMENT_CSV)
		sink_string(document->out, "\xEF\xBB\xBF");
	if (document->kind == DOCUMENT_CSV || document->kind == DOCUMENT_TSV)
		put_row(document, cells);
	else if (document->kind == DOCUMENT_TABLE)
		keep_row(document, cells);
	free(cells);
}

void document_row(struct document *document, const struct document_cell *cells)
{
	if (document->kind == DOCUMENT_TABLE)
		keep_row(document, cells);
	else
		put_row(document, cells);
}

static void pad(struct sink *out, size_t columns, char with)
{
	while (columns--)
		sink_byte(out, with);
}

/* How much narrower than its column a text is. */
static size_t space_left(size_t width, struct text text)
{
	size_t taken = display_width(text);
	return taken < width ? width - taken : 0;
}

/* The widths of the columns, and which of them hold numbers only. */
static void measure_columns(const struct document *document, size_t *widths, bool *numbers)
{
	for (size_t i = 0; i < document->kept_count; i++) {
		size_t column = i % document->columns;
		const struct document_cell *cell = &document->kept[i];
		size_t width = display_width(cell->text);
		if (width > widths[column])
			widths[column] = width;
		if (i < document->columns)
			numbers[column] = true;
		else if (cell->text.length && cell->meaning != MEANS_NUMBER)
			numbers[column] = false;
	}
}

/* The text word by word; lines after the first are indented to the column. */
static void put_wrapped(struct sink *out, struct text text, size_t indent, size_t width)
{
	size_t used = 0;
	struct text word;
	while ((word = text_next_word(&text)).length) {
		size_t needed = display_width(word);
		if (used && indent + used + 1 + needed > width) {
			sink_byte(out, '\n');
			pad(out, indent, ' ');
			used = 0;
		} else if (used) {
			sink_byte(out, ' ');
			used++;
		}
		sink_text(out, word);
		used += needed;
	}
	sink_byte(out, '\n');
}

static void put_rule(struct sink *out, const size_t *widths, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		pad(out, widths[i], '-');
		sink_string(out, i + 1 == columns ? "\n" : "  ");
	}
}

static void put_line(const struct document *document, const struct document_cell *cells,
	const size_t *widths, const bool *numbers, size_t indent)
{
	struct sink *out = document->out;
	size_t last = document->columns - 1;
	for (size_t i = 0; i < last; i++) {
		size_t space = space_left(widths[i], cells[i].text);
		pad(out, numbers[i] ? space : 0, ' ');
		sink_text(out, cells[i].text);
		pad(out, numbers[i] ? 2 : space + 2, ' ');
	}
	if (document->width && !numbers[last]) {
		put_wrapped(out, cells[last].text, indent, document->width);
		return;
	}
	pad(out, numbers[last] ? space_left(widths[last], cells[last].text) : 0, ' ');
	sink_text(out, cells[last].text);
	sink_byte(out, '\n');
}

static void put_table(struct document *document)
{
	size_t columns = document->columns, indent = 0;
	size_t *widths = memory_get(columns, sizeof *widths);
	bool *numbers = memory_get(columns, sizeof *numbers);
	measure_columns(document, widths, numbers);
	for (size_t i = 0; i + 1 < columns; i++)
		indent += widths[i] + 2;
	/* A column too narrow to wrap words in is left as long as it is. */
	if (document->width < indent + LEAST_WRAP)
		document->width = 0;
	if (document->width && !numbers[columns - 1] &&
		widths[columns - 1] > document->width - indent)
		widths[columns - 1] = document->width - indent;
	if (document->title.length) {
		sink_text(document->out, document->title);
		sink_string(document->out, "\n\n");
	}
	if (document->note.length) {
		put_wrapped(document->out, document->note, 0,
			document->width ? document->width : SIZE_MAX);
		sink_byte(document->out, '\n');
	}
	for (size_t i = 0; i < document->kept_count; i += columns) {
		put_line(document, &document->kept[i], widths, numbers, indent);
		if (i == 0)
			put_rule(document->out, widths, columns);
	}
	free(widths);
	free(numbers);
}

void document_end(struct document *document)
{
	if (document->kind == DOCUMENT_HTML)
		sink_string(document->out, "</tbody>\n</table>\n");
	if (document->kind == DOCUMENT_HTML && !document->is_followed)
		sink_string(document->out, "</body>\n</html>\n");
	if (document->kind == DOCUMENT_TABLE)
		put_table(document);
	free(document->kept);
	arena_empty(&document->arena);
}
