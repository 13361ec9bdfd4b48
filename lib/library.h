/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library: functions of a library that is loaded only when it is needed.
 *
 * Some libraries bring others with them, and to load them all takes longer than the work on a small
 * file. Programs that are linked with them would pay for them on every call.
 */
#ifndef SHNOR_LIBRARY_H
#define SHNOR_LIBRARY_H

#include <stddef.h>

/* Puts the library's function of that name into the pointer `function`, which has `size` bytes.
 * Where there is none, the program ends with status 3. */
void library_find(void *library, const char *name, void *function, size_t size);

#endif
