/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet_name.h"
#include "encoding.h"
#include "message.h"

#include <wchar.h>
#include <wctype.h>

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
	if (sheet_name_same(name, text_of("History")))
		return _("Excel keeps the name History for itself");
	return NULL;
}

/* The next letter as a small one; WEOF at the end. What is no UTF-8 stands for itself. */
static wint_t next_small(struct text *rest)
{
	wchar_t letter;
	mbstate_t state = {0};
	if (!rest->length)
		return WEOF;
	size_t taken = mbrtowc(&letter, rest->at, rest->length, &state);
	if (taken == 0 || taken > rest->length) {
		letter = (unsigned char)*rest->at;
		taken = 1;
	}
	*rest = (struct text){rest->at + taken, rest->length - taken};
	return towlower((wint_t)letter);
}

bool sheet_name_same(struct text one, struct text other)
{
	for (;;) {
		wint_t letter = next_small(&one);
		if (letter != next_small(&other))
			return false;
		if (letter == WEOF)
			return true;
	}
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
