/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet_name.h"
#include "encoding.h"
#include "message.h"

const char *sheet_name_fault(struct text name)
{
	size_t characters = 0;
	for (struct text rest = name; rest.length;) {
		size_t bytes = encoding_character(rest);
		if (!bytes)
			return _("expected UTF-8");
		if (strchr("[]:*?/\\", *rest.at) || (unsigned char)*rest.at < 0x20)
			return _("the name of a sheet has none of [ ] : * ? / \\");
		characters += bytes == 4 ? 2 : 1;
		rest = (struct text){rest.at + bytes, rest.length - bytes};
	}
	if (!characters || characters > SHEET_NAME_LONGEST)
		return _("the name of a sheet has 1 to 31 characters");
	if (name.at[0] == '\'' || name.at[name.length - 1] == '\'')
		return _("the name of a sheet has no apostrophe at its ends");
	return NULL;
}

struct text sheet_name_start(struct text text, size_t characters)
{
	struct text rest = text;
	while (rest.length && characters) {
		size_t bytes = encoding_character(rest);
		bytes = bytes ? bytes : 1;
		characters -= bytes == 4 && characters > 1 ? 2 : 1;
		rest = (struct text){rest.at + bytes, rest.length - bytes};
	}
	return (struct text){text.at, text.length - rest.length};
}
