/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"
#include "bytes.h"
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

/* Code that is compiled anew for every kind of processor it is used for. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* The bytes of a block, which has a bit for each. */
enum { STEP = 64 };

/* Where in a block fields end, and where there is more to it than that. */
struct marks {
	uint64_t ends;     /* delimiters and line feeds */
	uint64_t specials; /* line feeds, quotes and carriage returns */
};

/* Finds the marks of the block at `at`. */
typedef struct marks marks_finder(char delimiter, const char *at);

#ifdef __x86_64__
static inline struct marks marks_by_16(char delimiter, const char *at)
{
	const __m128i parting = _mm_set1_epi8(delimiter), feed = _mm_set1_epi8('\n');
	const __m128i quote = _mm_set1_epi8('"'), carriage = _mm_set1_epi8('\r');
	struct marks marks = {0, 0};
	for (unsigned i = 0; i < STEP; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
		__m128i feeds = _mm_cmpeq_epi8(bytes, feed);
		__m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, parting), feeds);
		__m128i others =
			_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, carriage));
		marks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(ends) << i;
		marks.specials |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(feeds, others))
			<< i;
	}
	return marks;
}

#define FOR_AVX2 __attribute__((target("avx2,bmi")))
#define FOR_AVX512 __attribute__((target("avx512bw,bmi")))

FOR_AVX2 static inline struct marks marks_by_32(char delimiter, const char *at)
{
	const __m256i parting = _mm256_set1_epi8(delimiter), feed = _mm256_set1_epi8('\n');
	const __m256i quote = _mm256_set1_epi8('"'), carriage = _mm256_set1_epi8('\r');
	struct marks marks = {0, 0};
	for (unsigned i = 0; i < STEP; i += 32) {
		__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(at + i));
		__m256i feeds = _mm256_cmpeq_epi8(bytes, feed);
		__m256i ends = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, parting), feeds);
		__m256i others = _mm256_or_si256(
			_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpeq_epi8(bytes, carriage));
		marks.ends |= (uint64_t)(uint32_t)_mm256_movemask_epi8(ends) << i;
		marks.specials |=
			(uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(feeds, others))
			<< i;
	}
	return marks;
}

FOR_AVX512 static inline struct marks marks_by_64(char delimiter, const char *at)
{
	__m512i bytes = _mm512_loadu_si512((const void *)at);
	uint64_t feeds = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
	return (struct marks){
		.ends = feeds | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
		.specials = feeds | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')) |
			_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')),
	};
}
#else
static inline struct marks marks_by_1(char delimiter, const char *at)
{
	struct marks marks = {0, 0};
	for (unsigned i = 0; i < STEP; i++) {
		bool feed = at[i] == '\n';
		marks.ends |= (uint64_t)(at[i] == delimiter || feed) << i;
		marks.specials |= (uint64_t)(feed || at[i] == '"' || at[i] == '\r') << i;
	}
	return marks;
}
#endif

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

/* The line up to its end at the mark. */
static bool finish(struct scan *scan, const char *at, const char *mark, const char *end)
{
	scan->raw = (struct text){at, (size_t)(mark - at)};
	scan->taken = scan->raw.length + 1 + (*mark == '\r');
	return at + scan->taken <= end;
}

/* The next quote from `at` on; NULL if there is none before the end of the line or of what is there. */
ALWAYS_INLINE const char *find_quote(const char *at, const char *end, marks_finder *marks_at)
{
	for (; at < end; at += STEP) {
		uint64_t specials = marks_at('"', at).specials;
		if (!specials)
			continue;
		at += __builtin_ctzll(specials);
		return *at == '"' ? at : NULL;
	}
	return NULL;
}

/* Adds the bytes up to `end` to the *length bytes of a field being made behind those that are there. False if there
 * is no room; the next time there will be. */
static inline bool add_plain(struct scan *scan, const char *at, const char *end, size_t *length)
{
	size_t most = scan->plain_used + *length + (size_t)(end - at) + BYTES_PADDING;
	if (scan->plain_room < most) {
		scan->plain = memory_grow(scan->plain, &scan->plain_room, most, 1);
		return false;
	}
	bytes_copy(scan->plain + scan->plain_used + *length, at, (size_t)(end - at));
	*length += (size_t)(end - at);
	return true;
}

/* Takes the field that starts with a quote at `start`, with single quotes for doubled ones. Returns what stands
 * behind its closing quote; NULL if that is no delimiter and no line end, or the quote is not in this line. */
