/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digest.h"
#include "memory.h"
#include "message.h"
#include "source.h"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

enum { BLOCK = 1 << 18 };

static void end_sum(struct sha256_ctx *context, char sum[DIGEST_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];
	sha256_digest(context, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		sum[2 * i] = digits[bytes[i] >> 4];
		sum[2 * i + 1] = digits[bytes[i] & 15];
	}
	sum[DIGEST_ROOM - 1] = '\0';
}

/* Sixteen bytes at a time, as bytes of a vector that are added up before they overflow. */
static uint64_t count_lines(const char *block, size_t length)
{
	uint64_t lines = 0;
	size_t i = 0;
#ifdef __x86_64__
	const __m128i feed = _mm_set1_epi8('\n'), zero = _mm_setzero_si128();
	while (length - i >= 16) {
		__m128i counts = zero;
		for (unsigned rounds = 0; rounds < 255 && length - i >= 16; rounds++, i += 16) {
			__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
			counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(bytes, feed));
		}
		__m128i sums = _mm_sad_epu8(counts, zero);
		lines += (uint64_t)_mm_cvtsi128_si64(sums) +
			(uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
	}
#endif
	for (; i < length; i++)
		lines += block[i] == '\n';
	return lines;
}

static uint64_t lines_of(const char *path, char *block)
{
	struct source *source = source_open(path);
	uint64_t lines = 0;
	size_t got;
	while ((got = source_read(source, block, BLOCK)))
		lines += count_lines(block, got);
	source_close(source);
	return lines;
}

void digest_file(struct digest *digest, const char *path)
{
	struct sha256_ctx context;
	char *block = memory_get(BLOCK, 1);
	bool packed = false;
	ssize_t got;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		fail(STATUS_SYSTEM, _("%s: cannot open:"), path);
	*digest = (struct digest){.has_lines = true};
	sha256_init(&context);
	while ((got = read(file, block, BLOCK)) > 0) {
		if (!digest->bytes && got >= 4) {
			digest->has_lines = memcmp(block, "PK\3\4", 4) != 0;
			packed = memcmp(block, "\x1F\x8B", 2) == 0;
		}
		sha256_update(&context, (size_t)got, (const uint8_t *)block);
		digest->bytes += (uint64_t)got;
		if (!packed)
			digest->lines += count_lines(block, (size_t)got);
	}
	if (got < 0 || close(file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), path);
	end_sum(&context, digest->sum);
	if (packed)
		digest->lines = lines_of(path, block);
	free(block);
}

void digest_text(char sum[DIGEST_ROOM], const char *path)
{
	struct sha256_ctx context;
	struct source *source = source_open(path);
	char *block = memory_get(BLOCK, 1);
	size_t got;
	sha256_init(&context);
	while ((got = source_read(source, block, BLOCK))) {
		size_t kept = 0;
		for (size_t i = 0; i < got; i++) {
			block[kept] = block[i];
			kept += block[i] != '\r';
		}
		sha256_update(&context, kept, (const uint8_t *)block);
	}
	source_close(source);
	end_sum(&context, sum);
	free(block);
}
