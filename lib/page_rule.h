/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_rule: what the verdicts of the run are made of: the procedures, the threshold, the two indices; and
 * the values and changes of these that the page shows.
 *
 * The rule's settings say the procedures and the threshold where they are given, else the streams do: the
 * components of the first index, or all indicators that are shares.
 */
#ifndef SHNOR_PAGE_RULE_H
#define SHNOR_PAGE_RULE_H

#include "page.h"

/* The settings of the rule and the tables that are to be checked, before any data. */
void page_rule_read(struct page *page);

/* Finds the indices and procedures; then loads page->values and page->changes of them. Verdicts and cards must
 * be known. */
void page_rule_load(struct page *page);

/* Columns of page->values and page->changes. */
enum page_value { VALUE_INDICATOR, VALUE_YEAR, VALUE_N, VALUE_VALUE, VALUE_LO, VALUE_HI };
enum page_change { CHANGED_INDICATOR, CHANGED_TREND, CHANGED_CERTAIN };

/* Is the indicator the share of the measure: MEASURE:share? */
bool page_rule_is_share(struct text indicator, struct text measure);

/* Is the indicator a share: by its name, or by the programme, which tells of how many? */
bool page_rule_counts(const struct page *page, struct text indicator);

/* What is shown for the indicator: of a share the name of the procedure. It lives in page->shown. */
struct text page_rule_label(struct page *page, struct text indicator);

/* The row of the school's value of the indicator (of a share: `measure` of it) in the year; SIZE_MAX: none. */
size_t page_rule_value(const struct page *page, uint32_t school, struct text indicator, bool share,
	struct text year);

#endif
