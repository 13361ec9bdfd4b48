/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment.h"
#include "memory.h"
#include "message.h"

#include <glpk.h>
#include <stddef.h>
#include <stdlib.h>

/* What GLPK keeps at a vertex and at an arc. Its numbers are floating, but whole and small. */
struct vertex {
	double supply, dual;
};

struct arc {
	double least, most, cost, flow;
};

/* The curators have one more among them, the last, who stands for none and has room for all. */
struct search {
	const struct assignment *assignment;
	uint32_t none;
	int64_t penalty; /* of staying without a curator */
	int64_t *school_duals, *curator_duals, drain_dual;
	uint32_t *partners, *used, *places; /* partners: `none` for no curator */
	/* The way from each curator reached to the one that is given up, and the curators in the order
	 * in which they were reached; `drain` stands behind them. */
	bool *reached;
	uint32_t *by_school, *to, *queue;
};

/* More than a pair more can cost: on the way to it no curator changes twice, nor a school. */
static int64_t penalty_of(const struct assignment *assignment)
{
	int64_t changes = assignment->schools < assignment->curators ? assignment->schools
								     : assignment->curators;
	return (changes + 1) * ASSIGNMENT_DEAREST + 1;
}

static int64_t cost_of(const struct search *search, uint32_t school, uint32_t curator)
{
	const struct assignment *assignment = search->assignment;
	if (curator == search->none)
		return search->penalty;
	return assignment->costs[(size_t)school * assignment->curators + curator];
}

static void add_arc(glp_graph *graph, uint32_t from, uint32_t to, double most, double cost)
{
	struct arc *arc = glp_add_arc(graph, (int)from + 1, (int)to + 1)->data;
	*arc = (struct arc){.most = most, .cost = cost};
}

/* Vertices: the schools, the curators, the drain that takes what comes. */
static glp_graph *make_graph(const struct search *search)
{
	const struct assignment *assignment = search->assignment;
	uint32_t schools = assignment->schools, drain = schools + search->none + 1;
	glp_graph *graph = glp_create_graph(sizeof(struct vertex), sizeof(struct arc));
	glp_add_vertices(graph, (int)drain + 1);
	for (uint32_t school = 0; school < schools; school++) {
		((struct vertex *)graph->v[school + 1]->data)->supply = 1;
		for (uint32_t curator = 0; curator <= search->none; curator++)
			if (cost_of(search, school, curator) != ASSIGNMENT_NEVER)
				add_arc(graph, school, schools + curator, 1,
					(double)cost_of(search, school, curator));
	}
	((struct vertex *)graph->v[drain + 1]->data)->supply = -(double)schools;
	for (uint32_t curator = 0; curator <= search->none; curator++)
		add_arc(graph, schools + curator, drain, search->places[curator], 0);
	return graph;
}

static void take_flow(struct search *search, const glp_graph *graph)
{
	uint32_t schools = search->assignment->schools;
	for (uint32_t school = 0; school < schools; school++) {
		const glp_vertex *vertex = graph->v[school + 1];
		search->school_duals[school] = (int64_t)((struct vertex *)vertex->data)->dual;
		for (const glp_arc *arc = vertex->out; arc; arc = arc->t_next)
			if (((struct arc *)arc->data)->flow > 0.5)
				search->partners[school] = (uint32_t)arc->head->i - schools - 1;
		search->used[search->partners[school]]++;
	}
	for (uint32_t i = 0; i <= search->none + 1; i++) {
		int64_t dual = (int64_t)((struct vertex *)graph->v[schools + i + 1]->data)->dual;
		if (i <= search->none)
			search->curator_duals[i] = dual;
		else
			search->drain_dual = dual;
	}
}

/* What the pair costs by the dual values: 0 for those that an optimal flow may have or not. */
static int64_t reduced(const struct search *search, uint32_t school, uint32_t curator)
{
	return cost_of(search, school, curator) - search->school_duals[school] +
		search->curator_duals[curator];
}

static bool is_tight(const struct search *search, uint32_t school, uint32_t curator)
{
	return cost_of(search, school, curator) != ASSIGNMENT_NEVER &&
		reduced(search, school, curator) == 0;
}

static int64_t drained(const struct search *search, uint32_t curator)
{
	return search->drain_dual - search->curator_duals[curator];
}

/* The proof that nothing is cheaper: no arc with room costs less than 0 by the dual values, and none in
 * use more. */
static void check_optimal(const struct search *search)
{
	bool good = true;
	for (uint32_t school = 0; school < search->assignment->schools; school++)
		for (uint32_t curator = 0; curator <= search->none; curator++) {
			if (cost_of(search, school, curator) == ASSIGNMENT_NEVER)
				continue;
			int64_t cost = reduced(search, school, curator);
			good = good &&
				(search->partners[school] == curator ? cost <= 0 : cost >= 0);
		}
	for (uint32_t curator = 0; curator <= search->none; curator++)
		good = good && search->used[curator] <= search->places[curator] &&
			(search->used[curator] == search->places[curator] ||
				drained(search, curator) >= 0) &&
			(search->used[curator] == 0 || drained(search, curator) <= 0);
	if (!good)
		fail(STATUS_SYSTEM, _("the solver's assignment is not the cheapest one"));
}

