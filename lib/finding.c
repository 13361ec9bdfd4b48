/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding.h"

const char finding_columns[] = "severity check file line school_id column value expected filter";

static const char *const words[] = {
	[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};

/* Cuts file:line at the last colon; a file's name may hold others. */
static void cut_origin(struct text origin, struct text *file, struct text *line)
{
	size_t at = origin.length;
	while (at && origin.at[at - 1] >= '0' && origin.at[at - 1] <= '9')
		at--;
	bool has_line = at && at < origin.length && origin.at[at - 1] == ':';
	*file = (struct text){origin.at, has_line ? at - 1 : origin.length};
	*line = has_line ? (struct text){origin.at + at, origin.length - at} : text_of("");
}

void finding_header(struct sink *sink)
{
	for (const char *at = finding_columns; *at; at++)
		sink_byte(sink, *at == ' ' ? '\t' : *at);
	sink_byte(sink, '\n');
}

void finding_put(struct sink *sink, const struct finding *finding)
{
	struct text file, line;
	cut_origin(finding->origin, &file, &line);
	const struct text cells[] = {text_of(words[finding->severity]), text_of(finding->check),
		file, line, finding->school, finding->column, finding->value, finding->expected,
		text_of(finding->filter)};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (i)
			sink_byte(sink, '\t');
		sink_escaped(sink, cells[i]);
	}
	sink_byte(sink, '\n');
}
