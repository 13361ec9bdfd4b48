/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_style: the style and the script of the page, and the policy that lets nothing else be run.
 *
 * They stand in page.css and page.js beside this file and are built into the program. Neither may hold what
 * would end its element (</).
 */
#ifndef SHNOR_PAGE_STYLE_H
#define SHNOR_PAGE_STYLE_H

#include "sink.h"

/* The policy as a meta element: no network, no frame, no form; only this style and this script, known by
 * their SHA-256 (Content Security Policy Level 3, 6.7.3). */
void page_style_policy(struct sink *sink);

void page_style_put(struct sink *sink);

void page_style_script(struct sink *sink);

#endif
