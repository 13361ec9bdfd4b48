/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message.h"
#include "language.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { QUOTE_BYTES = 60 };

static const char *program_name = "shnor";
static bool quiet_notes, over_line;

void message_start(const char *program)
{
	program_name = program;
	/* A line at a time: others of a pipeline write there too. */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	language_start();
	bool closed = fcntl(STDOUT_FILENO, F_GETFD) < 0;
	/* Whatever is opened next must not take the number of a standard stream that is closed. */
	int spare = open("/dev/null", O_RDWR);
	while (spare >= 0 && spare <= STDERR_FILENO)
		spare = dup(spare);
	if (spare > STDERR_FILENO)
		close(spare);
	if (closed)
		fail(STATUS_SYSTEM, _("standard output is closed"));
}

const char *message_program(void)
{
	return program_name;
}

void message_quiet(bool quiet)
{
	quiet_notes = quiet;
}

void message_over_line(bool over)
{
	over_line = over;
}

static void say(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

static void say(const char *format, va_list arguments)
{
	int reason = errno;
	size_t length = strlen(format);
	flockfile(stderr);
	fprintf(stderr, "%s%s: ", over_line ? "\r\033[K" : "", program_name);
	over_line = false;
	vfprintf(stderr, format, arguments);
	if (length && format[length - 1] == ':')
		fprintf(stderr, " %s", strerror(reason));
	fputc('\n', stderr);
	funlockfile(stderr);
}

void message(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

void message_note(const char *format, ...)
{
	if (quiet_notes)
		return;
	va_list arguments;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

void fail(enum status status, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
	exit(status);
}

struct quoted quote(struct text text)
{
	struct quoted quoted;
	size_t used = 0;
	bool clipped = text.length > QUOTE_BYTES;
	size_t length = clipped ? QUOTE_BYTES : text.length;
	/* Step back from the middle of a UTF-8 character. */
	while (clipped && length && ((unsigned char)text.at[length] & 0xC0) == 0x80)
		length--;
	quoted.string[used++] = '"';
	for (size_t i = 0; i < length && used < sizeof quoted.string - 12; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		if (byte < 0x20 || byte == 0x7F)
			used += (size_t)snprintf(quoted.string + used, 5, "\\x%02X", byte);
		else
			quoted.string[used++] = (char)byte;
	}
	memcpy(quoted.string + used, clipped ? "…\"" : "\"", clipped ? 5 : 2);
	return quoted;
}
