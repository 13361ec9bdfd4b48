/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake_feed.h"
#include "memory.h"

#include <stdlib.h>

static void arrange(void *context, const size_t *columns, size_t count)
{
	intake_arrange(context, columns, count);
}

static bool next(void *context, bool with_origin, struct stream_fields *fields)
{
	struct intake *intake = context;
	if (!intake_next(intake))
		return false;
	if (with_origin)
		intake_add_origin(intake);
	*fields = (struct stream_fields){intake->texts, intake->marks, intake->cells.escaped};
	return true;
}

static struct text origin(void *context)
{
	return intake_origin(context);
}

static struct text row(void *context)
{
	return intake_row(context);
}

void intake_feed_open(struct intake_feed *feed, struct stream *stream, const char *const *files,
	size_t file_count)
{
	struct intake *intake = &feed->intake;
	size_t columns = intake->layout.columns.count;
	intake_open(intake, &feed->account, files, file_count);
	feed->names = memory_get(columns + 1, sizeof *feed->names);
	for (size_t i = 0; i < columns; i++)
		feed->names[i] = intake->layout.columns.texts[i];
	feed->names[columns] = text_of("origin");
	feed->feed = (struct stream_feed){.context = intake,
		.names = feed->names,
		.name_count = columns + 1,
		.arrange = arrange,
		.next = next,
		.origin = origin,
		.row = row};
	stream_open_feed(stream, &feed->feed, &intake->options->map);
}

void intake_feed_close(struct intake_feed *feed)
{
	intake_close(&feed->intake);
	free(feed->names);
}
