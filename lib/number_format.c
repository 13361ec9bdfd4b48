/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number_format.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_DIGITS = 30 };

/* What stands in a code outside of quotes and brackets, and not behind what makes a letter itself (\\), a
 * blank as wide as it (_) or a filling of it (*). */
struct signs {
	bool day;     /* a d or y, in any section: it is for all numbers then */
	bool percent; /* in the first section, which is that of positive numbers */
	bool other;   /* anything but zeros there, or a condition */
	unsigned zeros;
};

static void look_at(struct signs *signs, char sign, bool first_section)
{
	signs->day |= strchr("dDyY", sign) != NULL;
	if (!first_section)
		return;
	signs->percent |= sign == '%';
	signs->other |= sign != '0';
	signs->zeros += sign == '0';
}

static struct signs read_signs(const char *code)
{
	struct signs signs = {0};
	bool quoted = false, bracketed = false, first_section = true;
	for (const char *at = code; *at; at++) {
		if (quoted || *at == '"') {
			quoted ^= *at == '"';
			signs.other |= first_section;
		} else if (strchr("\\_*", *at) && at[1]) {
			at++;
			signs.other |= first_section;
		} else if (*at == '[' || *at == ']') {
			bracketed = *at == '[';
			signs.other |= first_section && bracketed && at[1] && strchr("<>=", at[1]);
		} else if (!bracketed && *at == ';') {
			first_section = false;
		} else if (!bracketed) {
			look_at(&signs, *at, first_section);
		}
	}
	return signs;
}

struct number_format number_format_of(const char *code)
{
	struct number_format format = {NUMBER_PLAIN, 0};
	struct signs signs = read_signs(code);
	if (signs.day)
		format.kind = NUMBER_DAY;
	else if (signs.percent)
		format.kind = NUMBER_PERCENT;
	else if (!signs.other && signs.zeros <= MOST_DIGITS)
		format.digits = (unsigned char)signs.zeros;
	return format;
}

struct number_format number_format_built_in(long number)
{
	struct number_format format = {NUMBER_PLAIN, 0};
	/* Those from 27 on are of East Asia. */
	if ((number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36) ||
		(number >= 50 && number <= 58))
		format.kind = NUMBER_DAY;
	else if (number == 9 || number == 10)
		format.kind = NUMBER_PERCENT;
	return format;
}
