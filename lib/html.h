/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html: text put into a web page so that nothing in it can act.
 *
 * The five characters that mean something in HTML become references, so a text may stand between tags
 * and between the quotes of an attribute alike (HTML Living Standard, 13.1.2.3 and 13.1.4). Control
 * characters become a space, marks that turn the direction of writing are left out, for they can make a
 * name look like another, and bytes that are no UTF-8 become U+FFFD.
 */
#ifndef SHNOR_HTML_H
#define SHNOR_HTML_H

#include "sink.h"

void html_text(struct sink *sink, struct text text);

/* The name of an anchor: the text where it has only ASCII letters, digits, - and _, which are written as
 * they are; any other byte becomes .XX, its hexadecimal digits. */
void html_anchor(struct sink *sink, struct text text);

#endif
