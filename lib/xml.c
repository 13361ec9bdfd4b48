/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml.h"
#include "memory.h"
#include "message.h"

enum { BLOCK_BYTES = 65536, LONGEST_TAG = 8 << 20, ESCAPE_BYTES = 7 };

static void on_document_type(
	void *data, const char *name, const char *system_id, const char *public_id, int has_subset)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	(void)has_subset;
	xml_damaged(data, _("it has a document type, which office files never have"));
}

void xml_open(struct xml *xml, struct zip *zip, const char *file_name, const char *part,
	struct xml_handlers handlers)
{
	*xml = (struct xml){.zip = zip, .file_name = file_name, .part = part};
	xml->parser = XML_ParserCreateNS(NULL, '|');
	if (!xml->parser)
		fail(STATUS_SYSTEM, _("out of memory for XML"));
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, handlers.start, handlers.end);
	XML_SetCharacterDataHandler(xml->parser, handlers.text);
	XML_SetStartDoctypeDeclHandler(xml->parser, on_document_type);
}

void xml_close(struct xml *xml)
{
	XML_ParserFree(xml->parser);
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

void xml_damaged(const struct xml *xml, const char *why)
{
	fail(STATUS_SYSTEM, _("%s: %s: line %lu: the XML is damaged: %s"), xml->file_name,
		xml->part, (unsigned long)XML_GetCurrentLineNumber(xml->parser), why);
}

static enum XML_Status feed(struct xml *xml)
{
	char *block = XML_GetBuffer(xml->parser, BLOCK_BYTES);
	if (!block)
		return XML_STATUS_ERROR;
	size_t got = zip_read(xml->zip, block, BLOCK_BYTES);
	xml->fed += got;
	return XML_ParseBuffer(xml->parser, (int)got, got == 0);
}

bool xml_parse_on(struct xml *xml)
{
	XML_ParsingStatus state;
	XML_GetParsingStatus(xml->parser, &state);
	if (state.parsing == XML_FINISHED)
		return false;
	enum XML_Status status =
		state.parsing == XML_SUSPENDED ? XML_ResumeParser(xml->parser) : feed(xml);
	if (status == XML_STATUS_ERROR)
		xml_damaged(xml, XML_ErrorString(XML_GetErrorCode(xml->parser)));
	/* What is begun and not at its end is kept and looked at again with every block. */
	XML_Index at = XML_GetCurrentByteIndex(xml->parser);
	if (at >= 0 && xml->fed > (uint64_t)at + LONGEST_TAG)
		xml_damaged(xml, _("a tag or comment has no end within 8 MiB"));
	return true;
}

void xml_reserve(struct xml_text *text, size_t bytes)
{
	text->at = memory_grow(text->at, &text->room, text->length + bytes, 1);
}

void xml_append(struct xml_text *text, const char *bytes, size_t length)
{
	xml_reserve(text, length + 1);
	memcpy(text->at + text->length, bytes, length);
	text->length += length;
}

void xml_collect(const struct xml *xml, struct xml_text *text, const char *bytes, size_t length)
{
	if (length > XML_LONGEST - text->length)
		xml_damaged(xml, _("a text is longer than a cell can hold"));
	xml_append(text, bytes, length);
}

/* The character of an escape at the start of the bytes; 0 if there is none, or one that no text can
 * have: NUL, or half of a character. */
static unsigned escaped(const char *at, size_t length)
{
	unsigned value = 0;
	if (length < ESCAPE_BYTES || at[0] != '_' || at[1] != 'x' || at[ESCAPE_BYTES - 1] != '_')
		return 0;
	for (size_t i = 2; i < ESCAPE_BYTES - 1; i++) {
		const char *digits = "0123456789ABCDEFabcdef";
		const char *found = at[i] ? strchr(digits, at[i]) : NULL;
		if (!found)
			return 0;
		size_t digit = (size_t)(found - digits);
		value = value * 16 + (unsigned)(digit < 16 ? digit : digit - 6);
	}
	return value >= 0xD800 && value < 0xE000 ? 0 : value;
}

static size_t put_utf8(unsigned value, char *at)
{
	if (value < 0x80) {
		at[0] = (char)value;
		return 1;
	}
	if (value < 0x800) {
		at[0] = (char)(0xC0 | value >> 6);
		at[1] = (char)(0x80 | (value & 0x3F));
		return 2;
	}
	at[0] = (char)(0xE0 | value >> 12);
	at[1] = (char)(0x80 | (value >> 6 & 0x3F));
	at[2] = (char)(0x80 | (value & 0x3F));
	return 3;
}

void xml_unescape(struct xml_text *text)
{
	size_t used = 0;
	if (!text->length || !memchr(text->at, '_', text->length))
		return;
	for (size_t i = 0; i < text->length;) {
		unsigned value = escaped(text->at + i, text->length - i);
		if (value)
			used += put_utf8(value, text->at + used);
		else
			text->at[used++] = text->at[i];
		i += value ? ESCAPE_BYTES : 1;
	}
	text->length = used;
}
