/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listing.h"

static void put(struct listing *listing, struct text text)
{
	if (text.length)
		memcpy(listing->string + listing->length, text.at, text.length);
	listing->length += text.length;
	listing->string[listing->length] = '\0';
}

void listing_add(struct listing *listing, struct text name)
{
	static const char rest[] = "…";
	struct text mark = text_of(listing->length ? ", " : "");
	if (listing->full || !name.length)
		return;
	/* sizeof counts the NUL, and so leaves room for it and for ", …" behind every name. */
	listing->full = listing->length + mark.length + name.length + strlen(", ") + sizeof rest >
		sizeof listing->string;
	put(listing, mark);
	put(listing, listing->full ? text_of(rest) : name);
}
