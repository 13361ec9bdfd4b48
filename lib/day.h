/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * day: the days of records, held against the school year that the records are of. Values with the same mark, other
 * than 0, are the same text, and are read once.
 */
#ifndef SHNOR_DAY_H
#define SHNOR_DAY_H

#include "calendar.h"
#include "defect.h"
#include "text.h"

enum { DAYS_REMEMBERED = 64 };

/* The days seen lately, by the mark of their text; all zero to begin with. */
struct days {
	struct {
		uint64_t mark, year;
		struct date date;
	} known[DAYS_REMEMBERED];
	uint64_t year_mark, year; /* of the year read last */
};

/* Reads the year of a record, as calendar_year() does. */
static inline bool days_year(struct days *days, struct text value, uint64_t mark, uint64_t *year)
{
	if (mark && mark == days->year_mark) {
		*year = days->year;
		return true;
	}
	if (!calendar_year(value, year))
		return false;
	days->year_mark = mark;
	days->year = *year;
	return true;
}

/* Reads the value of the column `date`, which may be empty: *date is zero then. False, with the defect, if it is no
 * day, or none of the school year that ends in that year. */
bool days_check(struct days *days, struct text value, uint64_t mark, uint64_t year,
	struct date *date, struct defect *defect);

#endif
