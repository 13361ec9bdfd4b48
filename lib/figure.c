/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"
#include "calendar.h"

#include <stdio.h>

bool figure_only(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text.at[i] || !strchr("0123456789 .,%+-", text.at[i]))
			return false;
	return text.length > 0;
}

/* Without a percent sign at its end and the blank before that. */
static char *before_percent(char *start, char *end)
{
	end--;
	if (end > start && end[-1] == ' ')
		return end - 1;
	if (end - start >= 2 && memcmp(end - 2, "\xC2\xA0", 2) == 0)
		return end - 2;
	return end;
}

char *figure_set_point(char *start, char *end)
{
	char *at = start, *mark = NULL;
	bool percent = end > start && end[-1] == '%', digit = false;
	char *last = percent ? before_percent(start, end) : end;
	if (at < last && (*at == '-' || *at == '+'))
		at++;
	for (; at < last; at++) {
		bool here = *at >= '0' && *at <= '9';
		if (!mark && (*at == ',' || (percent && *at == '.')))
			mark = at;
		else if (!here)
			return end;
		digit = digit || here;
	}
	if (!digit || (mark && mark + 1 == last))
		return end;
	if (mark)
		*mark = '.';
	return last;
}

/* The length of what may stand between thousands: a space, a no-break or narrow one, a comma. */
static size_t separator_length(const char *at, const char *end)
{
	static const char *const separators[] = {
		" ", ",", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		size_t length = strlen(separators[i]);
		if ((size_t)(end - at) > length && memcmp(at, separators[i], length) == 0)
			return length;
	}
	return 0;
}

char *figure_join_thousands(char *start, char *end)
{
	char joined[32];
	const char *separator = NULL; /* the first; others must be the same */
	size_t length = 0, in_group = 0, width = 0;
	if (start < end && *start == '0')
		return end; /* no thousands: 0,125 is an eighth, 0 125 may be a code */
	for (const char *at = start; at < end; length++, in_group++) {
		size_t gap = separator_length(at, end);
		if (gap && (separator ? in_group != 3 : in_group < 1 || in_group > 3))
			return end;
		if (gap && separator && (gap != width || memcmp(at, separator, gap) != 0))
			return end;
		if (gap) {
			separator = at;
			width = gap;
			in_group = 0;
		}
		at += gap;
		if (*at < '0' || *at > '9' || length == sizeof joined)
			return end;
		joined[length] = *at++;
	}
	if (!separator || in_group != 3)
		return end;
	memcpy(start, joined, length);
	return start + length;
}

char *figure_set_year(char *start, char *end)
{
	uint64_t year;
	char digits[5];
	if (!calendar_written_year((struct text){start, (size_t)(end - start)}, &year))
		return end;
	snprintf(digits, sizeof digits, "%04u", (unsigned)year);
	memcpy(start, digits, 4);
	return start + 4;
}
