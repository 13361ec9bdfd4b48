/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar: dates as the sources write them, and school years.
 *
 * A school year is named by the calendar year it ends in: 2023/24 is 2024, from 1 September 2023
 * to 31 August 2024.
 */
#ifndef SHNOR_CALENDAR_H
#define SHNOR_CALENDAR_H

#include "text.h"

#include <stdint.h>

struct date {
	uint64_t year;
	unsigned month, day;
};

/* Reads 31.05.2024, 2024-05-31 or 2024.05.31; day and month may have one digit, and a time may stand behind
 * a space or T (12:00, 0:00:00), which is left out. False for anything else and for a day the calendar
 * does not have. */
bool calendar_date(struct text text, struct date *date);

/* The school year that the date lies in. */
uint64_t calendar_school_year(struct date date);

/* Reads a year of four digits, 1900 to 2100. */
bool calendar_year(struct text text, uint64_t *year);

/* Reads a year as people write it in a list: 2024, 2024 г., 2024 год; the number 2024.0 of a spreadsheet; a school
 * year, 2023/24, 2023-2024, 2023/24 уч. год, which is that it ends in; a date of calendar_date(), which is
 * its calendar year. False for anything else, and for what may be a month: 2011-12. */
bool calendar_written_year(struct text text, uint64_t *year);

/* For qsort() of years: ascending. */
int calendar_compare_years(const void *a, const void *b);

#endif
