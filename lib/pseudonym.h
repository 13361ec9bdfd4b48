/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pseudonym: a code that stands for another one, and does not give it away without the key.
 *
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1) of the code under the key, cut to PSEUDONYM_LENGTH
 * hexadecimal digits: 128 bits, so two codes of a country's pupils will not meet. The same code and
 * key give the same pseudonym in every file and year.
 */
#ifndef SHNOR_PSEUDONYM_H
#define SHNOR_PSEUDONYM_H

#include "text.h"

enum { PSEUDONYM_LENGTH = 32, PSEUDONYM_LEAST_KEY = 16 };

struct pseudonym;

/* Reads the key: all bytes of the file but a line end behind them, at least PSEUDONYM_LEAST_KEY.
 * A shorter one ends the program with status 2. */
struct pseudonym *pseudonym_load(const char *path);

/* Writes the pseudonym of the code at `at`: PSEUDONYM_LENGTH bytes. */
void pseudonym_put(struct pseudonym *pseudonym, struct text code, char *at);

void pseudonym_free(struct pseudonym *pseudonym);

#endif
