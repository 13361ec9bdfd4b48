/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * path: where a file of a folder lies.
 */
#ifndef SHNOR_PATH_H
#define SHNOR_PATH_H

#include "text.h"

/* FOLDER/FILE; free() releases it. No memory ends the program with status 3. */
char *path_join(const char *folder, struct text file);

#endif
