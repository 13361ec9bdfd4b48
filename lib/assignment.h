/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assignment: each school gets one of the curators, who have so many places: of all ways that give a
 * curator to the most schools the one that costs least, and of those the first.
 *
 * The flow of least cost is GLPK's (out-of-kilter: Ford and Fulkerson, Flows in Networks, 1962, III.11).
 * Which of several flows of the same cost it finds is its own affair, so the choice among them is made
 * here: by its dual values every optimal flow is known to use tight arcs only, and along these the first
 * school gets the first curator that leaves the rest optimal, then the second school … So the answer
 * depends on the costs and the order of schools and curators alone.
 */
#ifndef SHNOR_ASSIGNMENT_H
#define SHNOR_ASSIGNMENT_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ASSIGNMENT_NONE = UINT32_MAX, /* the school stays without a curator */
	ASSIGNMENT_NEVER = -1,        /* the cost of a pair that must not be */
	ASSIGNMENT_DEAREST = 100000,  /* no pair may cost more */
};

struct assignment {
	uint32_t schools, curators;
	const int32_t *costs; /* [school][curator]: 0 to ASSIGNMENT_DEAREST, or ASSIGNMENT_NEVER */
	const uint32_t *places; /* by curator */
};

/* Fills `partners` by school: a curator's number or ASSIGNMENT_NONE. False if there are too many schools
 * for the numbers of the solver. */
bool assignment_solve(const struct assignment *assignment, uint32_t *partners);

#endif
