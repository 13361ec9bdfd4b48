/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "standing.h"

int standing_compare(const void *a, const void *b)
{
	const struct standing *one = a, *other = b;
	int order = (one->year > other->year) - (one->year < other->year);
	if (!order)
		order = text_compare(one->municipality, other->municipality);
	return order ? order : text_compare(one->school, other->school);
}

bool standing_rests_on_verdict(const struct standing *standing)
{
	return standing->status == MEMBER_CANDIDATE ||
		(standing->status == MEMBER_LEFT && standing->member.ending == ENDED_BY_VERDICT);
}

static void write_verdict(const struct standing *standing, struct sink *out)
{
	if (!standing->judged) {
		sink_string(out, "no verdict in ");
		sink_count(out, standing->verdict_year);
		return;
	}
	sink_escaped(out, standing->class);
	sink_string(out, " in ");
	sink_count(out, standing->verdict_year);
	sink_string(out, standing->reason.length ? ": " : "");
	sink_escaped(out, standing->reason);
}

static void write_ending(const struct standing *standing, struct sink *out)
{
	static const char *const words[] = {
		[ENDED_BY_VERDICT] = "; to leave by the verdict",
		[ENDED_BY_LIST] = "; taken off by the list",
		[ENDED_BY_CLOSING] = "; closed in ",
	};
	sink_string(out, words[standing->member.ending]);
	if (standing->member.ending == ENDED_BY_CLOSING)
		sink_count(out, standing->last_year);
}

void standing_write(const struct standing *standing, const struct lack *lack, struct sink *out)
{
	const struct membership *member = &standing->member;
	bool inside = standing->status != MEMBER_OUTSIDE;
	sink_count(out, standing->year);
	sink_byte(out, '\t');
	sink_escaped(out, standing->municipality);
	sink_byte(out, '\t');
	sink_escaped(out, standing->school);
	sink_byte(out, '\t');
	sink_string(out, membership_word(standing->status));
	sink_byte(out, '\t');
	if (inside)
		sink_count(out, member->since);
	sink_byte(out, '\t');
	if (inside)
		sink_count(out, standing->year - member->since + 1);
	sink_byte(out, '\t');
	write_verdict(standing, out);
	if (inside && standing->episode) {
		sink_string(out, "; on the list since ");
		sink_count(out, standing->episode->from);
	}
	if (inside && member->good > 1) {
		sink_string(out, "; good years running: ");
		sink_count(out, member->good);
	}
	if (lack && lack->measures.length) {
		sink_string(out, "; without ");
		sink_escaped(out, text_of(lack->measures.string));
		sink_string(out, " of ");
		sink_count(out, lack->before);
	}
	if (standing->status == MEMBER_LEFT)
		write_ending(standing, out);
	sink_byte(out, '\n');
}
