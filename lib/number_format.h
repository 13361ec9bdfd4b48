/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number_format: what a number format of a workbook makes of a number, as far as that tells what the
 * number is (ECMA-376 part 1, 18.8.30 and 18.8.31): a day, a percentage, or a code with zeros in front.
 * Formats that round, group or colour numbers make nothing of them here.
 */
#ifndef SHNOR_NUMBER_FORMAT_H
#define SHNOR_NUMBER_FORMAT_H

enum number_kind { NUMBER_PLAIN, NUMBER_DAY, NUMBER_PERCENT };

struct number_format {
	enum number_kind kind;
	unsigned char digits; /* of a plain whole number, at least: 6 for 000000 */
};

/* The format of that code, such as dd.mm.yyyy or 000000. */
struct number_format number_format_of(const char *code);

/* The format that has this number in every workbook. */
struct number_format number_format_built_in(long number);

#endif
