/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_advice: what the run says of the schools with a card beyond their results: risks, the curator school,
 * recommendations, decisions taken.
 */
#ifndef SHNOR_PAGE_ADVICE_H
#define SHNOR_PAGE_ADVICE_H

#include "dictionary.h"
#include "page_rows.h"

struct page_advice {
	struct page_rows risks, pairs, recommendations, decisions;
	struct text risk_year, pair_year, advice_year; /* the last of each; they live in the rows */
	struct dictionary texts; /* of what schools are recommended that year, in byte order */
};

/* Columns; the first of all is the year. */
enum { ADVICE_YEAR };
enum { RISK_YEAR, RISK_FACTOR, RISK_PARAMETER, RISK_LEVEL, RISK_PREVIOUS, RISK_FIXED, RISK_REASON };
enum {
	PAIR_YEAR,
	PAIR_STATUS,
	PAIR_MUNICIPALITY,
	PAIR_CURATOR,
	PAIR_DISTANCE,
	PAIR_SUBJECTS,
	PAIR_REASON
};
enum { TOLD_YEAR, TOLD_ADDRESSEE, TOLD_TEXT, TOLD_SOURCE, TOLD_MUNICIPALITY };
enum {
	DECISION_YEAR,
	DECISION_KIND,
	DECISION_TEXT,
	DECISION_INDICATOR,
	DECISION_YEAR_FROM,
	DECISION_YEAR_TO,
	DECISION_FROM,
	DECISION_TO,
	DECISION_TREND,
	DECISION_MUNICIPALITY,
	DECISION_CERTAIN,
	DECISION_REASON
};

void page_advice_load(struct page *page, struct page_advice *advice);
void page_advice_free(struct page_advice *advice);

/* Has the page so many cards that they tell recommendations by their numbers? */
bool page_advice_is_short(const struct page *page);

/* The curator school of a school, with what speaks for the pair: as a list, in words. */
void page_pair(struct page *page, const struct page_advice *advice, uint32_t school);

/* Decisions, and what became of what they were to change: those of municipalities and of all as a section, those of
 * a school as a list within its card. */
void page_decisions(struct page *page, const struct page_advice *advice);
void page_decisions_put(struct page *page, const struct page_advice *advice, uint32_t school);

/* Writes these of a school, within its card. */
void page_advice_put(struct page *page, const struct page_advice *advice, uint32_t school);

#endif
