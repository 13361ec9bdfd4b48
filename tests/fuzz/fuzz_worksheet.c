/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet and workbook: the input is XML, put into a ZIP file. Parted by lines %%, the worksheet, the
 * shared strings, styles, workbook and relations; plain ones stand for those that are missing.
 */
#include "fuzz.h"
#include "xlsx.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	xlsx_prepare();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct text rest = {(const char *)bytes, length}, parts[XLSX_PARTS] = {{NULL, 0}};
	for (int i = 0; i < XLSX_PARTS && fuzz_part(&rest, &parts[i]); i++)
		;
	fuzz_file(0, xlsx_make(parts));
	xlsx_check();
	return 0;
}
