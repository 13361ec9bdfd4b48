/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx: an .xlsx file made in memory, and what must hold of any sheet read.
 */
#ifndef SHNOR_FUZZ_XLSX_H
#define SHNOR_FUZZ_XLSX_H

#include "text.h"

enum xlsx_part {
	XLSX_SHEET,
	XLSX_STRINGS,
	XLSX_STYLES,
	XLSX_WORKBOOK,
	XLSX_RELATIONS,
	XLSX_PARTS,
};

/* A stored ZIP file of these parts, each a plain one where the text has no place. It lives until the
 * next call. */
struct text xlsx_make(const struct text parts[XLSX_PARTS]);

/* To be called once before xlsx_check(): libraries make tables of their own at the first file. */
void xlsx_prepare(void);

/* Reads all rows of the first sheet of fuzz_file() number 0 and sees that they are rows. */
void xlsx_check(void);

#endif
