/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * intake_feed: the records of an intake as rows of a stream, without being written and read again.
 */
#ifndef SHNOR_INTAKE_FEED_H
#define SHNOR_INTAKE_FEED_H

#include "intake.h"
#include "stream.h"

struct intake_feed {
	struct intake intake;
	struct account account; /* of what the intake leaves out */
	struct text *names;
	struct stream_feed feed;
};

/* Opens the stream over the files, by the map that is loaded. The account is set up; intake_feed must stay
 * where it is until intake_feed_close(), and files too. */
void intake_feed_open(struct intake_feed *feed, struct stream *stream, const char *const *files,
	size_t file_count);

/* After the stream is closed. */
void intake_feed_close(struct intake_feed *feed);

#endif
