/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * equations: unknown whole numbers, what is known of them and of their sums, and the least and the
 * greatest value that each can have. For recover.c. Numbers of unknowns are from 0.
 */
#ifndef TESTS_EQUATIONS_H
#define TESTS_EQUATIONS_H

#include <stdbool.h>
#include <stddef.h>

enum { LONGEST = 4096 };
static const double far_away = 1e7;

/* An array that has room for one more behind `count`. */
void *more(void *array, int count, size_t size);

/* The unknown of that name, of 0 and more; where there is none, a new one, or -1. */
int find(bool make, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* It lies between these. If it cannot, the program ends with status 2. */
void bound(int unknown, double lo, double hi);

/* Its least value as far as bound() has told. */
double least_of(int unknown);

/* lo <= sum of the terms <= hi; the terms follow by include(). */
void relate(double lo, double hi);
void include(int unknown, double times);

/* What solve_all() is to look for; n: the unknown that counts the pupils, or -1. */
void want(const char *what, int unknown, int n);

/* How wide the band of a coarse share of n is, in per cent. */
int band_of(int n);

/* Prints what is found. */
void solve_all(void);

#endif
