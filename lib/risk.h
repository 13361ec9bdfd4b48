/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * risk: what the risk profile of a school is made of, by a table: factors, each of parameters.
 *
 *   factor     its name; a line with nothing under parameter and group says how it is rolled up
 *   parameter  what is looked at; with group, a line of its own
 *   group      whose answers: administration, teachers, pupils, parents; or data: of the streams;
 *              the same as at the end of MEASURE-GROUP:share, if the indicator's name says it
 *   indicator  the indicator that measures it; of MEASURE:share the cuts are shares
 *   direction  above or below: on which side of the cuts the risk lies
 *   medium, high
 *              from which value on the level is that, the cut itself included
 *   least      so many answers, or of a factor so many parameters known, for a level [1]; at least
 *              RISK_LEAST_ANSWERS where single people are counted, RISK_LEAST_MEAN for a mean of theirs
 *   expected   the indicator whose n says how many could have answered; empty: nobody knows
 *   roll_up    of a factor: max (the highest level), mean (of the levels 0, 1, 2, by weight) or count
 *              (parameters whose risk is fixed); cuts of a mean lie within 0 and 2, max has none
 *   weight     of the parameter in a mean [1]
 *   fixed      from which level on the risk is fixed: medium or high [medium]
 *   source     the order and clause; not read
 *   verified   yes, no or empty: were the cuts seen in that source
 *
 * Source of the factors and parameters: Volgograd region, order 616, annex (after the project 500+). It
 * gives neither cuts nor roll-ups. Cuts are in units of 10^-VALUE_PLACES. Texts live as long as the table.
 */
#ifndef SHNOR_RISK_H
#define SHNOR_RISK_H

#include "number.h"
#include "table.h"

/* With fewer, an answer could be put to a person; a mean comes near to each of a few. */
enum { RISK_LEAST_ANSWERS = 3, RISK_LEAST_MEAN = 5 };

/* Decimals of a weight. */
enum { RISK_WEIGHT_PLACES = 6 };

enum risk_level { RISK_NO_DATA, RISK_LOW, RISK_MEDIUM, RISK_HIGH };

enum risk_roll_up { RISK_MAX, RISK_MEAN, RISK_COUNT };

struct risk_cuts {
	bool below; /* the risk lies there; else above */
	wide medium, high;
	enum risk_level fixed_from;
};

struct risk_parameter {
	size_t row;
	struct text factor, name, group, indicator, expected;
	bool share;     /* the indicator is one */
	bool of_people; /* teachers, pupils or parents answer */
	bool of_data;   /* nobody was asked */
	struct risk_cuts cuts;
	uint64_t least;
	wide weight;
	bool verified;
};

struct risk_factor {
	size_t row;
	struct text name;
	enum risk_roll_up roll_up;
	struct risk_cuts cuts;
	uint64_t least;
	bool verified;
	const struct risk_parameter *parameters; /* by name and group */
	size_t count;
};

struct risks {
	struct table table;
	struct risk_factor *factors; /* by name */
	size_t factor_count;
	struct risk_parameter *parameters; /* by factor, name and group */
	size_t parameter_count;
};

/* Loads and checks the tables; faults are told, table_check() ends the program. */
void risks_load(struct risks *risks, const char *const *paths, size_t count);

void risks_free(struct risks *risks);

#endif
