/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table.c for the fuzz targets: the real one, but the faults of one input can be told from those of
 * the next.
 */
#include "../../lib/table.c"
#include "fuzz.h"

void fuzz_forget_faults(void)
{
	fault_count = 0;
}

size_t fuzz_faults(void)
{
	return fault_count;
}
