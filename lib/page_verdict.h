/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_verdict: the top of a card: the verdict of the last year with its evidence, those before, those of
 * other readings, and the school's place in the programme.
 */
#ifndef SHNOR_PAGE_VERDICT_H
#define SHNOR_PAGE_VERDICT_H

#include "page.h"

/* Of schools with a card, in the last year. */
struct page_verdicts {
	struct page_rows pooled; /* over years together */
	struct page_rows within; /* within the municipality */
};

/* Loads them; cards must be chosen. page_verdict_free() releases them. */
void page_verdict_load(struct page *page, struct page_verdicts *verdicts);
void page_verdict_free(struct page_verdicts *verdicts);

/* Writes what is known of the school, within its card. */
void page_verdict_put(struct page *page, const struct page_verdicts *verdicts, uint32_t school);

#endif
