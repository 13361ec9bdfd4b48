/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pairing: what a curator school costs a supported one, by a table. Costs are whole numbers.
 *
 *   part       subject     a need that the curator cannot help with costs `weight`
 *              likeness    the difference in an indicator, or in the number of its participants
 *              same        another value in the registry's column (`name`) costs `weight`
 *              distance    `weight` for each `unit` of kilometres
 *              class       a school of class `school` with a curator of another class than `curator`
 *              innovation  a curator that is no innovation site costs `weight`
 *   name       what it is called in the reason; of subjects also in the file of curators
 *   weight     0 or more
 *   indicator  subject: a pattern; the school needs help, and the curator cannot give it, if at least half of
 *              those that it has are worse than `level`. likeness: the name of the indicator
 *   of         likeness: value or n
 *   good       subject: up or down
 *   level      subject: median, mean or a number
 *   unit       likeness: how much of a difference costs `weight`, or relative: the share of the larger one
 *              that the two differ by, times `weight`; distance: so many kilometres
 *   most       likeness, distance: it never costs more; relative likeness never costs more than `weight`
 *   unknown    what it costs if it is not known; empty: 0
 *   school, curator  the classes of `class`
 *   source     where the rule comes from; not read
 */
#ifndef SHNOR_PAIRING_H
#define SHNOR_PAIRING_H

#include "cut.h"
#include "pattern.h"
#include "table.h"

enum { PAIRING_MOST = 64 }; /* parts of a table */

enum pairing_kind {
	PAIRING_SUBJECT,
	PAIRING_LIKENESS,
	PAIRING_SAME,
	PAIRING_DISTANCE,
	PAIRING_CLASS,
	PAIRING_INNOVATION,
};

struct pairing_part {
	enum pairing_kind kind;
	struct text name;
	int32_t weight, most, unknown;
	struct text indicator;
	struct pattern *pattern; /* of a subject's indicators */
	bool up, by_n, relative;
	struct cut level;
	wide unit; /* of 10^-VALUE_PLACES */
	struct text school, curator;
	uint32_t kept; /* the registry's column of PAIRING_SAME; DICTIONARY_NONE: municipality */
};

struct pairing {
	struct table table;
	size_t count;
	struct pairing_part *parts; /* by row of the table */
};

/* Loads and checks the table; faults are told, table_check() ends the program. A pair can cost at most
 * `dearest`, or it is a fault. */
void pairing_load(struct pairing *pairing, const char *path, int32_t dearest);

/* The part for the subject of that name, or NULL. */
const struct pairing_part *pairing_subject(const struct pairing *pairing, struct text name);

void pairing_free(struct pairing *pairing);

#endif
