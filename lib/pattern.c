/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"
#include "memory.h"
#include "message.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

struct pattern {
	pcre2_code *code;
	pcre2_match_data *match;
};

struct pattern *pattern_compile(struct text source, char *error, size_t error_room)
{
	int number;
	size_t place;
	pcre2_code *code = pcre2_compile(
		(PCRE2_SPTR)source.at, source.length, PCRE2_UTF | PCRE2_UCP, &number, &place, NULL);
	if (!code) {
		char reason[160];
		pcre2_get_error_message(number, (PCRE2_UCHAR *)reason, sizeof reason);
		snprintf(error, error_room, _("%s, at byte %zu"), reason, place);
		return NULL;
	}
	/* Without the JIT (an unusual processor) the interpreter gives the same answers. */
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	struct pattern *pattern = memory_get(1, sizeof *pattern);
	pattern->code = code;
	pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
	if (!pattern->match)
		fail(STATUS_SYSTEM, _("out of memory for a pattern"));
	return pattern;
}

static bool match(struct pattern *pattern, struct text text)
{
	const char *at = text.length ? text.at : "";
	int result =
		pcre2_match(pattern->code, (PCRE2_SPTR)at, text.length, 0, 0, pattern->match, NULL);
	if (result >= 0)
		return true;
	bool not_utf8 = result <= PCRE2_ERROR_UTF8_ERR1 && result >= PCRE2_ERROR_UTF8_ERR21;
	if (result != PCRE2_ERROR_NOMATCH && !not_utf8)
		fail(STATUS_USAGE, _("a pattern takes too long on %s; make it simpler"),
			quote(text).string);
	return false; /* no match, or not UTF-8 */
}

bool pattern_matches(struct pattern *pattern, struct text text)
{
	return match(pattern, text);
}

bool pattern_capture(
	struct pattern *pattern, struct text text, unsigned number, struct text *caught)
{
	if (!match(pattern, text))
		return false;
	const size_t *bounds = pcre2_get_ovector_pointer(pattern->match);
	*caught = (struct text){text.at, 0};
	if (number < pcre2_get_ovector_count(pattern->match) && bounds[2 * number] != PCRE2_UNSET &&
		bounds[2 * number] < bounds[2 * number + 1])
		*caught = (struct text){
			text.at + bounds[2 * number], bounds[2 * number + 1] - bounds[2 * number]};
	return true;
}

unsigned pattern_groups(const struct pattern *pattern)
{
	uint32_t groups = 0;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	return groups;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_match_data_free(pattern->match);
	pcre2_code_free(pattern->code);
	free(pattern);
}
