/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check: the little that the unit tests need. CHECK tells what was false, and where.
 */
#ifndef SHNOR_CHECK_H
#define SHNOR_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int check_failures;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: false: %s\n", __FILE__, __LINE__, #condition);     \
			check_failures++;                                                          \
		}                                                                                  \
	} while (0)

/* A repeatable random number below `limit`. */
static inline unsigned check_random(unsigned limit)
{
	static uint64_t state = UINT64_C(88172645463325252);
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 32) % limit);
}

static inline int check_end(void)
{
	return check_failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
