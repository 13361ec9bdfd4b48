/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"
#include "message.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MILLISECONDS = 1000, NEXT_MILLISECONDS = 250 };

static struct {
	bool wanted;
	bool shown;
	uint64_t expected, done;
	int64_t started, next;
} progress;

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_start(bool wanted)
{
	progress.wanted = wanted && isatty(STDERR_FILENO);
	if (!progress.wanted)
		return;
	progress.started = milliseconds();
	progress.next = progress.started + FIRST_MILLISECONDS;
}

void progress_expect(size_t bytes)
{
	progress.expected += bytes;
}

void progress_add(size_t bytes)
{
	progress.done += bytes;
	if (!progress.wanted || !progress.expected)
		return;
	int64_t now = milliseconds();
	if (now < progress.next)
		return;
	progress.next = now + NEXT_MILLISECONDS;
	progress.shown = true;
	message_over_line(true);
	fputc('\r', stderr);
	fprintf(stderr, _("%s: %" PRIu64 " of %" PRIu64 " MB, %" PRIu64 " MB/s "),
		message_program(), progress.done / 1000000, progress.expected / 1000000,
		progress.done / 1000 / (uint64_t)(now - progress.started));
	fflush(stderr);
}

void progress_end(void)
{
	if (progress.shown) {
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
	progress.shown = false;
	message_over_line(false);
	progress.wanted = false;
}
