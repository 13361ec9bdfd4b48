/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page: the web page of a whole run: one file that needs no other, made of a result folder.
 *
 * Only what stands in the folder is shown; a stream that is not there leaves its section out. A page may be of
 * one municipality alone. Texts from the folder are escaped wherever they are put (html.h); the page may run
 * no script but its own (a policy with the digests of style and script).
 * Memory: verdicts and indices of all schools, all else of the schools that have a card: those with low results
 * and those of the programme. Texts of `shown` live until the row or card is ended.
 */
#ifndef SHNOR_PAGE_H
#define SHNOR_PAGE_H

#include "filter.h"
#include "label.h"
#include "page_rows.h"
#include "page_words.h"
#include "pattern.h"

struct page_request {
	const char *folder;
	const char *municipality; /* NULL: all */
	const char *title;        /* NULL: the page says one */
	const char *note;   /* a paragraph below it, such as the rule in a sentence; NULL: none */
	const char *listed; /* classes of low results, parted by | */
	const char *
		improved; /* the indicator that says which schools have better results; NULL: none */
	bool english;
	char decimal;               /* the decimal mark; 0: that of the language */
	struct option_list rules;   /* tables of settings: option value source */
	struct option_list checked; /* tables with a column `verified` */
};

struct page_school {
	struct text name, municipality;
	struct text class, probability, reason; /* of the last year */
	struct text status, since, years, member_reason;
	bool judged, listed, was_listed; /* listed: in the last year and the year before */
	bool member, left, adverse, carded;
};

struct page_schools {
	struct dictionary ids;
	struct page_school *items;
	size_t room;
	uint32_t *all;   /* numbers of all schools, by municipality and code */
	uint32_t *cards; /* numbers of schools with a card, by municipality and code */
	size_t card_count;
	uint32_t count; /* of `all`: schools that only later streams name are not among them */
};

/* An axis of the map: an index, and the value that parts the schools. */
struct page_axis {
	struct text indicator, cut;
};

struct page {
	const struct page_request *request;
	struct filter *filter;
	struct sink *out;
	struct labels *labels;
	struct table rules, checked;
	struct text municipality;
	char decimal;
	struct page_schools schools;
	struct page_rows classes, membership;
	struct page_rows values, changes; /* what the cards and pictures show; see page_rule.h */
	uint64_t year, member_year;       /* the last of verdicts and of memberships; 0: none */
	struct text year_text;            /* of the last verdicts */
	bool is_public;                   /* an extract of the results, as it may be published */
	bool members_old;           /* the last memberships are of an earlier year than the list */
	bool by_list;               /* the programme has another list than the verdicts */
	struct page_axis axes[2];   /* across, up; without an indicator: there is no map */
	struct dictionary measures; /* procedures, in the order of the rule */
	struct dictionary shares;   /* indicators of the programme that are some of all */
	struct text share;          /* the threshold of the rule; empty: none */
	struct arena arena, shown;
};

/* Writes the page to `out`; `labels` are loaded already. Rows are counted by the filter, and those that are broken
 * rejected. It can be called again, for another municipality. */
void page_write(struct filter *filter, struct sink *out, const struct page_request *request,
	struct labels *labels);

/* The number of the school with that code, which is made when it is new. */
uint32_t page_school_number(struct page *page, struct text id);

#endif
