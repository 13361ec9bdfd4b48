/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * message: what a program says on standard error, and the exit statuses all programs share.
 *
 * A message is one line: `program: file:line: column "name": what stood there, what was expected`.
 * The text is looked up in the message catalogue of the user's language (LC_MESSAGES); nothing on
 * standard output ever depends on the locale.
 */
#ifndef SHNOR_MESSAGE_H
#define SHNOR_MESSAGE_H

#include "text.h"

#include <libintl.h>

/* _() looks a text up; N_() only marks one for the catalogue that is looked up later. The texts of option
 * tables and summaries, and the reasons of rejects, need no mark: see lib/messages/extract. */
#define _(string) gettext(string)
#define N_(string) string
#define MESSAGE_FORMAT(position) __attribute__((format(printf, position, position + 1)))

enum status {
	STATUS_WELL = 0,   /* all well */
	STATUS_DATA = 1,   /* a data problem: more records rejected than allowed */
	STATUS_USAGE = 2,  /* a wrong option, column or table */
	STATUS_SYSTEM = 3, /* could not read or write, or no memory */
};

/* Call first in main: sets the program's name and language, and refuses to run with standard
 * output closed, because the next file opened would take its number and its data. */
void message_start(const char *program);

const char *message_program(void);

/* With true, message_note() says nothing; faults are still told. */
void message_quiet(bool quiet);

/* With true, a line of progress stands on the terminal: the next message is written over it. */
void message_over_line(bool over);

/* A line on standard error. A format that ends in ':' gets the reason in errno appended. */
void message(const char *format, ...) MESSAGE_FORMAT(1);

/* The same for what is good to know but no fault; silent after message_quiet(true). */
void message_note(const char *format, ...) MESSAGE_FORMAT(1);

/* message(), then the end of the program with that status. */
_Noreturn void fail(enum status status, const char *format, ...) MESSAGE_FORMAT(2);

/* The text in double quotes for a message: clipped to some 60 bytes at a whole character, control
 * characters shown as escapes. Use as message("found %s", quote(value).string). */
struct quoted {
	char string[96];
};
struct quoted quote(struct text text);

#endif
