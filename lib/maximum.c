/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "maximum.h"
#include "message.h"

struct name {
	struct text measure, exam, grade, subject;
};

static struct name cut_name(struct text measure, bool with_digits)
{
	struct name name = {.measure = measure, .subject = {"", 0}};
	struct text rest = measure;
	text_next_part(&rest, '-', &name.exam);
	if (rest.at)
		name.subject = rest;
	size_t letters = name.exam.length;
	while (letters && name.exam.at[letters - 1] >= '0' && name.exam.at[letters - 1] <= '9')
		letters--;
	name.grade = (struct text){name.exam.at + letters, name.exam.length - letters};
	if (!with_digits)
		name.exam.length = letters;
	return name;
}

static struct text value_of(const void *context, struct text key)
{
	const struct name *name = context;
	return text_is(key, "measure")    ? name->measure
		: text_is(key, "exam")    ? name->exam
		: text_is(key, "grade")   ? name->grade
		: text_is(key, "subject") ? name->subject
					  : text_of("");
}

/* The line that holds; `found` is one that was found before. */
static struct dated_line *find_line(const struct dated *scales, const struct name *name,
	uint64_t year, struct text column, struct dated_line *found)
{
	struct dated_line *line;
	for (size_t i = 0; (line = dated_find(scales, i, year, value_of, name));) {
		i = (size_t)(line - scales->lines) + 1;
		if (line == found || (column.length && !text_equal(column, line->column)))
			continue;
		if (found)
			fail(STATUS_DATA,
				_("share_of_score: %s and %s both give the maximum score of %s in "
				  "%u; share_of_score:COLUMN says which"),
				table_place(&scales->table, found->row).string,
				table_place(&scales->table, line->row).string,
				quote(name->measure).string, (unsigned)year);
		found = line;
	}
	return found;
}

wide maximum_score(
	const struct dated *scales, struct text measure, uint64_t year, struct text column)
{
	struct dated_line *line = NULL;
	for (int with_digits = 1; with_digits >= 0; with_digits--) {
		struct name name = cut_name(measure, with_digits);
		line = find_line(scales, &name, year, column, line);
	}
	if (!line)
		fail(STATUS_DATA,
			_("share_of_score: the scales have no line%s%s for %s in %u, so its "
			  "maximum score is not known"),
			column.length ? _(" of the column ") : "",
			column.length ? quote(column).string : "", quote(measure).string,
			(unsigned)year);
	if (line->most <= 0)
		fail(STATUS_DATA, _("share_of_score: %s gives %s no maximum score above 0"),
			table_place(&scales->table, line->row).string, quote(measure).string);
	dated_tell_unverified(scales, line);
	return line->most;
}
