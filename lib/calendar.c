/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"
#include "number.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, SEPTEMBER = 9 };

bool calendar_year(struct text text, uint64_t *year)
{
	return text.length == 4 && number_count(text, year) && *year >= FIRST_YEAR &&
		*year <= LAST_YEAR;
}

static unsigned days_of(unsigned month, uint64_t year)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* Cuts a number of so many digits, and no more of them, off the front. */
static bool cut_number(struct text *rest, size_t least, size_t most, unsigned *number)
{
	size_t digits = 0;
	*number = 0;
	for (; digits < rest->length && digits <= most; digits++) {
		char byte = rest->at[digits];
		if (byte < '0' || byte > '9')
			break;
		*number = *number * 10 + (unsigned)(byte - '0');
	}
	rest->at += digits;
	rest->length -= digits;
	return digits >= least && digits <= most;
}

static bool cut_mark(struct text *rest, char mark)
{
	if (!rest->length || *rest->at != mark)
		return false;
	rest->at++;
	rest->length--;
	return true;
}

/* A time of the day such as 9:05, 12:00:00 or 00:00:00.000. */
static bool is_time(struct text rest)
{
	unsigned hours, minutes, seconds = 0, fraction;
	if (!cut_number(&rest, 1, 2, &hours) || !cut_mark(&rest, ':') ||
		!cut_number(&rest, 2, 2, &minutes))
		return false;
	if (cut_mark(&rest, ':')) {
		if (!cut_number(&rest, 2, 2, &seconds))
			return false;
		if (cut_mark(&rest, '.') && !cut_number(&rest, 1, 9, &fraction))
			return false;
	}
	return !rest.length && hours < 24 && minutes < 60 && seconds < 60;
}

bool calendar_date(struct text text, struct date *date)
{
	unsigned first, month, last;
	struct text rest = text;
	if (!cut_number(&rest, 1, 4, &first) || !rest.length)
		return false;
	bool year_first = rest.at - text.at == 4;
	char mark = year_first && *rest.at == '-' ? '-' : '.';
	if ((!year_first && rest.at - text.at > 2) || !cut_mark(&rest, mark) ||
		!cut_number(&rest, 1, 2, &month) || !cut_mark(&rest, mark) ||
		!cut_number(&rest, year_first ? 1 : 4, year_first ? 2 : 4, &last))
		return false;
	if ((cut_mark(&rest, 'T') || cut_mark(&rest, ' ')) ? !is_time(rest) : rest.length > 0)
		return false;
	unsigned year = year_first ? first : last, day = year_first ? last : first;
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
		day > days_of(month, year))
		return false;
	*date = (struct date){.year = year, .month = month, .day = day};
	return true;
}

uint64_t calendar_school_year(struct date date)
{
	return date.year + (date.month >= SEPTEMBER);
}
