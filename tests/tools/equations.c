/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "equations.h"

#include <glpk.h>
#include <math.h>
#include <search.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct unknown {
	char *name;
	double lo, hi;
	int part; /* of those that hang together: another of them, or itself */
};
struct term {
	int unknown;
	double times;
};
struct relation {
	double lo, hi;
	int count;
	struct term *terms;
};
struct wanted {
	const char *what;
	int unknown, n; /* n: -1 if there is none */
};
static struct unknown *unknowns;
static struct relation *relations;
static struct wanted *wants;
static int unknown_count, relation_count, want_count;

void *more(void *array, int count, size_t size)
{
	/* Grown where the count is a power of two. */
	if (count & (count - 1))
		return array;
	array = realloc(array, (count ? 2 * (size_t)count : 1) * size);
	if (!array)
		exit(3);
	return array;
}

int find(bool make, const char *format, ...)
{
	char name[LONGEST];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(name, sizeof name, format, arguments);
	va_end(arguments);
	static bool ready;
	if (!ready && !hcreate(1 << 20))
		exit(3);
	ready = true;
	ENTRY *found = hsearch((ENTRY){.key = name}, FIND);
	if (found)
		return (int)(intptr_t)found->data;
	if (!make)
		return -1;
	unknowns = more(unknowns, unknown_count, sizeof *unknowns);
	unknowns[unknown_count] = (struct unknown){strdup(name), 0, far_away, unknown_count};
	if (!hsearch((ENTRY){unknowns[unknown_count].name, (void *)(intptr_t)unknown_count}, ENTER))
		exit(3);
	return unknown_count++;
}

static int part_of(int unknown)
{
	while (unknowns[unknown].part != unknown)
		unknown = unknowns[unknown].part = unknowns[unknowns[unknown].part].part;
	return unknown;
}

void bound(int unknown, double lo, double hi)
{
	struct unknown *it = &unknowns[unknown];
	it->lo = fmax(it->lo, lo);
	it->hi = fmin(it->hi, hi);
	if (it->lo > it->hi) {
		fprintf(stderr, "recover: %s: at least %g and at most %g\n", it->name, it->lo,
			it->hi);
		exit(2);
	}
}

void relate(double lo, double hi)
{
	relations = more(relations, relation_count, sizeof *relations);
	relations[relation_count++] = (struct relation){.lo = lo, .hi = hi};
}

void include(int unknown, double times)
{
	struct relation *relation = &relations[relation_count - 1];
	relation->terms = more(relation->terms, relation->count, sizeof *relation->terms);
	relation->terms[relation->count++] = (struct term){unknown, times};
	unknowns[part_of(unknown)].part = part_of(relation->terms[0].unknown);
}

void want(const char *what, int unknown, int n)
{
	wants = more(wants, want_count, sizeof *wants);
	wants[want_count++] = (struct wanted){what, unknown, n};
}

double least_of(int unknown)
{
	return unknowns[unknown].lo;
}

int band_of(int n)
{
	return n <= 20 ? 20 : n <= 40 ? 10 : 5;
}

/* The least and the greatest value in the part. */
static void solve(glp_prob *part, int column, double *lo, double *hi)
{
	glp_smcp how;
	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	glp_set_obj_coef(part, column, 1);
	for (int most = 0; most < 2; most++) {
		glp_set_obj_dir(part, most ? GLP_MAX : GLP_MIN);
		if (glp_simplex(part, &how) != 0 || glp_get_status(part) != GLP_OPT) {
			fprintf(stderr, "recover: no solution for %s\n",
				glp_get_col_name(part, column));
			exit(2);
		}
		if (most)
			*hi = floor(glp_get_obj_val(part) + 1e-6);
		else
			*lo = ceil(glp_get_obj_val(part) - 1e-6);
	}
	glp_set_obj_coef(part, column, 0);
}

/* Are fewer numbers left than a coarse share stands for, and is one of them near none or all, however
 * many pupils there may be? */
