/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * defect: what is wrong with a record, for whoever rejects it.
 */
#ifndef SHNOR_DEFECT_H
#define SHNOR_DEFECT_H

#include "text.h"

#include <stdarg.h>
#include <stdio.h>

struct defect {
	const char *reason; /* one of few, in English: it is counted and goes into the streams */
	const char *column; /* NULL: the record as a whole */
	struct text value;  /* what stood there */
	char expected[128]; /* what was expected; may be empty */
};

/* Fills the defect in; always false, so that a check can end with `return defect_set(…)`. */
__attribute__((format(printf, 5, 6))) static inline bool defect_set(struct defect *defect,
	const char *reason, const char *column, struct text value, const char *format, ...)
{
	va_list arguments;
	*defect = (struct defect){.reason = reason, .column = column, .value = value};
	va_start(arguments, format);
	vsnprintf(defect->expected, sizeof defect->expected, format, arguments);
	va_end(arguments);
	return false;
}

#endif
