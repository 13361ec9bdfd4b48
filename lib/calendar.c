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

bool calendar_date(struct text text, struct date *date)
{
	uint64_t month, day;
	if (text.length != 10)
		return false;
	bool year_first = text.at[4] == '-' || text.at[4] == '.';
	char mark = year_first ? text.at[4] : '.';
	const char *year_at = year_first ? text.at : text.at + 6;
	const char *month_at = year_first ? text.at + 5 : text.at + 3;
	const char *day_at = year_first ? text.at + 8 : text.at;
	if (text.at[year_first ? 7 : 2] != mark || text.at[year_first ? 4 : 5] != mark)
		return false;
	if (!calendar_year((struct text){year_at, 4}, &date->year) ||
		!number_count((struct text){month_at, 2}, &month) ||
		!number_count((struct text){day_at, 2}, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days_of((unsigned)month, date->year))
		return false;
	date->month = (unsigned)month;
	date->day = (unsigned)day;
	return true;
}

uint64_t calendar_school_year(struct date date)
{
	return date.year + (date.month >= SEPTEMBER);
}

int calendar_compare_years(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}