static bool is_narrow(double lo, double hi, int n_lo, int n_hi)
{
	for (int n = n_lo; n <= n_hi; n++) {
		int band = band_of(n), most = (band * n - 1) / 100;
		bool at_end = lo * 100 < band * n || hi * 100 > (100 - band) * n;
		if (!at_end || hi - lo >= most)
			return false;
	}
	return true;
}

static void judge(const struct wanted *it, double lo, double hi, double n_lo, double n_hi)
{
	bool known = lo == hi, n_known = n_lo == n_hi;
	const char *name = unknowns[it->unknown].name;
	if (strcmp(it->what, "rest") == 0) {
		int band = band_of((int)n_hi);
		if (it->n < 0 ? known && hi > 0 && hi < 10
			      : known && n_known && n_hi > 0 &&
					(lo * 100 < band * n_hi || lo * 100 > (100 - band) * n_hi))
			printf("rest %s %g\n", name, lo);
	} else if (strcmp(it->what, "narrow") == 0) {
		if (is_narrow(lo, hi, (int)n_lo, (int)n_hi))
			printf("narrow %s %g to %g of %g\n", name, lo + 0.0, hi, n_hi);
	} else if (strcmp(it->what, "scores") == 0) {
		if (hi == 0)
			printf("scores %s\n", name);
	} else if (known) {
		printf("%s %s %g\n", it->what, name, lo);
	} else if (it->n >= 0 && hi == 0) {
		printf("none %s\n", name);
	} else if (it->n >= 0 && n_known && lo == n_hi) {
		printf("all %s\n", name);
	}
}

/* The columns of the part, by unknown, behind those of GLPK from 1. */
static glp_prob *build(int part, const int *columns, int count, const int *rows, int row_count)
{
	glp_prob *problem = glp_create_prob();
	int *places = malloc(sizeof *places * (size_t)(count + 1));
	double *times = malloc(sizeof *times * (size_t)(count + 1));
	glp_add_cols(problem, count);
	for (int i = 0; i < unknown_count; i++) {
		const struct unknown *it = &unknowns[i];
		if (part_of(i) != part)
			continue;
		glp_set_col_name(problem, columns[i], strlen(it->name) < 200 ? it->name : NULL);
		glp_set_col_bnds(
			problem, columns[i], it->lo == it->hi ? GLP_FX : GLP_DB, it->lo, it->hi);
	}
	for (int i = 0; i < row_count; i++) {
		const struct relation *it = &relations[rows[i]];
		int row = glp_add_rows(problem, 1);
		glp_set_row_bnds(problem, row, it->lo == it->hi ? GLP_FX : GLP_DB, it->lo, it->hi);
		for (int k = 0; k < it->count; k++) {
			places[k + 1] = columns[it->terms[k].unknown];
			times[k + 1] = it->terms[k].times;
		}
		glp_set_mat_row(problem, row, it->count, places, times);
	}
	free(places);
	free(times);
	glp_adv_basis(problem, 0);
	return problem;
}

void solve_all(void)
{
	glp_term_out(GLP_OFF);
	int *columns = calloc((size_t)unknown_count, sizeof *columns);
	int *counts = calloc((size_t)unknown_count, sizeof *counts);
	int *rows = calloc((size_t)relation_count, sizeof *rows);
	for (int i = 0; i < unknown_count; i++)
		columns[i] = ++counts[part_of(i)];
	for (int part = 0; part < unknown_count; part++) {
		int row_count = 0;
		glp_prob *problem = NULL;
		for (int i = 0; i < relation_count && counts[part]; i++)
			if (part_of(relations[i].terms[0].unknown) == part)
				rows[row_count++] = i;
		for (int i = 0; i < want_count && counts[part]; i++) {
			const struct wanted *it = &wants[i];
			double lo, hi, n_lo = 0, n_hi = 0;
			if (part_of(it->unknown) != part)
				continue;
			if (!problem)
				problem = build(part, columns, counts[part], rows, row_count);
			solve(problem, columns[it->unknown], &lo, &hi);
			if (it->n >= 0)
				solve(problem, columns[it->n], &n_lo, &n_hi);
			judge(it, lo, hi, n_lo, n_hi);
		}
		if (problem)
			glp_delete_prob(problem);
	}
	free(columns);
	free(counts);
	free(rows);
}
