/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "regression.h"
#include "memory.h"

#include <gsl/gsl_multifit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

/* Of the largest singular value: columns nearer to a combination of others than this are one. */
static const double COLLINEAR = 1e-9;
/* A column has a part in a combination if its standardised coefficient is above this. */
static const double PART = 1e-6;
/* What is below this part of the largest value is rounding. */
static const double ROUNDING = 1e-9;

/* The design: a constant and the standardised columns. */
struct design {
	size_t rows, columns;
	gsl_matrix *x;
	double *means, *deviations; /* by column */
};

static void build(struct design *design, const struct regression_data *data)
{
	size_t columns = data->columns;
	*design = (struct design){data->rows, columns, gsl_matrix_alloc(data->rows, columns + 1),
		memory_get(columns, sizeof(double)), memory_get(columns, sizeof(double))};
	for (size_t j = 0; j < columns; j++) {
		const double *column = data->predictors + j;
		design->means[j] = gsl_stats_mean(column, columns, data->rows);
		design->deviations[j] = gsl_stats_max(column, columns, data->rows) ==
				gsl_stats_min(column, columns, data->rows)
			? 0
			: gsl_stats_sd_m(column, columns, data->rows, design->means[j]);
	}
	for (size_t i = 0; i < data->rows; i++) {
		gsl_matrix_set(design->x, i, 0, 1);
		for (size_t j = 0; j < columns; j++) {
			double centred = data->predictors[i * columns + j] - design->means[j];
			double deviation = design->deviations[j];
			gsl_matrix_set(
				design->x, i, j + 1, deviation > 0 ? centred / deviation : 0);
		}
	}
}

/* One fit of y on the first `terms` columns of the design. Returns the rank. */
static size_t solve(const struct design *design, size_t terms, const gsl_vector *y, gsl_vector *c,
	gsl_matrix *covariance, double *squares)
{
	size_t rank;
	gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(design->rows, terms);
	gsl_matrix_view x = gsl_matrix_submatrix(design->x, 0, 0, design->rows, terms);
	gsl_multifit_linear_tsvd(&x.matrix, y, COLLINEAR, c, covariance, squares, &rank, work);
	gsl_multifit_linear_free(work);
	return rank;
}

/* The first column that those before it tell, and which of them do. */
static long find_collinear(const struct design *design, bool *uses)
{
	double squares;
	for (size_t j = 0; j < design->columns; j++) {
		for (size_t i = 0; i < design->columns; i++)
			uses[i] = false;
		if (design->deviations[j] == 0)
			return (long)j;
		gsl_vector *c = gsl_vector_alloc(j + 2);
		gsl_matrix *covariance = gsl_matrix_alloc(j + 2, j + 2);
		gsl_vector_const_view y = gsl_matrix_const_column(design->x, j + 1);
		bool told = solve(design, j + 2, &y.vector, c, covariance, &squares) < j + 2;
		gsl_vector_free(c);
		gsl_matrix_free(covariance);
		if (!told)
			continue;
		c = gsl_vector_alloc(j + 1);
		covariance = gsl_matrix_alloc(j + 1, j + 1);
		solve(design, j + 1, &y.vector, c, covariance, &squares);
		for (size_t i = 0; i < j; i++)
			uses[i] = fabs(gsl_vector_get(c, i + 1)) > PART;
		gsl_vector_free(c);
		gsl_matrix_free(covariance);
		return (long)j;
	}
	return REGRESSION_FITTED;
}

/* Coefficients of the columns as they were given. */
static void set_coefficients(
	struct regression *regression, const struct design *design, const gsl_vector *c)
{
	regression->coefficients[0] = gsl_vector_get(c, 0);
	for (size_t j = 0; j < design->columns; j++) {
		double slope = gsl_vector_get(c, j + 1) / design->deviations[j];
		regression->coefficients[j + 1] = slope;
		regression->coefficients[0] -= slope * design->means[j];
	}
}

static void fit(struct regression *regression, const struct design *design,
	const struct regression_data *data)
{
	double squares;
	size_t terms = regression->terms;
	gsl_vector *c = gsl_vector_alloc(terms);
	gsl_matrix *covariance = gsl_matrix_alloc(terms, terms);
	gsl_vector_const_view y = gsl_vector_const_view_array(data->values, data->rows);
	solve(design, terms, &y.vector, c, covariance, &squares);
	regression->deviation = sqrt(squares / (double)(data->rows - terms));
	for (size_t i = 0; i < data->rows; i++) {
		double error;
		gsl_vector_const_view row = gsl_matrix_const_row(design->x, i);
		gsl_multifit_linear_est(&row.vector, c, covariance, &regression->fitted[i], &error);
		/* The error of the fitted value is s sqrt(h). */
		regression->leverage[i] =
			regression->deviation > 0 ? pow(error / regression->deviation, 2) : 0;
	}
	set_coefficients(regression, design, c);
	gsl_vector_free(c);
	gsl_matrix_free(covariance);
}

long regression_fit(struct regression *regression, const struct regression_data *data, bool *uses)
{
	struct design design;
	*regression = (struct regression){.rows = data->rows,
		.terms = data->columns + 1,
		.coefficients = memory_get(data->columns + 1, sizeof(double)),
		.fitted = memory_get(data->rows, sizeof(double)),
		.leverage = memory_get(data->rows, sizeof(double))};
	build(&design, data);
	long collinear = find_collinear(&design, uses);
	if (collinear == REGRESSION_FITTED)
		fit(regression, &design, data);
	gsl_matrix_free(design.x);
	free(design.means);
	free(design.deviations);
	return collinear;
}

bool regression_is_perfect(const struct regression *regression, const struct regression_data *data)
{
	double largest = 1;
	for (size_t i = 0; i < data->rows; i++)
		largest = fmax(largest, fabs(data->values[i]));
	return regression->deviation <= ROUNDING * largest;
}

double regression_residual_deviation(const struct regression *regression, size_t row)
{
	double rest = 1 - regression->leverage[row];
	return rest <= ROUNDING ? 0 : regression->deviation * sqrt(rest);
}

double regression_high_leverage(const struct regression *regression)
{
	return 2 * (double)regression->terms / (double)regression->rows;
}

void regression_free(struct regression *regression)
{
	free(regression->coefficients);
	free(regression->fitted);
	free(regression->leverage);
}
