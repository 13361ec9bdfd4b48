/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates: every day of 1996 to 2030 against the C library, and what no calendar has.
 */
#include "calendar.h"
#include "check.h"

#include <string.h>
#include <time.h>

static bool is_date(const char *text)
{
	struct date date;
	return calendar_date(text_of(text), &date);
}

static uint64_t school_year(const char *text)
{
	struct date date;
	return calendar_date(text_of(text), &date) ? calendar_school_year(date) : 0;
}

static void check_all_days(void)
{
	for (time_t day = 820454400; day < 1924992000; day += 86400) {
		char dotted[16], dashed[16];
		struct tm parts;
		struct date date;
		gmtime_r(&day, &parts);
		strftime(dotted, sizeof dotted, "%d.%m.%Y", &parts);
		strftime(dashed, sizeof dashed, "%Y-%m-%d", &parts);
		CHECK(calendar_date(text_of(dotted), &date) &&
			date.day == (unsigned)parts.tm_mday &&
			date.month == (unsigned)parts.tm_mon + 1 &&
			date.year == (uint64_t)parts.tm_year + 1900);
		CHECK(is_date(dashed));
		char short_form[32], timed[32];
		snprintf(short_form, sizeof short_form, "%d.%d.%d", parts.tm_mday, parts.tm_mon + 1,
			parts.tm_year + 1900);
		snprintf(timed, sizeof timed, "%sT12:00:00", dashed);
		struct date same, late;
		CHECK(calendar_date(text_of(short_form), &same) &&
			calendar_date(text_of(timed), &late) && same.day == date.day &&
			same.month == date.month && same.year == date.year &&
			late.day == date.day && late.month == date.month && late.year == date.year);
		/* The day after the last of a month is no day of that month. */
		time_t next = day + 86400;
		struct tm after;
		gmtime_r(&next, &after);
		if (after.tm_mday == 1) {
			snprintf(dotted, sizeof dotted, "%02d.%02d.%04d", (parts.tm_mday + 1) % 100,
				(parts.tm_mon + 1) % 100, (parts.tm_year + 1900) % 10000);
			CHECK(!is_date(dotted));
		}
	}
}

static uint64_t written_year(const char *text)
{
	uint64_t year;
	return calendar_written_year(text_of(text), &year) ? year : 0;
}

int main(void)
{
	check_all_days();
	const char *const right[] = {"2024.05.31", "1.5.2024", "1.12.2024", "01.5.2024",
		"2024-5-31", "2024.5.1", "31.05.2024 0:00:00", "31.05.2024 00:00",
		"31.5.2024 23:59:59", "2024-05-31T12:00:00", "2024-05-31 00:00:00.000"};
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		CHECK(is_date(right[i]));
	const char *const wrong[] = {"", "31.02.2024", "29.02.2023", "00.01.2024", "01.00.2024",
		"01.13.2024", "0.1.2024", "31-05-2024", "2024/05/31", "31.05.24", "31.05.2024 ",
		"aa.bb.cccc", "31.05-2024", "2024-05.31", "2024.05-31", "001.05.2024", "1.005.2024",
		"31.05.02024", "202.05.31", "31.05.2024T", "31.05.2024 24:00", "31.05.2024 0:60",
		"31.05.2024 0:0", "31.05.2024 0:00:60", "31.05.2024 12", "31.05.2024  0:00",
		"31.05.2024 0:00:00 AM", "31.05.20240:00", "2024", "2024-", "2024-05-311", "31.5",
		"."};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		CHECK(!is_date(wrong[i]));
	CHECK(school_year("31.08.2024") == 2024);
	CHECK(school_year("01.09.2023") == 2024);
	CHECK(school_year("2023-12-31") == 2024);
	const char *const years[] = {"2024", "2024 г.", "2024г", "2024 год", "2024 года", "2024.0",
		"2024,00", "2023/24", "2023/2024", "2023-24", "2023–2024", "2023 — 2024",
		"2023/24 уч. год", "2023/2024 учебный год", "2023-2024 гг.", "2011/12",
		"2024-01-30", "01.09.2024", "30.1.2024 0:00:00"};
	for (size_t i = 0; i < sizeof years / sizeof *years; i++)
		CHECK(written_year(years[i]) == (strncmp(years[i], "2011", 4) == 0 ? 2012 : 2024));
	CHECK(written_year("1999/00") == 2000);
	const char *const none[] = {"", "24", "2023/25", "2023-2026", "2011-12", "2024.5",
		"2024 г. х", "45170", "02024", "2024/", "2023/024", "с 2024", "31.02.2024",
		"2024 уч. год", "2101"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		CHECK(!written_year(none[i]));
	return check_end();
}
