/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day.h"

static bool check(struct text value, uint64_t year, struct date *date, struct defect *defect)
{
	if (!calendar_date(value, date))
		return defect_set(defect, "impossible date", "date", value,
			"a day such as 31.05.%d or %d-05-31", (int)year, (int)year);
	if (calendar_school_year(*date) != year)
		return defect_set(defect, "date of another school year", "date", value,
			"a day from 1 September %d to 31 August %d", (int)year - 1, (int)year);
	return true;
}

bool days_check(struct days *days, struct text value, uint64_t mark, uint64_t year,
	struct date *date, struct defect *defect)
{
	size_t place = mark % DAYS_REMEMBERED;
	*date = (struct date){0};
	if (!value.length)
		return true;
	if (mark && days->known[place].mark == mark && days->known[place].year == year) {
		*date = days->known[place].date;
		return true;
	}
	if (!check(value, year, date, defect))
		return false;
	if (mark) {
		days->known[place].mark = mark;
		days->known[place].year = year;
		days->known[place].date = *date;
	}
	return true;
}
