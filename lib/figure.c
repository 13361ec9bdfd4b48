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
	size_t length = 0, in_group = 0;
	bool grouped = false;
	for (const char *at = start; at < end; length++, in_group++) {
		size_t gap = separator_length(at, end);
		if (gap && (grouped ? in_group != 3 : in_group < 1 || in_group > 3))
			return end;
		grouped = grouped || gap;
		in_group = gap ? 0 : in_group;
		at += gap;
		if (*at < '0' || *at > '9' || length == sizeof joined)
			return end;
		joined[length] = *at++;
	}
	if (!grouped || in_group != 3)
		return end;
	memcpy(start, joined, length);
	return start + length;
}
