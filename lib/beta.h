/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * beta: bounds of what has a beta distribution.
 */
#ifndef SHNOR_BETA_H
#define SHNOR_BETA_H

#include "interval.h"

/* The 2.5 % and the 97.5 % quantile of Beta(a, b), a and b above 0, to some 1e-11. */
struct bounds beta_bounds(double a, double b);

#endif
