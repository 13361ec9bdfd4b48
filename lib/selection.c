/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selection.h"
#include "message.h"

void selection_read(struct selection *selection, const char *option, const char *value)
{
	char error[200];
	struct text rest = text_of(value ? value : ""), part;
	selection->all = !value;
	if (!value)
		return;
	if (rest.length >= 2 && rest.at[0] == '/' && rest.at[rest.length - 1] == '/') {
		selection->pattern = pattern_compile(
			(struct text){rest.at + 1, rest.length - 2}, error, sizeof error);
		if (!selection->pattern)
			fail(STATUS_USAGE, _("--%s: no pattern: %s"), option, error);
		return;
	}
	while (text_next_part(&rest, ',', &part))
		if (text_trim(part).length)
			dictionary_add(&selection->listed, text_trim(part));
	if (!selection->listed.count)
		fail(STATUS_USAGE, _("--%s: expected names parted by commas, or /pattern/"),
			option);
}

bool selection_has(const struct selection *selection, struct text name)
{
	if (selection->pattern)
		return pattern_matches(selection->pattern, name);
	return selection->all || dictionary_find(&selection->listed, name) != DICTIONARY_NONE;
}

void selection_free(struct selection *selection)
{
	dictionary_empty(&selection->listed);
	pattern_free(selection->pattern);
}
