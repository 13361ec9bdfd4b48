/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_sections: the parts of the page, each written by itself when the folder has what it shows.
 *
 * A section is <section id="…"> with a heading of level 2; its name for the table of contents is told by
 * page_section_start().
 */
#ifndef SHNOR_PAGE_SECTIONS_H
#define SHNOR_PAGE_SECTIONS_H

#include "page_put.h"

/* What the table of contents links to. */
void page_section_start(
	struct page *page, const char *id, enum page_word heading, const struct text *texts);
void page_section_end(struct page *page);

void page_summary(struct page *page); /* numbers, and two sentences */
void page_map(struct page *page);     /* the schools by two indices */
void page_lists(struct page *page); /* low results, the programme, who is to leave, who improved */
void page_programme(struct page *page);      /* the programme's indicators */
void page_adverse(struct page *page);        /* the same of schools in adverse conditions */
void page_municipalities(struct page *page); /* how many schools of each class */
void page_totals(struct page *page); /* of a public extract: figures of municipalities and of all */
void page_series(struct page *page); /* shares of low results over the years */
void page_risks(struct page *page);  /* how many schools have which risk */
void page_advice(struct page *page); /* what was recommended how often */
void page_cards(struct page *page);  /* school by school */
void page_corrections(struct page *page); /* values corrected, or not */
void page_quality(struct page *page);     /* findings, rejects, skips, unverified lines */
void page_method(struct page *page);      /* the rule's settings, files and their sums */

/* A paragraph: which schools have a card, each counted once. */
void page_ours(struct page *page);

/* The schools whose results are better by the changes in the file: all it tells of, or those that were in the
 * programme. */
void page_improved(struct page *page, const char *file, bool of_members, const char *id,
	enum page_word heading);

#endif
