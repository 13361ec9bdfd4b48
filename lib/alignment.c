/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alignment.h"
#include "display.h"
#include "encoding.h"

#include <stdlib.h>

/* A column of text never gets narrower than this, nor than its longest word up to LONGEST_WORD. */
enum { LEAST_WIDTH = 12, LONGEST_WORD = 20, GAP = 2 };

/* A line break inside a value would tear the table apart, and other control characters could
 * command the terminal: one space stands for them. */
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

void alignment_row(struct alignment *alignment, const struct document_cell *cells)
{
	alignment->kept = memory_grow(alignment->kept, &alignment->kept_room,
		alignment->kept_count + alignment->columns, sizeof *alignment->kept);
	for (size_t i = 0; i < alignment->columns; i++) {
		struct document_cell *kept = &alignment->kept[alignment->kept_count++];
		*kept = cells[i];
		kept->text = one_line(&alignment->arena, cells[i].text);
	}
}

static void pad(struct sink *out, size_t columns, char with)
{
	while (columns--)
		sink_byte(out, with);
}

static size_t longest_word(struct text text)
{
	size_t longest = 0;
	struct text word;
	while ((word = text_next_word(&text)).length) {
		size_t width = display_width(word);
		if (width > longest)
			longest = width;
	}
	return longest;
}

static size_t larger(size_t one, size_t other)
{
	return one > other ? one : other;
}

/* The least width of a cell. The words of a head may be parted, numbers and codes are left
 * whole. */
static size_t least_of(const struct alignment *alignment, size_t number)
{
	const struct document_cell *cell = &alignment->kept[number];
	bool head = number < alignment->columns;
	size_t width = display_width(cell->text);
	if (cell->meaning != MEANS_TEXT && !head)
		return width;
	size_t word = longest_word(cell->text);
	word = word < LONGEST_WORD ? word : LONGEST_WORD;
	if (head)
		return word;
	return width < larger(word, LEAST_WIDTH) ? width : larger(word, LEAST_WIDTH);
}

/* The widths that the rows have by nature, the least they can have, and which columns hold
 * numbers only. */
static void measure(struct alignment *alignment, size_t *least)
{
	for (size_t i = 0; i < alignment->kept_count; i++) {
		size_t column = i % alignment->columns;
		const struct document_cell *cell = &alignment->kept[i];
		alignment->widths[column] =
			larger(alignment->widths[column], display_width(cell->text));
		least[column] =
			larger(least[column], alignment->width ? least_of(alignment, i) : 0);
		if (i < alignment->columns)
			alignment->numbers[column] = true;
		else if (cell->text.length && cell->meaning != MEANS_NUMBER)
			alignment->numbers[column] = false;
	}
}

/* Takes a column away from the widest that can spare it, until the rows fit. */
static void fit(struct alignment *alignment, const size_t *least)
{
	size_t whole = (alignment->columns - 1) * GAP;
	for (size_t i = 0; i < alignment->columns; i++)
		whole += alignment->widths[i];
	while (whole > alignment->width) {
		size_t widest = SIZE_MAX;
		for (size_t i = 0; i < alignment->columns; i++)
			if (alignment->widths[i] > least[i] &&
				(widest == SIZE_MAX ||
					alignment->widths[i] >= alignment->widths[widest]))
				widest = i;
		if (widest == SIZE_MAX)
			return;
		alignment->widths[widest]--;
		whole--;
	}
}

/* Cuts what fits into `width` columns off the front of *rest: at a space, else between
 * characters. */
static struct text next_line(struct text *rest, size_t width)
{
	struct text whole = *rest;
	size_t used = 0, at = 0, space = 0;
	while (at < whole.length) {
		struct text left = {whole.at + at, whole.length - at};
		size_t bytes = encoding_character(left);
		bytes = bytes ? bytes : 1;
		size_t taken = display_width((struct text){left.at, bytes});
		if (used + taken > width && at) {
			size_t cut = *left.at == ' ' ? at : space ? space : at;
			*rest = text_trim((struct text){whole.at + cut, whole.length - cut});
			return text_trim((struct text){whole.at, cut});
		}
		if (*left.at == ' ')
			space = at;
		used += taken;
		at += bytes;
	}
	*rest = text_of("");
	return whole;
}

static void put_text(const struct alignment *alignment, struct text text, bool head, enum tone tone)
{
	static const char *const colours[] = {"", "\033[31m", "\033[33m", "\033[32m"};
	bool coloured = alignment->coloured && text.length && (head || tone != TONE_NONE);
	if (coloured)
		sink_string(alignment->out, head ? "\033[1m" : colours[tone]);
	sink_text(alignment->out, text);
	if (coloured)
		sink_string(alignment->out, "\033[0m");
}

/* A row as one line, or as many as its cells need. */
static void put_row(struct alignment *alignment, size_t first, struct text *rest)
{
	size_t columns = alignment->columns;
	const struct document_cell *cells = &alignment->kept[first];
	bool more = true;
	for (size_t i = 0; i < columns; i++)
		rest[i] = cells[i].text;
	for (size_t line = 0; more; line++) {
		size_t owed = 0;
		more = false;
		for (size_t i = 0; i < columns; i++) {
			size_t room = alignment->width ? alignment->widths[i] : SIZE_MAX;
			struct text part = next_line(&rest[i], room);
			size_t taken = display_width(part);
			size_t space =
				taken < alignment->widths[i] ? alignment->widths[i] - taken : 0;
			size_t before = alignment->numbers[i] ? space : 0;
			more = more || rest[i].length;
			owed += before;
			/* Lines after the first end with their last word. */
			if (part.length || line == 0) {
				pad(alignment->out, owed, ' ');
				owed = 0;
			}
			put_text(alignment, part, first == 0, cells[i].tone);
			owed += space - before + GAP;
		}
		sink_byte(alignment->out, '\n');
	}
}

static void put_rule(const struct alignment *alignment)
{
	for (size_t i = 0; i < alignment->columns; i++) {
		pad(alignment->out, alignment->widths[i], '-');
		sink_string(alignment->out, i + 1 == alignment->columns ? "\n" : "  ");
	}
}

void alignment_paragraph(const struct alignment *alignment, struct text text)
{
	while (text.length) {
		sink_text(alignment->out,
			next_line(&text, alignment->width ? alignment->width : SIZE_MAX));
		sink_byte(alignment->out, '\n');
	}
	sink_byte(alignment->out, '\n');
}

void alignment_end(struct alignment *alignment)
{
	size_t columns = alignment->columns;
	size_t *least = memory_get(columns, sizeof *least);
	struct text *rest = memory_get(columns, sizeof *rest);
	alignment->widths = memory_get(columns, sizeof *alignment->widths);
	alignment->numbers = memory_get(columns, sizeof *alignment->numbers);
	measure(alignment, least);
	if (alignment->width)
		fit(alignment, least);
	for (size_t i = 0; i < alignment->kept_count; i += columns) {
		put_row(alignment, i, rest);
		if (i == 0)
			put_rule(alignment);
	}
	free(rest);
	free(least);
	free(alignment->widths);
	free(alignment->numbers);
	free(alignment->kept);
	arena_empty(&alignment->arena);
}
