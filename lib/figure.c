/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

bool figure_only(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text.at[i] || !strchr("0123456789 .,%+-", text.at[i]))
			return false;
	return text.length > 0;
}

void figure_set_point(char *start, const char *end)
{
	char *at = start;
	char *comma = NULL;
	if (at < end && (*at == '-' || *at == '+'))
		at++;
	for (; at < end; at++) {
		if (*at == ',' && !comma)
			comma = at;
		else if (*at < '0' || *at > '9')
			return;
	}
	if (comma && comma + 1 < end)
		*comma = '.';
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
