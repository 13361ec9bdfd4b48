/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml.h"
#include "memory.h"
#include "message.h"

enum { BLOCK_BYTES = 65536 };

XML_Parser xml_parser(void)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, '|');
	if (!parser)
		fail(STATUS_SYSTEM, _("out of memory for XML"));
	return parser;
}

const char *xml_name(const char *qualified)
{
	const char *bar = strrchr(qualified, '|');
	return bar ? bar + 1 : qualified;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(xml_name(attributes[i]), name) == 0)
			return attributes[i + 1];
	return NULL;
}

void xml_damaged(XML_Parser parser, const char *file_name, const char *part)
{
	fail(STATUS_SYSTEM, _("%s: %s: line %lu: the XML is damaged: %s"), file_name, part,
		(unsigned long)XML_GetCurrentLineNumber(parser),
		XML_ErrorString(XML_GetErrorCode(parser)));
}

void xml_parse_member(XML_Parser parser, struct zip *zip, const char *file_name, const char *part)
{
	size_t got;
	do {
		char *block = XML_GetBuffer(parser, BLOCK_BYTES);
		if (!block)
			xml_damaged(parser, file_name, part);
		got = zip_read(zip, block, BLOCK_BYTES);
		if (XML_ParseBuffer(parser, (int)got, got == 0) != XML_STATUS_OK)
			xml_damaged(parser, file_name, part);
	} while (got);
}

void xml_append(struct xml_text *text, const char *bytes, size_t length)
{
	text->at = memory_grow(text->at, &text->room, text->length + length + 1, 1);
	memcpy(text->at + text->length, bytes, length);
	text->length += length;
}
