/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_notice.h"
#include "path.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char file[] = "notice.tsv";

static void put(struct publication *publication, const char *notice, const char *year,
	const char *value, const char *of)
{
	const char *cells[] = {notice, year, value, of};
	for (size_t i = 0; i < 4; i++)
		publication_value(publication->out, text_of(cells[i]), i == 3);
	publication->whole++;
}

/* The schools of the stream's last year: all that there is a verdict of, and those of whom it is published;
 * of a stream without verdicts all are published. */
struct school_tally {
	uint64_t year;
	struct dictionary all, published;
};

static void count_row(struct school_tally *tally, const struct text *cells)
{
	uint64_t year;
	if (!number_count(cells[0], &year) || year < tally->year || text_is(cells[2], "no_data"))
		return;
	if (year > tally->year) {
		dictionary_empty(&tally->all);
		dictionary_empty(&tally->published);
		tally->year = year;
	}
	dictionary_add(&tally->all, cells[1]);
	if (!text_is(cells[2], "not_published"))
		dictionary_add(&tally->published, cells[1]);
}

/* Of the published stream of that name; nothing where it is not there, or has no rows. */
static void put_tally(struct publication *publication, const char *name, const char *notice)
{
	struct school_tally tally = {0};
	struct stream stream = {0};
	char *path = path_join(publication->into, text_of(name)), year[24], value[24], of[24];
	const char *paths[] = {path};
	enum stream_result result;
	if (access(path, F_OK) == 0) {
		stream_open(&stream, paths, 1);
		stream_want(&stream, "year", true);
		stream_want(&stream, "school_id", true);
		bool verdicts = stream_has(&stream, "class");
		stream_want(&stream, "class", false);
		while ((result = stream_next(&stream)) != STREAM_END)
			if (result == STREAM_ROW)
				count_row(&tally, stream.values);
		stream_close(&stream);
		snprintf(year, sizeof year, "%" PRIu64, tally.year);
		snprintf(value, sizeof value, "%" PRIu32, tally.published.count);
		snprintf(of, sizeof of, "%" PRIu32, tally.all.count);
		if (tally.all.count)
			put(publication, notice, year, value, verdicts ? of : "");
	}
	dictionary_empty(&tally.all);
	dictionary_empty(&tally.published);
	free(path);
}

/* The bands of coarse shares, each with the numbers of pupils that it is for. */
static void put_bands(struct publication *publication)
{
	enum { WIDEST_ENDS = 41 }; /* from here on the band is the same, see disclosure_band() */
	const struct disclosure_limits *limits = &publication->suppression.limits;
	uint64_t first = limits->least;
	while (limits->percent) {
		uint64_t band = disclosure_band(limits, first), last = first;
		char value[48], of[48];
		while (last < WIDEST_ENDS && disclosure_band(limits, last + 1) == band)
			last++;
		snprintf(value, sizeof value, "<%" PRIu64 " %%, >%" PRIu64 " %%", band, 100 - band);
		if (last < WIDEST_ENDS)
			snprintf(of, sizeof of, "%" PRIu64 "–%" PRIu64, first, last);
		else
			snprintf(of, sizeof of, "≥%" PRIu64, first);
		put(publication, "coarse", "", value, of);
		if (last >= WIDEST_ENDS)
			break;
		first = last + 1;
	}
}

void public_notice_write(struct publication *publication)
{
	char of[24];
	struct sink sink = publication_open(publication, file, "notice year value n_of_k");
	publication->out = &sink;
	put(publication, "extract", "", "", "");
	put_tally(publication, "classes.tsv", "verdicts_published");
	put_tally(publication, "membership.tsv", "members_published");
	put_tally(publication, "membership-adverse.tsv", "adverse_members_published");
	snprintf(of, sizeof of, "<%" PRIu64, publication->suppression.limits.least);
	put(publication, "hidden", "", "*", of);
	put_bands(publication);
	put(publication, "totals", "", "", "");
	sink_close(&sink);
	publication_tell(publication, file);
}
