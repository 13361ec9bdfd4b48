/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * personal: columns that hold personal data (names of people, documents, birth dates), told by
 * their header, as the exports of РИС ГИА call them.
 */
#ifndef SHNOR_PERSONAL_H
#define SHNOR_PERSONAL_H

#include "text.h"

/* Does a column of this name (UTF-8) hold personal data? */
bool personal_header(struct text header);

#endif
