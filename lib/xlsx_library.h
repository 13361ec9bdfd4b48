/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xlsx_library: libxlsxwriter, loaded when the first workbook is made.
 *
 * It brings a library of ciphers with it, and to load both takes longer than to write a small
 * report. Programs that are linked with it would pay for them on every call.
 */
#ifndef SHNOR_XLSX_LIBRARY_H
#define SHNOR_XLSX_LIBRARY_H

#include <xlsxwriter.h>

/* clang-format off */
#define XLSX_FUNCTIONS(each) \
	each(workbook_new_opt) \
	each(workbook_close) \
	each(workbook_add_format) \
	each(workbook_set_properties) \
	each(workbook_add_worksheet) \
	each(format_set_align) \
	each(format_set_num_format) \
	each(format_set_text_wrap) \
	each(format_set_bold) \
	each(format_set_bottom) \
	each(format_set_bg_color) \
	each(format_set_font_color) \
	each(worksheet_write_string) \
	each(worksheet_write_number) \
	each(worksheet_set_column) \
	each(worksheet_set_row) \
	each(worksheet_freeze_panes) \
	each(worksheet_autofilter) \
	each(worksheet_repeat_rows) \
	each(worksheet_ignore_errors) \
	each(worksheet_gridlines) \
	each(worksheet_set_landscape) \
	each(worksheet_set_paper) \
	each(worksheet_fit_to_pages) \
	each(lxw_strerror)
/* clang-format on */

/* Its functions under their own names. */
struct xlsx_library {
#define XLSX_MEMBER(name) __typeof__(&name) name;
	XLSX_FUNCTIONS(XLSX_MEMBER)
#undef XLSX_MEMBER
};

/* Loads it the first time. Where it is not installed, the program ends with status 3. */
const struct xlsx_library *xlsx_library(void);

#endif
