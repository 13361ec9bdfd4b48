/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * personal: what may hold personal data (names of people, documents, birth dates), told by the
 * headers of columns, as the exports of РИС ГИА call them, and by how values look.
 *
 * Texts are UTF-8. What looks like a person may be none: this decides what is shown and what a map
 * may take, never what a record is worth.
 */
#ifndef SHNOR_PERSONAL_H
#define SHNOR_PERSONAL_H

#include "text.h"

/* Does a column of this name hold personal data? */
bool personal_header(struct text header);

/* Is the value a person's name, or a number such as those of СНИЛС, passports and telephones? */
bool personal_value(struct text value);

/* Is it a day, which may be one of birth? */
bool personal_date(struct text value);

/* Does a line of text, such as stands above a table, tell a person's name or number anywhere? */
bool personal_mention(struct text text);

/* Is the row one of data about people rather than a header? A header has no names, days and numbers;
 * when some of its cells are `known` as headers, it may have years and numbers of two digits. */
bool personal_row(const struct text *cells, size_t count, bool known);

#endif
