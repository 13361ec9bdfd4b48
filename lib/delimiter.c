/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "delimiter.h"

enum { MOST_LINES = 100, MARKS = 4 };

static const char marks[MARKS] = {';', '\t', '|', ','};

/* How often each mark stands in a line, outside of quotes. A quote is not looked for beyond its line:
 * one that is never closed would hide all that follows. */
static void count_marks(struct text line, size_t counts[MARKS])
{
	bool quoted = false;
	memset(counts, 0, MARKS * sizeof *counts);
	for (size_t i = 0; i < line.length; i++) {
		quoted ^= line.at[i] == '"';
		for (size_t mark = 0; mark < MARKS && !quoted; mark++)
			counts[mark] += line.at[i] == marks[mark];
	}
}

/* How many lines have the mark the same number of times, and that number. */
struct shape {
	size_t lines, times;
};

static struct shape shape_of(size_t counts[][MARKS], size_t line_count, size_t mark)
{
	struct shape best = {0, 0};
	for (size_t i = 0; i < line_count; i++) {
		struct shape shape = {0, counts[i][mark]};
		for (size_t j = 0; shape.times && j < line_count; j++)
			shape.lines += counts[j][mark] == shape.times;
		if (shape.lines > best.lines ||
			(shape.lines == best.lines && shape.times > best.times))
			best = shape;
	}
	return best;
}

char delimiter_find(struct text start, bool more)
{
	size_t counts[MOST_LINES][MARKS], line_count = 0, found = 0;
	struct text rest = start, line;
	struct shape best = {0, 0};
	while (line_count < MOST_LINES && text_next_part(&rest, '\n', &line))
		if (rest.at || !more || !line_count)
			count_marks(line, counts[line_count++]);
	for (size_t mark = 0; mark < MARKS; mark++) {
		struct shape shape = shape_of(counts, line_count, mark);
		/* As many numbers as fields have as many commas, one more than there are marks. */
		shape.times -= marks[mark] == ',' && shape.times > 0;
		if (shape.lines <= best.lines &&
			(shape.lines < best.lines || shape.times <= best.times))
			continue;
		best = shape;
		found = mark;
	}
	return marks[found];
}
