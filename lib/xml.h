/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xml: the little that the XML parts of office files need of expat: a member of a ZIP file parsed
 * step by step, names without their namespace, attributes by name, text collected.
 *
 * Memory is bounded: office files have no document type (ECMA-376 part 2, "XML usage"), so a part with
 * one is refused, and with it all entities but those of XML itself; so is a tag or comment of megabytes.
 * All damage ends the program with status 3.
 */
#ifndef SHNOR_XML_H
#define SHNOR_XML_H

#include "text.h"
#include "zip.h"

#include <expat.h>
#include <stdint.h>

/* A part that is being parsed. It is the first member of what the handlers get as their data. */
struct xml {
	XML_Parser parser;
	struct zip *zip;
	const char *file_name, *part;
	uint64_t fed; /* bytes given to the parser */
};

struct xml_handlers {
	XML_StartElementHandler start;
	XML_EndElementHandler end;
	XML_CharacterDataHandler text;
};

/* Starts on the member that `zip` is at; names of elements and attributes are "namespace|name". The
 * names stay the caller's, for messages. xml_close() releases it. */
void xml_open(struct xml *xml, struct zip *zip, const char *file_name, const char *part,
	struct xml_handlers handlers);

/* Parses on for a block, or until a handler stops the parser. False at the end of the part. */
bool xml_parse_on(struct xml *xml);

void xml_close(struct xml *xml);

/* Ends the program with status 3: the part is no good, for that reason. */
_Noreturn void xml_damaged(const struct xml *xml, const char *why);

/* The name behind the namespace. */
const char *xml_name(const char *qualified);

/* The value of the attribute, whatever its namespace; NULL if it is not there. */
const char *xml_attribute(const char **attributes, const char *name);

/* Text that grows. */
struct xml_text {
	char *at;
	size_t length, room;
};

void xml_append(struct xml_text *text, const char *bytes, size_t length);

/* Makes so many bytes behind the text readable. */
void xml_reserve(struct xml_text *text, size_t bytes);

/* The same for the text of one cell; XML_LONGEST bytes are more than any has (Excel: 32767
 * characters), and what is longer is damage. */
enum { XML_LONGEST = 1 << 18 };
void xml_collect(const struct xml *xml, struct xml_text *text, const char *bytes, size_t length);

/* Puts the characters in the places of their escapes: _x000D_ is a carriage return, _x005F_ the
 * underline that would start one (ECMA-376 part 1, ST_Xstring). */
void xml_unescape(struct xml_text *text);

#endif
