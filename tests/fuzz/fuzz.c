/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "encoding.h"

#include <iconv.h>
#include <sanitizer/allocator_interface.h>
#include <setjmp.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST_LIVE = 1 << 16, MOST_OPEN = 8 };

static jmp_buf way_back;
static size_t piece;
static int descriptors[FUZZ_FILES]; /* 0: not made yet */

/* What is allocated since the run began, so that it can be freed when fail() cuts it short. */
static const volatile void *live[MOST_LIVE];
static size_t live_count;
static _Thread_local bool recording;

static void on_malloc(const volatile void *at, size_t size)
{
	(void)size;
	if (recording && at && live_count < MOST_LIVE)
		live[live_count++] = at;
}

static void on_free(const volatile void *at)
{
	if (!recording || !at)
		return;
	for (size_t i = live_count; i--;)
		if (live[i] == at) {
			live[i] = live[--live_count];
			return;
		}
}

/* Tables that live as long as the program, those of libc among them, must not be taken for what a
 * run left behind. */
static void prepare(void)
{
	static const char *const names[] = {"UTF-8", "windows-1251", "windows-1252", "CP866",
		"KOI8-R", "UTF-16LE", "UTF-16BE", "UTF-16"};
	/* Kept open: else iconv would unload what it needs for them, and load it again in a run. */
	static iconv_t kept[2 * sizeof names / sizeof *names];
	static bool prepared;
	if (prepared)
		return;
	prepared = true;
	setenv("TZ", "UTC0", 1);
	tzset();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		kept[2 * i] = iconv_open("UTF-8", names[i]);
		kept[2 * i + 1] = iconv_open(names[i], "UTF-8");
		HOLDS(kept[2 * i] != (iconv_t)-1 && kept[2 * i + 1] != (iconv_t)-1);
		if (strncmp(names[i], "UTF-16", 6) != 0)
			encoding_find(names[i]);
	}
	HOLDS(__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free));
}

/* Closes the file if it is open and none of fuzz_file(). */
static void close_strange(int file)
{
	for (size_t i = 0; i < FUZZ_FILES; i++)
		if (descriptors[i] == file)
			return;
	close(file);
}

bool fuzz_run(void (*parse)(void *data), void *data)
{
	prepare();
	/* The number that the next file opened will have; those behind it are the run's too. */
	int next = dup(fuzz_descriptor(0));
	close(next);
	live_count = 0;
	recording = true;
	bool whole = setjmp(way_back) == 0;
	if (whole)
		parse(data);
	recording = false;
	if (!whole) {
		for (int file = next; file < next + MOST_OPEN; file++)
			close_strange(file);
		for (size_t i = 0; i < live_count; i++)
			free((void *)(uintptr_t)live[i]);
	}
	return whole;
}

void fuzz_fail(void)
{
	longjmp(way_back, 1);
}

int fuzz_descriptor(unsigned number)
{
	HOLDS(number < FUZZ_FILES);
	if (!descriptors[number])
		descriptors[number] = memfd_create("fuzz", MFD_CLOEXEC);
	HOLDS(descriptors[number] > 0);
	return descriptors[number];
}

const char *fuzz_file(unsigned number, struct text content)
{
	static char paths[FUZZ_FILES][32];
	int file = fuzz_descriptor(number);
	HOLDS(ftruncate(file, 0) == 0);
	HOLDS(pwrite(file, content.at, content.length, 0) == (ssize_t)content.length);
	snprintf(paths[number], sizeof paths[number], "/proc/self/fd/%d", file);
	return paths[number];
}

void fuzz_pieces(size_t bytes)
{
	piece = bytes;
}

size_t fuzz_piece(size_t wanted)
{
	return piece && piece < wanted ? piece : wanted;
}

bool fuzz_part(struct text *rest, struct text *part)
{
	if (!rest->at)
		return false;
	const char *mark = memmem(rest->at, rest->length, "\n%%\n", 4);
	*part = *rest;
	if (mark) {
		part->length = (size_t)(mark - rest->at) + 1;
		*rest = (struct text){mark + 4, rest->length - part->length - 3};
	} else {
		*rest = (struct text){NULL, 0};
	}
	return true;
}

size_t fuzz_count(struct text text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.at[i] == byte;
	return count;
}

bool fuzz_is_gzip(struct text content)
{
	return content.length >= 2 && memcmp(content.at, "\x1F\x8B", 2) == 0;
}

void fuzz_digest_number(uint64_t *digest, uint64_t number)
{
	*digest = (*digest ^ number) * UINT64_C(0x100000001B3);
	*digest ^= *digest >> 32;
}

void fuzz_digest(uint64_t *digest, struct text text)
{
	fuzz_digest_number(digest, text.length);
	for (size_t i = 0; i < text.length; i++)
		fuzz_digest_number(digest, (unsigned char)text.at[i]);
}
