/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * message.c for the fuzz targets: messages are formatted, so that what they show is read, and
 * thrown away; fail() leads back to the target. quote() is the real one.
 */
#define message said_message
#define message_note said_note
#define fail said_fail
#include "../../lib/message.c"
#undef message
#undef message_note
#undef fail
#include "fuzz.h"

void message(const char *format, ...) MESSAGE_FORMAT(1);
void message_note(const char *format, ...) MESSAGE_FORMAT(1);
_Noreturn void fail(enum status status, const char *format, ...) MESSAGE_FORMAT(2);

static void throw_away(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

static void throw_away(const char *format, va_list arguments)
{
	char line[2048];
	HOLDS(vsnprintf(line, sizeof line, format, arguments) >= 0);
}

void message(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	throw_away(format, arguments);
	va_end(arguments);
}

void message_note(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	throw_away(format, arguments);
	va_end(arguments);
}

void fail(enum status status, const char *format, ...)
{
	va_list arguments;
	HOLDS(status != STATUS_WELL);
	va_start(arguments, format);
	throw_away(format, arguments);
	va_end(arguments);
	fuzz_fail();
}
