/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * membership: a school's way into a programme of support and out of it, year by year.
 *
 * A verdict of one year decides on the programme of a later one (the list of year Y+1 rests on the
 * results up to Y). A list that somebody else keeps (of the region, of Rosobrnadzor) counts beside
 * the verdicts: who is on it is in. Entry and exit have rules of their own, so that a school does not
 * go in and out with every year: leaving can ask for several good years running, for a time in the
 * programme, and for an improvement. Who has just come on the list is in that year, whatever its verdict;
 * a school that is closed is out.
 */
#ifndef SHNOR_MEMBERSHIP_H
#define SHNOR_MEMBERSHIP_H

#include "support.h"

enum status_of_member {
	MEMBER_OUTSIDE,
	MEMBER_ENTERED,
	MEMBER_STAYS,
	MEMBER_CANDIDATE, /* this year was good, but the rule asks for more */
	MEMBER_LEFT,      /* to be taken off the programme */
	MEMBER_RETURNED,
};

struct membership_rule {
	uint64_t good_years;  /* so many running to leave, at least 1 */
	uint64_t least_years; /* so many years in the programme before */
	bool improvement;     /* leaving asks for it too */
};

enum verdict_kind {
	VERDICT_NONE,
	VERDICT_ENTERS, /* it brings a school in, and keeps it in */
	VERDICT_BAD,    /* it keeps a school in */
	VERDICT_GOOD,
};

/* What is known of a school for a year of the programme. */
struct membership_facts {
	uint64_t year;
	enum verdict_kind verdict;
	bool improved;
	bool partial; /* the verdict lacks a kind of procedure that the year before had */
	bool gone;    /* the school is closed by then */
};

/* What has ended a membership. */
enum ending {
	ENDED_BY_VERDICT, /* the rule lets it go */
	ENDED_BY_LIST,    /* whoever keeps the list has taken it off */
	ENDED_BY_CLOSING,
};

/* Where a school stands; zeroed at the start. */
struct membership {
	bool in, ever;
	uint64_t since;     /* the year it came in, if it is in or has just left */
	uint64_t good;      /* good years running */
	uint64_t left_from; /* the beginning of the list's episode it has left before its end */
	enum ending ending; /* of the membership it has left last */
};

/* Goes on by a year; years come in order. `episodes` are the school's on the list (count 0: none).
 * Returns what the year is for it. */
enum status_of_member membership_next(struct membership *membership,
	const struct membership_rule *rule, const struct membership_facts *facts,
	const struct episode *episodes, size_t count);

/* entered, stays, candidate, left, returned or outside. */
const char *membership_word(enum status_of_member status);

/* Which status has the word? False if none has. */
bool membership_read(struct text word, enum status_of_member *status);

/* Is a school of that status in the programme in the year? One that has left is not. */
bool membership_is_in(enum status_of_member status);

#endif
