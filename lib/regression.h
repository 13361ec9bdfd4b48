/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * regression: ordinary least squares with a constant, by GSL; residuals and leverages.
 *
 * Predictors are centred and scaled before the fit, so that neither their size nor their distance
 * from zero costs digits. Results depend on the order of the rows only within the rounding of
 * doubles: give them in a fixed order.
 */
#ifndef SHNOR_REGRESSION_H
#define SHNOR_REGRESSION_H

#include <stdbool.h>
#include <stddef.h>

/* What is to be told, `rows` values, and by what: `columns` values for each of them, row by row. */
struct regression_data {
	size_t rows, columns;
	double *values;
	double *predictors;
};

struct regression {
	size_t rows, terms;   /* terms: the constant and the columns */
	double *coefficients; /* the constant first */
	double *fitted;       /* by row */
	double *leverage;     /* by row: from 1/rows to 1 */
	double deviation;     /* the standard deviation of residuals, of rows - terms degrees */
};

enum { REGRESSION_FITTED = -1 };

/* Fits. Returns REGRESSION_FITTED, or the number of the first column that is a linear combination of
 * those before it; uses[i] then says whether column i has a part in that (none has: the column is
 * the same in all rows). rows must exceed terms. */
long regression_fit(struct regression *regression, const struct regression_data *data, bool *uses);

/* Is nothing left of the values but rounding? No residual can be judged then. */
bool regression_is_perfect(const struct regression *regression, const struct regression_data *data);

/* The standard deviation of the row's residual, s sqrt(1 - h); 0 if the row alone decides a
 * coefficient. The residual divided by it is the internally studentised residual (Cook, R. D. and
 * Weisberg, S. (1982), Residuals and influence in regression, 2.2.1). */
double regression_residual_deviation(const struct regression *regression, size_t row);

/* A leverage above it is high: twice the mean, 2 terms / rows (Hoaglin, D. C. and Welsch, R. E.
 * (1978), The hat matrix in regression and ANOVA, The American Statistician 32, 17-22). */
double regression_high_leverage(const struct regression *regression);

void regression_free(struct regression *regression);

#endif
