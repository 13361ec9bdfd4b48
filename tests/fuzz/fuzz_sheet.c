/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sheet: the input is the whole .xlsx file. Rows have a last cell that is not empty, and UTF-8 in
 * all.
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
	fuzz_file(0, (struct text){(const char *)bytes, length});
	xlsx_check();
	return 0;
}
