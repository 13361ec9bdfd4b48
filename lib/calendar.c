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

/* A day as most sources write it, 31.05.2024. */
static bool is_usual_day(struct text text, unsigned *day, unsigned *month, unsigned *year)
{
	const char *at = text.at;
	if (text.length != 10 || at[2] != '.' || at[5] != '.')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 2 && i != 5 && (at[i] < '0' || at[i] > '9'))
			return false;
	*day = (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
	*month = (unsigned)(at[3] - '0') * 10 + (unsigned)(at[4] - '0');
	*year = (unsigned)(at[6] - '0') * 1000 + (unsigned)(at[7] - '0') * 100 +
		(unsigned)(at[8] - '0') * 10 + (unsigned)(at[9] - '0');
	return true;
}

/* Reads the other ways to write a day. */
static bool read_day(struct text text, unsigned *day, unsigned *month, unsigned *year)
{
	unsigned first, last;
	struct text rest = text;
	if (!cut_number(&rest, 1, 4, &first) || !rest.length)
		return false;
	bool year_first = rest.at - text.at == 4;
	char mark = year_first && *rest.at == '-' ? '-' : '.';
	if ((!year_first && rest.at - text.at > 2) || !cut_mark(&rest, mark) ||
		!cut_number(&rest, 1, 2, month) || !cut_mark(&rest, mark) ||
		!cut_number(&rest, year_first ? 1 : 4, year_first ? 2 : 4, &last))
		return false;
	if ((cut_mark(&rest, 'T') || cut_mark(&rest, ' ')) ? !is_time(rest) : rest.length > 0)
		return false;
	*year = year_first ? first : last;
	*day = year_first ? last : first;
	return true;
}

bool calendar_date(struct text text, struct date *date)
{
	unsigned day, month, year;
	if (!is_usual_day(text, &day, &month, &year) && !read_day(text, &day, &month, &year))
		return false;
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

/* Cuts the text off the front, and blanks behind it. */
static bool cut_text(struct text *rest, const char *prefix)
{
	size_t length = strlen(prefix);
	if (rest->length < length || memcmp(rest->at, prefix, length) != 0)
		return false;
	*rest = text_trim((struct text){rest->at + length, rest->length - length});
	return true;
}

/* Is nothing left but the word for a year, or nothing at all? */
static bool is_word_for_year(struct text rest)
{
	static const char *const words[] = {"года", "годы", "год", "гг.", "гг", "г.", "г"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (cut_text(&rest, words[i]))
			break;
	return !rest.length;
}

/* The end of a school year, of two digits or four, behind the mark; `number` is its beginning. */
static bool read_school_year(struct text rest, bool slash, unsigned number, uint64_t *year)
{
	static const char *const words[] = {"учебный", "учебного", "учебные", "уч."};
	const char *start = rest.at;
	unsigned last;
	if (!cut_number(&rest, 2, 4, &last) || rest.at - start == 3)
		return false;
	bool whole = rest.at - start == 4;
	if (last != (whole ? number + 1 : (number + 1) % 100) || (!whole && !slash && last <= 12))
		return false;
	rest = text_trim(rest);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (cut_text(&rest, words[i]))
			break;
	*year = number + 1;
	return is_word_for_year(rest);
}

bool calendar_written_year(struct text text, uint64_t *year)
{
	static const char *const marks[] = {"/", "-", "–", "—"};
	struct text rest = text_trim(text);
	struct date date;
	unsigned number, zero;
	if (calendar_date(rest, &date)) {
		*year = date.year;
		return true;
	}
	if (!cut_number(&rest, 4, 4, &number) || number < FIRST_YEAR || number >= LAST_YEAR)
		return false;
	*year = number;
	if ((rest.length && (*rest.at == '.' || *rest.at == ',')) && rest.length > 1) {
		rest.at++;
		rest.length--;
		return cut_number(&rest, 1, 9, &zero) && !zero && !rest.length;
	}
	rest = text_trim(rest);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (cut_text(&rest, marks[i]))
			return read_school_year(rest, i == 0, number, year);
	return is_word_for_year(rest);
}

int calendar_compare_years(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
	return (one > other) - (one < other);
}
