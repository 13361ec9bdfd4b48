/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { STEP = 16 };

#ifdef __SSE2__
/* The bytes that may end a field, a line or a quoted field. */
struct marks {
	__m128i delimiter, feed, quote, carriage;
};

static struct marks marks_of(char delimiter)
{
	return (struct marks){_mm_set1_epi8(delimiter), _mm_set1_epi8('\n'), _mm_set1_epi8('"'),
		_mm_set1_epi8('\r')};
}

/* A bit for each of the STEP bytes that is one of them. */
static inline uint32_t marks_at(const struct marks *marks, const char *at)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
	__m128i ends = _mm_or_si128(
		_mm_cmpeq_epi8(bytes, marks->delimiter), _mm_cmpeq_epi8(bytes, marks->feed));
	__m128i others = _mm_or_si128(
		_mm_cmpeq_epi8(bytes, marks->quote), _mm_cmpeq_epi8(bytes, marks->carriage));
	return (uint32_t)_mm_movemask_epi8(_mm_or_si128(ends, others));
}
#else
struct marks {
	char delimiter;
};

static struct marks marks_of(char delimiter)
{
	return (struct marks){delimiter};
}

static inline uint32_t marks_at(const struct marks *marks, const char *at)
{
	uint32_t found = 0;
	for (unsigned i = 0; i < STEP; i++)
		found |= (uint32_t)(at[i] == marks->delimiter || at[i] == '\n' || at[i] == '"' ||
				 at[i] == '\r')
			<< i;
	return found;
}
#endif

/* The field being read. */
struct progress {
	const char *start;
	const char *closed; /* the quote that ends it; NULL: it has none */
	const char *passed; /* the second one of two quotes, or NULL */
	bool quoted;        /* between its quotes */
	bool doubled;
};

/* The bytes between the quotes with single quotes for doubled ones. NULL if there is no room; the next
 * time there will be. */
static const char *undouble(struct scan *scan, const char *at, const char *end, size_t *length)
{
	size_t most = (size_t)(end - at);
	if (scan->plain_room - scan->plain_used < most) {
		scan->plain =
			memory_grow(scan->plain, &scan->plain_room, scan->plain_used + most, 1);
		return NULL;
	}
	char *start = scan->plain + scan->plain_used, *to = start;
	while (at < end) {
		const char *quote = memchr(at, '"', (size_t)(end - at));
		size_t run = quote ? (size_t)(quote - at) + 1 : (size_t)(end - at);
		memcpy(to, at, run);
		to += run;
		at += run + (quote != NULL);
	}
	*length = (size_t)(to - start);
	scan->plain_used += *length;
	return start;
}

static bool end_field(struct scan *scan, const struct progress *field, const char *end)
{
	struct text text = {field->start, (size_t)(end - field->start)};
	if (field->closed)
		text = (struct text){field->start + 1, (size_t)(field->closed - field->start) - 1};
	if (field->doubled && !(text.at = undouble(scan, text.at, field->closed, &text.length)))
		return false;
	scan->fields[scan->count++] = text;
	return true;
}

/* A quote opens a field, closes it, or is the first of two. False if it does anything else. */
static bool take_quote(struct progress *field, const char *at, char delimiter)
{
	if (at == field->passed)
		return true;
	if (!field->quoted) {
		field->quoted = at == field->start;
		return field->quoted;
	}
	if (at[1] == '"') {
		field->doubled = true;
		field->passed = at + 1;
		return true;
	}
	field->quoted = false;
	field->closed = at;
	return at[1] == delimiter || at[1] == '\n' || (at[1] == '\r' && at[2] == '\n');
}

/* May it be blank, or begin with a byte that means something? */
static bool is_odd_start(unsigned char first, char delimiter)
{
	return (first <= ' ' && first != (unsigned char)delimiter) || first == 0xEF;
}

/* Room for the fields that one step can end. */
static void make_room(struct scan *scan)
{
	if (scan->room - scan->count < STEP)
		scan->fields = memory_grow(
			scan->fields, &scan->room, scan->count + STEP, sizeof *scan->fields);
}

/* What a byte that is no plain delimiter does to the field. False if the record is not simple. */
static bool take_mark(
	struct scan *scan, struct progress *field, const char *mark, char delimiter, bool *ends)
{
	*ends = false;
	if (*mark == '"')
		return take_quote(field, mark, delimiter);
	if (field->quoted)
		return *mark == delimiter;
	if (*mark == '\r' && mark[1] != '\n')
		return false;
	*ends = *mark != delimiter;
	if (!end_field(scan, field, mark))
		return false;
	*field = (struct progress){.start = mark + 1};
	return true;
}

/* The line up to its end at the mark. */
static bool finish(struct scan *scan, const char *at, const char *mark, const char *end)
{
	scan->raw = (struct text){at, (size_t)(mark - at)};
	scan->taken = scan->raw.length + 1 + (*mark == '\r');
	return at + scan->taken <= end;
}

/* The rest of a record with quotes, from the start of a field on. */
static bool scan_quoted(
	struct scan *scan, const char *at, const char *start, const char *end, char delimiter)
{
	const struct marks marks = marks_of(delimiter);
	struct progress field = {.start = start};
	bool ends;
	for (const char *block = start; block < end; block += STEP) {
		make_room(scan);
		for (uint32_t found = marks_at(&marks, block); found; found &= found - 1) {
			const char *mark = block + __builtin_ctz(found);
			if (!take_mark(scan, &field, mark, delimiter, &ends))
				return false;
			if (ends)
				return finish(scan, at, mark, end);
		}
	}
	return false;
}

bool scan_record(struct scan *scan, const char *at, const char *end, char delimiter)
{
	const struct marks marks = marks_of(delimiter);
	const char *start = at;
	if (at == end || is_odd_start((unsigned char)*at, delimiter))
		return false;
	scan->count = scan->plain_used = 0;
	for (const char *block = at; block < end; block += STEP) {
		make_room(scan);
		struct text *field = scan->fields + scan->count;
		for (uint32_t found = marks_at(&marks, block); found; found &= found - 1) {
			const char *mark = block + __builtin_ctz(found);
			if (*mark == '"') {
				scan->count = (size_t)(field - scan->fields);
				return scan_quoted(scan, at, start, end, delimiter);
			}
			if (*mark == '\r' && mark[1] != '\n')
				return false;
			*field++ = (struct text){start, (size_t)(mark - start)};
			start = mark + 1;
			if (*mark == delimiter)
				continue;
			scan->count = (size_t)(field - scan->fields);
			return finish(scan, at, mark, end);
		}
		scan->count = (size_t)(field - scan->fields);
	}
	return false;
}

void scan_free(struct scan *scan)
{
	free(scan->fields);
	free(scan->plain);
}
