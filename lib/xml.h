/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xml: the little that the XML parts of office files need of expat: names without their namespace,
 * attributes by name, text collected, a whole member parsed.
 */
#ifndef SHNOR_XML_H
#define SHNOR_XML_H

#include "text.h"
#include "zip.h"

#include <expat.h>

/* A parser whose element and attribute names are "namespace|name". */
XML_Parser xml_parser(void);

/* The name behind the namespace. */
const char *xml_name(const char *qualified);

/* The value of the attribute, whatever its namespace; NULL if it is not there. */
const char *xml_attribute(const char **attributes, const char *name);

/* Ends the program with status 3: the part of the file is no good XML. */
_Noreturn void xml_damaged(XML_Parser parser, const char *file_name, const char *part);

/* Parses the member at hand to its end. */
void xml_parse_member(XML_Parser parser, struct zip *zip, const char *file_name, const char *part);

/* Text that grows. */
struct xml_text {
	char *at;
	size_t length, room;
};

void xml_append(struct xml_text *text, const char *bytes, size_t length);

#endif
