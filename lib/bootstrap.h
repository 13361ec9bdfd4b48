/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bootstrap: how sure the classes of the rule of two indices are, by a seeded parametric bootstrap.
 *
 * In each replicate every index of every school is drawn anew, the cuts are found anew from what was
 * drawn (a cut that is a number stays), and the probability of a class is the share of replicates in
 * which the school has it. Efron, B. and Tibshirani, R. J. (1993), An introduction to the bootstrap,
 * chapter 6.5.
 *
 * A draw takes a standard normal z; with q = 1.959964, the index becomes value + z (value - lo) / q
 * for z below 0 and value + z (hi - value) / q for the others: half of the draws on either side of
 * the value, 95 in 100 between lo and hi, as the interval says. An index without an interval stays
 * where it is: it has its part in the cuts, but its school gets no probability.
 *
 * Indices are drawn, not pupils. An index is a mean of a school's components, each measured against
 * the mean and the standard deviation of all schools; in a region of 700 schools the chance of one
 * school hardly moves these, so what redrawing every pupil would add is small. Left out are: what the
 * two indices of a school share, the choice of components and weights, and that draws are spread
 * wider than true values are, so cuts between many uncertain schools are a little too unsteady.
 *
 * Repeatable: GSL's generator mt19937, seeded anew for each group and year, so a group's figures do
 * not change with what else is in the data; in each replicate first all results indices, then all
 * social ones, by school in byte order; z by gsl_ran_gaussian_ziggurat.
 */
#ifndef SHNOR_BOOTSTRAP_H
#define SHNOR_BOOTSTRAP_H

#include "quadrant.h"

/* Sets the probability of the class of each school in the judged group, in units of
 * 10^-VERDICT_PLACES; VERDICT_UNSURE if it has no class or an index without an interval, and for all
 * if the rule asks for no replicates. */
void bootstrap_group(const struct quadrant_rule *rule, struct quadrant_group *group);

#endif
