/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * language: the message catalogue of the user's language.
 *
 * LANGUAGE, LC_ALL, LC_MESSAGES and LANG say which, as everywhere; the catalogue lies beside the
 * program, in ../share/locale, so that the build and any installed tree find their own. Messages are UTF-8
 * whatever the locale's encoding, and a language is spoken also where its locale is not installed.
 */
#ifndef SHNOR_LANGUAGE_H
#define SHNOR_LANGUAGE_H

/* Chooses the catalogue for gettext(); without one, messages are in English. Changes LC_MESSAGES and
 * LC_CTYPE, and may set LANGUAGE in the environment. */
void language_start(void);

#endif
