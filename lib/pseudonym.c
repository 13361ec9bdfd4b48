/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pseudonym.h"
#include "memory.h"
#include "message.h"
#include "source.h"

#include <nettle/hmac.h>
#include <stdlib.h>

enum { LONGEST_KEY = 4096 };

struct pseudonym {
	struct hmac_sha256_ctx state; /* with the key set; every digest leaves it so */
};

struct pseudonym *pseudonym_load(const char *path)
{
	char key[LONGEST_KEY];
	size_t length = 0, got;
	struct source *source = source_open(path);
	while (length < sizeof key &&
		(got = source_read(source, key + length, sizeof key - length)))
		length += got;
	source_close(source);
	while (length && (key[length - 1] == '\n' || key[length - 1] == '\r'))
		length--;
	if (length < PSEUDONYM_LEAST_KEY || length == sizeof key)
		fail(STATUS_USAGE,
			_("%s: expected a key of %d to %d bytes, such as: openssl rand -hex 32"),
			path, PSEUDONYM_LEAST_KEY, LONGEST_KEY - 1);
	struct pseudonym *pseudonym = memory_get(1, sizeof *pseudonym);
	hmac_sha256_set_key(&pseudonym->state, length, (const uint8_t *)key);
	explicit_bzero(key, sizeof key);
	return pseudonym;
}

void pseudonym_put(struct pseudonym *pseudonym, struct text code, char *at)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[PSEUDONYM_LENGTH / 2];
	hmac_sha256_update(&pseudonym->state, code.length, (const uint8_t *)code.at);
	hmac_sha256_digest(&pseudonym->state, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		at[2 * i] = digits[digest[i] >> 4];
		at[2 * i + 1] = digits[digest[i] & 15];
	}
}

void pseudonym_free(struct pseudonym *pseudonym)
{
	if (pseudonym)
		explicit_bzero(pseudonym, sizeof *pseudonym);
	free(pseudonym);
}