ALWAYS_INLINE const char *take_quoted(struct scan *scan, const char *start, const char *end,
	char delimiter, marks_finder *marks_at)
{
	const char *from = start + 1, *quote = find_quote(from, end, marks_at);
	size_t length = 0;
	bool doubled = false;
	for (; quote && quote[1] == '"'; quote = find_quote(from, end, marks_at)) {
		doubled = true;
		if (!add_plain(scan, from, quote + 1, &length))
			return NULL;
		from = quote + 2;
	}
	if (!quote)
		return NULL;
	const char *behind = quote + 1;
	if (*behind != delimiter && *behind != '\n' && (*behind != '\r' || behind[1] != '\n'))
		return NULL;
	struct text text = {from, (size_t)(quote - from)};
	if (doubled) {
		if (!add_plain(scan, from, quote, &length))
			return NULL;
		text = (struct text){scan->plain + scan->plain_used, length};
		scan->plain_used += length;
	}
	make_room(scan);
	scan->fields[scan->count++] = text;
	return behind;
}

/* Takes the fields that end at the marks of a block; returns the start of the next one. */
ALWAYS_INLINE const char *take_ends(
	struct scan *scan, const char *start, const char *block, uint64_t ends)
{
	struct text *field = scan->fields + scan->count;
	for (; ends; ends &= ends - 1, field++) {
		const char *mark = block + __builtin_ctzll(ends);
		field->at = start;
		field->length = (size_t)(mark - start);
		start = mark + 1;
	}
	scan->count = (size_t)(field - scan->fields);
	return start;
}

/* The bits before the lowest one. */
static inline uint64_t before_first(uint64_t bits)
{
	return (bits & -bits) - 1;
}

/* What scan_record() does, by one way of finding marks. */
ALWAYS_INLINE bool scan_line(
	struct scan *scan, const char *at, const char *end, char delimiter, marks_finder *marks_at)
{
	const char *start = at, *mark;
	if (at == end || is_odd_start((unsigned char)*at, delimiter))
		return false;
	scan->count = scan->plain_used = 0;
	for (const char *block = at; block < end;) {
		struct marks marks = marks_at(delimiter, block);
		make_room(scan);
		if (!marks.specials) {
			start = take_ends(scan, start, block, marks.ends);
			block += STEP;
			continue;
		}
		mark = block + __builtin_ctzll(marks.specials);
		start = take_ends(scan, start, block, marks.ends & before_first(marks.specials));
		if (*mark == '"') {
			const char *behind = mark == start
				? take_quoted(scan, start, end, delimiter, marks_at)
				: NULL;
			if (!behind)
				return false;
			if (*behind != delimiter)
				return finish(scan, at, behind, end);
			block = start = behind + 1;
			continue;
		}
		if (*mark == '\r' && mark[1] != '\n')
			return false;
		scan->fields[scan->count++] = (struct text){start, (size_t)(mark - start)};
		return finish(scan, at, mark, end);
	}
	return false;
}

#ifdef __x86_64__
static bool scan_by_16(struct scan *scan, const char *at, const char *end, char delimiter)
{
	return scan_line(scan, at, end, delimiter, marks_by_16);
}

FOR_AVX2 static bool scan_by_32(struct scan *scan, const char *at, const char *end, char delimiter)
{
	return scan_line(scan, at, end, delimiter, marks_by_32);
}

FOR_AVX512 static bool scan_by_64(
	struct scan *scan, const char *at, const char *end, char delimiter)
{
	return scan_line(scan, at, end, delimiter, marks_by_64);
}

scan_way *scan_way_of(size_t width)
{
	bool counts_bits = __builtin_cpu_supports("bmi");
	if (width >= 64 && counts_bits && __builtin_cpu_supports("avx512bw"))
		return scan_by_64;
	if (width >= 32 && counts_bits && __builtin_cpu_supports("avx2"))
		return scan_by_32;
	return scan_by_16;
}
#else
static bool scan_by_1(struct scan *scan, const char *at, const char *end, char delimiter)
{
	return scan_line(scan, at, end, delimiter, marks_by_1);
}

scan_way *scan_way_of(size_t width)
{
	(void)width;
	return scan_by_1;
}
#endif

bool scan_record(struct scan *scan, const char *at, const char *end, char delimiter)
{
	if (!scan->way)
		scan->way = scan_way_of(SCAN_WIDEST);
	return scan->way(scan, at, end, delimiter);
}

void scan_free(struct scan *scan)
{
	free(scan->fields);
	free(scan->plain);
}
