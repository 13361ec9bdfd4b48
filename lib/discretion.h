/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * discretion: what a report for one municipality must not say of the schools of others.
 *
 * A report for a municipality holds its own schools only. Texts in it, such as the reason of a
 * network pair, may name schools of others by their codes: such a text is withheld as a whole.
 */
#ifndef SHNOR_DISCRETION_H
#define SHNOR_DISCRETION_H

#include "registry.h"

/* Does the text name, as a word of its own, the code of a school of another municipality? */
bool discretion_names_other(
	const struct registry *registry, struct text municipality, struct text text);

#endif