static void reach(struct search *search, uint32_t *end, uint32_t node, uint32_t school, uint32_t to)
{
	search->reached[node] = true;
	search->by_school[node] = school;
	search->to[node] = to;
	search->queue[(*end)++] = node;
}

/* Finds from which curators a place can be handed on, at no cost and without the schools up to this one,
 * until it ends at the curator that this one gives up: by schools behind it that change, or by the
 * drain, where one curator takes a school more and another one less. */
static void find_ways(struct search *search, uint32_t school)
{
	uint32_t drain = search->none + 1, end = 0;
	memset(search->reached, 0, (drain + 1) * sizeof *search->reached);
	reach(search, &end, search->partners[school], ASSIGNMENT_NONE, ASSIGNMENT_NONE);
	for (uint32_t at = 0; at < end; at++) {
		uint32_t node = search->queue[at];
		if (node == drain) {
			for (uint32_t i = 0; i <= search->none; i++)
				if (!search->reached[i] && search->used[i] < search->places[i] &&
					drained(search, i) == 0)
					reach(search, &end, i, ASSIGNMENT_NONE, drain);
			continue;
		}
		for (uint32_t i = school + 1; i < search->assignment->schools; i++) {
			uint32_t partner = search->partners[i];
			if (!search->reached[partner] && is_tight(search, i, node) &&
				is_tight(search, i, partner))
				reach(search, &end, partner, i, node);
		}
		if (!search->reached[drain] && search->used[node] && drained(search, node) == 0)
			reach(search, &end, drain, ASSIGNMENT_NONE, node);
	}
}

/* Gives the school that curator, and hands places on along the way found. */
static void change(struct search *search, uint32_t school, uint32_t curator)
{
	uint32_t drain = search->none + 1;
	for (uint32_t at = curator; at != search->partners[school]; at = search->to[at]) {
		if (at == drain)
			search->used[search->to[at]]--;
		else if (search->by_school[at] == ASSIGNMENT_NONE)
			search->used[at]++;
		else
			search->partners[search->by_school[at]] = search->to[at];
	}
	search->partners[school] = curator;
}

static void choose_first(struct search *search)
{
	for (uint32_t school = 0; school < search->assignment->schools; school++) {
		uint32_t partner = search->partners[school], better = 0;
		while (better < partner && !is_tight(search, school, better))
			better++;
		if (better == partner || !is_tight(search, school, partner))
			continue;
		find_ways(search, school);
		while (better < partner &&
			!(search->reached[better] && is_tight(search, school, better)))
			better++;
		if (better < partner)
			change(search, school, better);
	}
}

/* GLPK ends the program by itself when memory runs out; it is to be said like everything else. */
static void out_of_memory(void *nothing)
{
	(void)nothing;
	fail(STATUS_SYSTEM, _("the solver has no memory, or met an error of its own"));
}

static bool solve(struct search *search)
{
	double cost;
	glp_term_out(GLP_OFF);
	glp_error_hook(out_of_memory, NULL);
	glp_graph *graph = make_graph(search);
	int result = glp_mincost_okalg(graph, offsetof(struct vertex, supply),
		offsetof(struct arc, least), offsetof(struct arc, most), offsetof(struct arc, cost),
		&cost, offsetof(struct arc, flow), offsetof(struct vertex, dual));
	if (result == 0)
		take_flow(search, graph);
	glp_delete_graph(graph);
	glp_free_env();
	if (result == GLP_ERANGE)
		return false;
	if (result != 0)
		fail(STATUS_SYSTEM, _("the solver found no assignment (its status is %d)"), result);
	check_optimal(search);
	return true;
}

bool assignment_solve(const struct assignment *assignment, uint32_t *partners)
{
	size_t nodes = (size_t)assignment->curators + 2;
	struct search search = {
		.assignment = assignment,
		.none = assignment->curators,
		.penalty = penalty_of(assignment),
		.school_duals = memory_get(assignment->schools, sizeof(int64_t)),
		.curator_duals = memory_get(nodes, sizeof(int64_t)),
		.partners = partners,
		.used = memory_get(nodes, sizeof(uint32_t)),
		.places = memory_get(nodes, sizeof(uint32_t)),
		.reached = memory_get(nodes, sizeof(bool)),
		.by_school = memory_get(nodes, sizeof(uint32_t)),
		.to = memory_get(nodes, sizeof(uint32_t)),
		.queue = memory_get(nodes, sizeof(uint32_t)),
	};
	if (assignment->curators)
		memcpy(search.places, assignment->places, assignment->curators * sizeof(uint32_t));
	search.places[search.none] = assignment->schools;
	bool solved = search.penalty < INT32_MAX / 4 && (!assignment->schools || solve(&search));
	if (solved && assignment->schools)
		choose_first(&search);
	for (uint32_t i = 0; solved && i < assignment->schools; i++)
		partners[i] = partners[i] == search.none ? ASSIGNMENT_NONE : partners[i];
	free(search.school_duals);
	free(search.curator_duals);
	free(search.used);
	free(search.places);
	free(search.reached);
	free(search.by_school);
	free(search.to);
	free(search.queue);
	return solved;
}
