/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * progress: how far long work has come, on a terminal only.
 *
 * A filter that reads files (not a pipe) rewrites one line on standard error, a few times a second
 * and not before the first second is over. In a script, and in the later filters of a pipeline,
 * nothing is printed.
 */
#ifndef SHNOR_PROGRESS_H
#define SHNOR_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Allows progress; call once when the options are known. Without it nothing is ever shown. */
void progress_start(bool wanted);

/* `bytes` more are known to come (the size of a file that will be read). */
void progress_expect(size_t bytes);

/* `bytes` more have been read. */
void progress_add(size_t bytes);

/* Wipes the line, so that messages and the shell's prompt start on a clean one. */
void progress_end(void);

#endif
