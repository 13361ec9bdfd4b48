/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repeats.h"

#include <nettle/sha2.h>

enum { KEPT_BYTES = 16 };

bool repeats_see(struct repeats *repeats, struct text row)
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	uint32_t known = repeats->digests.count;
	sha256_init(&context);
	sha256_update(&context, row.length, (const uint8_t *)row.at);
	sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
	return dictionary_add(&repeats->digests, (struct text){(const char *)digest, KEPT_BYTES}) !=
		known;
}

void repeats_free(struct repeats *repeats)
{
	dictionary_empty(&repeats->digests);
}
