/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict.h"

void verdict_start(struct sink *out, const struct roster *roster, const struct verdict *verdict)
{
	sink_count(out, verdict->year);
	sink_byte(out, '\t');
	sink_escaped(out, roster->municipalities[verdict->school]);
	sink_byte(out, '\t');
	sink_escaped(out, roster->schools.texts[verdict->school]);
	sink_byte(out, '\t');
	sink_escaped(out, text_of(verdict->rule));
	sink_byte(out, '\t');
	sink_string(out, verdict->class);
	sink_byte(out, '\t');
	if (verdict->probability != VERDICT_UNSURE)
		sink_decimal(out, verdict->probability, VERDICT_PLACES);
	sink_byte(out, '\t');
}
