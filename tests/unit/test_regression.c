/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Regression: coefficients, expectations and leverages against the normal equations, and what no
 * regression can be made of.
 */
#include "check.h"
#include "regression.h"

#include <math.h>

enum { ROWS = 40, COLUMNS = 3, TERMS = COLUMNS + 1 };

static double values[ROWS], predictors[ROWS * COLUMNS];
static struct regression_data data = {ROWS, COLUMNS, values, predictors};

static double random_number(void)
{
	return check_random(1000001) / 1e6;
}

static double term(size_t row, size_t i)
{
	return i ? predictors[row * COLUMNS + i - 1] : 1;
}

/* The inverse of the matrix of products, by Gauss and Jordan. */
static void invert(double m[TERMS][2 * TERMS])
{
	for (size_t i = 0; i < TERMS; i++) {
		double pivot = m[i][i];
		for (size_t k = 0; k < 2 * TERMS; k++)
			m[i][k] /= pivot;
		for (size_t j = 0; j < TERMS; j++) {
			double factor = m[j][i];
			for (size_t k = 0; j != i && k < 2 * TERMS; k++)
				m[j][k] -= factor * m[i][k];
		}
	}
}

static void check_against_normal_equations(void)
{
	double m[TERMS][2 * TERMS] = {{0}}, right[TERMS] = {0}, coefficients[TERMS] = {0};
	double squares = 0;
	bool uses[COLUMNS];
	struct regression found;
	for (size_t i = 0; i < TERMS; i++) {
		m[i][TERMS + i] = 1;
		for (size_t row = 0; row < ROWS; row++) {
			right[i] += term(row, i) * values[row];
			for (size_t j = 0; j < TERMS; j++)
				m[i][j] += term(row, i) * term(row, j);
		}
	}
	invert(m);
	for (size_t i = 0; i < TERMS; i++)
		for (size_t j = 0; j < TERMS; j++)
			coefficients[i] += m[i][TERMS + j] * right[j];
	CHECK(regression_fit(&found, &data, uses) == REGRESSION_FITTED);
	CHECK(!regression_is_perfect(&found, &data));
	for (size_t i = 0; i < TERMS; i++)
		CHECK(fabs(found.coefficients[i] - coefficients[i]) < 1e-6);
	for (size_t row = 0; row < ROWS; row++) {
		double fitted = 0, leverage = 0;
		for (size_t i = 0; i < TERMS; i++) {
			fitted += coefficients[i] * term(row, i);
			for (size_t j = 0; j < TERMS; j++)
				leverage += term(row, i) * m[i][TERMS + j] * term(row, j);
		}
		squares += pow(values[row] - fitted, 2);
		CHECK(fabs(found.fitted[row] - fitted) < 1e-6);
		CHECK(fabs(found.leverage[row] - leverage) < 1e-6);
	}
	CHECK(fabs(found.deviation - sqrt(squares / (ROWS - TERMS))) < 1e-6);
	regression_free(&found);
}

static void fill(void)
{
	for (size_t row = 0; row < ROWS; row++) {
		predictors[row * COLUMNS] = 50 + 10 * random_number();
		predictors[row * COLUMNS + 1] = random_number() / 100;
		predictors[row * COLUMNS + 2] = check_random(2);
		values[row] = 30 + predictors[row * COLUMNS] + 5 * random_number();
	}
}

/* What is returned for the data, and which columns have a part, as bits. */
static long collinear(unsigned *parts)
{
	bool uses[COLUMNS] = {false};
	struct regression found;
	long number = regression_fit(&found, &data, uses);
	regression_free(&found);
	*parts = 0;
	for (unsigned i = 0; i < COLUMNS; i++)
		*parts |= (unsigned)uses[i] << i;
	return number;
}

static void check_collinear(void)
{
	unsigned parts;
	fill();
	for (size_t row = 0; row < ROWS; row++)
		predictors[row * COLUMNS + 2] = 3 * predictors[row * COLUMNS + 1] - 1000;
	CHECK(collinear(&parts) == 2 && parts == 2);
	for (size_t row = 0; row < ROWS; row++)
		predictors[row * COLUMNS + 2] =
			predictors[row * COLUMNS] - 100 * predictors[row * COLUMNS + 1];
	CHECK(collinear(&parts) == 2 && parts == 3);
	for (size_t row = 0; row < ROWS; row++)
		predictors[row * COLUMNS + 1] = 0.1;
	CHECK(collinear(&parts) == 1 && parts == 0);
}

/* A column far from zero that hardly moves is no constant. */
static void check_far_column(void)
{
	fill();
	for (size_t row = 0; row < ROWS; row++)
		predictors[row * COLUMNS + 1] = 1e6 + random_number();
	unsigned parts;
	CHECK(collinear(&parts) == REGRESSION_FITTED);
}

static void check_perfect(void)
{
	bool uses[COLUMNS];
	struct regression found;
	fill();
	for (size_t row = 0; row < ROWS; row++)
		values[row] = 1 + 2 * predictors[row * COLUMNS] + predictors[row * COLUMNS + 2] / 3;
	CHECK(regression_fit(&found, &data, uses) == REGRESSION_FITTED);
	CHECK(regression_is_perfect(&found, &data));
	regression_free(&found);
}

/* The only row with a one in a column decides its coefficient alone. */
static void check_alone(void)
{
	bool uses[COLUMNS];
	struct regression found;
	fill();
	for (size_t row = 0; row < ROWS; row++)
		predictors[row * COLUMNS + 2] = row == 7;
	CHECK(regression_fit(&found, &data, uses) == REGRESSION_FITTED);
	for (size_t row = 0; row < ROWS; row++)
		CHECK((regression_residual_deviation(&found, row) == 0) == (row == 7));
	regression_free(&found);
}

int main(void)
{
	for (int i = 0; i < 20; i++) {
		fill();
		check_against_normal_equations();
	}
	check_collinear();
	check_far_column();
	check_perfect();
	check_alone();
	return check_end();
}
