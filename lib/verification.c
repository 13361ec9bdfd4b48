/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification.h"
#include "message.h"

struct verification verification_read(const struct table *table, size_t row, size_t column)
{
	struct text cell = table_cell(table, row, column);
	if (cell.length && !text_is(cell, "yes") && !text_is(cell, "no"))
		table_fault(table, row, column, _("expected yes or no"));
	return (struct verification){.lacking = text_is(cell, "no")};
}

void verification_use(struct verification *verification, const struct table *table, size_t row)
{
	if (verification->lacking && !verification->told)
		message_note(_("%s: not verified, but the results rest on it"),
			table_place(table, row).string);
	verification->told = true;
}
