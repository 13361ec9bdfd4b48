/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * posting: remembers which sum takes the observations of a school, year and measure, so that their key
 * need not be made and looked up again. Memory grows with the schools and years.
 */
#ifndef SHNOR_POSTING_H
#define SHNOR_POSTING_H

#include <stddef.h>
#include <stdint.h>

enum { POSTING_NONE = UINT32_MAX };

struct postings {
	size_t measures;            /* how many a school may have */
	struct posting_slot *slots; /* a power of two of them */
	size_t slot_count, used;
	uint32_t *sums; /* [school and year][measure]; POSTING_NONE: not known */
	size_t room;

	uint64_t turn; /* of the numbers that are remembered */
	const void *last_school;
	uint64_t last_year;
	uint32_t *last_sums; /* NULL: none */
};

/* The numbers of the sums by measure, to be read and set. A school is told by an address that is its
 * own as long as the postings are used. When sums are numbered anew, another `turn` has to be given: all
 * numbers are forgotten. They live until the next call. */
uint32_t *postings_find(
	struct postings *postings, uint64_t turn, const void *school, uint64_t year);

void postings_free(struct postings *postings);

#endif
