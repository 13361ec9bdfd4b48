/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * discretion: what a report for one municipality must not say of the schools of others.
 *
 * A report for a municipality holds its own schools only. Texts in it, such as the reason of a
 * network pair or of a decision, may name schools of others by their codes or names: such a text is
 * withheld as a whole.
 */
#ifndef SHNOR_DISCRETION_H
#define SHNOR_DISCRETION_H

#include "registry.h"

/* Does the text name a school of another municipality: by its code, as a word of its own, or by its
 * name of two words at least, whatever marks stand around and between the words? A name that a school
 * of this municipality has too is taken for that one's. */
bool discretion_names_other(struct registry *registry, struct text municipality, struct text text);

#endif
