/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recover [-c] INDICATORS TOTALS [DYNAMICS…]: an attacker. Of published figures he makes one system
 * of linear equations and inequalities in whole numbers, what he does not know being its unknowns,
 * and asks a solver (GLPK) for the least and the greatest value of each. The unknowns are n and h,
 * the pupils and those with a low result of each school, and their totals; the relations are
 *
 *   total of the region = sum of the municipalities, total of a municipality = sum of its schools
 *   0 <= h <= n, and h within what an exact, a rounded or a coarse share tells (-c: exact totals)
 *   measures of the same pupils have the same n; ege-mat is the sum of its two levels
 *   of the schools of a municipality the smallest are hidden: none has more pupils than one that is shown
 *   mean times n is the sum of the marks, or of the scores, of those who failed and who passed
 *
 * A line for each thing found:
 *
 *   n, hits      a hidden figure (*), or all, none: whoever is behind it has failed, or has not
 *   narrow       of what is hidden in a municipality, or in all without a total, fewer numbers of low
 *                results are left than a coarse share stands for, some of them near none or all
 *   coarse       a coarse figure (<5 %) has but one value left
 *   rest         what one level leaves for the other: fewer than ten, or a figure of that
 *   marks        how many have a mark; scores: all who failed, or who passed, have the same
 *   interval     of a mean: it tells the spread, and so the marks
 *   change       a figure that is hidden or coarse stands in DYNAMICS
 *
 * Status 2 where the relations contradict each other: then he has misunderstood something.
 */
#include "equations.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 16 };

struct figure {
	char *year, *measure, *town, *school;
	int n, h;
	bool hidden;
};

static struct figure *figures;
static int figure_count;
static bool is_control;

/* Could k of n be shown so? `rounded`: in whole percents, where it is not coarse. */
static bool fits(int k, int n, const char *value, bool rounded)
{
	int band = band_of(n);
	if (*value == '<')
		return k * 100 < band * n;
	if (*value == '>')
		return k * 100 > (100 - band) * n;
	if (!rounded)
		return fabs((double)k / n - atof(value)) < 1e-9;
	return (200 * k + n) / (2 * n) == lround(atof(value) * 100) && k * 100 >= band * n &&
		k * 100 <= (100 - band) * n;
}

static void learn(int n_unknown, int h_unknown, const char *n, const char *value, bool rounded)
{
	int first = -1, last = -1, count = atoi(n);
	relate(0, far_away);
	include(n_unknown, 1);
	include(h_unknown, -1);
	if (!*n)
		return;
	bound(n_unknown, count, count);
	for (int k = 0; k <= count; k++)
		if (fits(k, count, value, rounded)) {
			first = first < 0 ? k : first;
			last = k;
		}
	if (first >= 0)
		bound(h_unknown, first, last);
	if (first < last && strchr("<>", *value))
		want("coarse", h_unknown, -1);
}

struct table {
	FILE *file;
	char line[LONGEST], *cells[FIELDS], names[LONGEST];
	int columns[FIELDS]; /* of the names asked for */
};

static void split(char *line, char **cells)
{
	char *end = line + strcspn(line, "\n"), *rest = line;
	*end = '\0';
	for (int i = 0; i < FIELDS; i++)
		cells[i] = rest ? strsep(&rest, "\t") : end;
}

static void open_table(struct table *table, const char *path, const char *names)
{
	char wanted[LONGEST], *at = wanted, *name;
	table->file = fopen(path, "r");
	if (!table->file || !fgets(table->names, LONGEST, table->file)) {
		perror(path);
		exit(3);
	}
	split(table->names, table->cells);
	snprintf(wanted, sizeof wanted, "%s", names);
	for (int i = 0; (name = strsep(&at, " ")); i++) {
		table->columns[i] = FIELDS - 1;
		for (int k = 0; k < FIELDS; k++)
			if (strcmp(table->cells[k], name) == 0)
				table->columns[i] = k;
	}
}

static bool next(struct table *table)
{
	if (!fgets(table->line, LONGEST, table->file)) {
		fclose(table->file);
		return false;
	}
	split(table->line, table->cells);
	return true;
}

static char *cell(const struct table *table, int name)
{
	return table->cells[table->columns[name]];
}

/* Cuts `oge-mat:share`. */
static const char *cut(char *indicator)
{
	char *colon = strchr(indicator, ':');
	if (!colon)
		return "";
	*colon = '\0';
	return colon + 1;
}

/* The measure of the results of the same pupils: oge-mat of oge_mark-mat. */
static const char *results_of(const char *measure)
{
	static char name[LONGEST];
	const char *mark = strstr(measure, "_mark-");
	snprintf(name, sizeof name, "%.*s%s", mark ? (int)(mark - measure) : 0, measure,
		mark ? mark + 5 : measure);
	return name;
}

/* Measures of one name count the same pupils. */
static const char *pupils_of(const char *measure)
{
	if (strncmp(measure, "social-", 7) == 0)
		return "social";
	return strncmp(measure, "activity-", 9) == 0 ? "activity" : results_of(measure);
}

/* Marks are 2 to 5, and 2 is low. */
static void learn_marks(const struct figure *it, double sum)
{
	int marks[6], h = find(false, "h %s %s %s", it->year, results_of(it->measure), it->school);
	for (int mark = 2; mark <= 5; mark++) {
		marks[mark] = mark == 2 && h >= 0
			? h
			: find(true, "mark %d %s %s %s", mark, it->year, it->measure, it->school);
		if (mark > 2 || h < 0)
			want("marks", marks[mark], -1);
	}
	relate(0, 0);
	include(it->n, 1);
	for (int mark = 2; mark <= 5; mark++)
		include(marks[mark], -1);
	relate(sum, sum);
	for (int mark = 2; mark <= 5; mark++)
		include(marks[mark], mark);
}

/* Of those who failed none has more than `low`, of those who passed none less than `pass`. */
static void learn_scores(const struct figure *it, double sum, double low, double pass, double most)
{
	int h = find(false, "h %s %s %s", it->year, it->measure, it->school);
	if (h < 0)
		return;
	int failed = find(true, "sum of who failed %s %s %s", it->year, it->measure, it->school);
	int passed = find(true, "sum of who passed %s %s %s", it->year, it->measure, it->school);
	int above =
		find(true, "scores above the least %s %s %s", it->year, it->measure, it->school);
	int below = find(true, "scores below the most %s %s %s", it->year, it->measure, it->school);
	relate(sum, sum);
	include(failed, 1);
	include(passed, 1);
	relate(-far_away, 0);
	include(failed, 1);
	include(h, -low);
	relate(0, 0);
	include(above, 1);
	include(passed, -1);
	include(it->n, pass);
	include(h, -pass);
	relate(0, 0);
	include(below, 1);
	include(passed, 1);
	include(it->n, -most);
	include(h, most);
	want("scores", above, -1);
	want("scores", below, -1);
}

static void learn_mean(const struct figure *it, const char *value)
{
	double sum = round(atof(value) * least_of(it->n));
	if (strncmp(it->measure, "vpr", 3) == 0 || strstr(it->measure, "_mark-"))
		learn_marks(it, sum);
	else if (strcmp(it->measure, "ege-rus") == 0)
		learn_scores(it, sum, 23, 24, 100);
	else if (strcmp(it->measure, "ege-mat_prof") == 0)
		learn_scores(it, sum, 26, 27, 100);
	else if (strncmp(it->measure, "oge-", 4) == 0)
		learn_scores(it, sum, 39, 0, 39);
}

static void read_indicators(const char *path)
{
	enum { YEAR, TOWN, SCHOOL, INDICATOR, N, VALUE, LO };
	struct table table;
	/* The means come when all shares are known. */
	for (int round = 0; round < 2; round++) {
		open_table(&table, path, "year municipality school_id indicator n value lo");
		while (next(&table)) {
			char *measure = cell(&table, INDICATOR);
			const char *statistic = cut(measure), *year = cell(&table, YEAR);
			const char *school = cell(&table, SCHOOL), *value = cell(&table, VALUE);
			bool mean = strcmp(statistic, "mean") == 0;
			if (!*school || (!mean && strcmp(statistic, "share") != 0) || mean != round)
				continue;
			struct figure it = {strdup(year), strdup(measure),
				strdup(cell(&table, TOWN)), strdup(school),
				find(true, "n %s %s %s", year, pupils_of(measure), school), -1,
				*value == '*'};
			bound(it.n, 1, far_away);
			if (!mean) {
				it.h = find(true, "h %s %s %s", year, measure, school);
				learn(it.n, it.h, cell(&table, N), value, false);
				if (*value == '*') {
					want("n", it.n, -1);
					want("hits", it.h, it.n);
				}
			} else if (*cell(&table, N)) {
				bound(it.n, atof(cell(&table, N)), atof(cell(&table, N)));
				learn_mean(&it, value);
			}
			if (mean && *cell(&table, LO))
				printf("interval %s %s %s\n", year, measure, school);
			figures = more(figures, figure_count, sizeof *figures);
			figures[figure_count++] = it;
		}
	}
}

static void read_totals(const char *path)
{
	enum { YEAR, TOWN, INDICATOR, N, VALUE };
	struct table table;
	open_table(&table, path, "year municipality indicator n value");
	while (next(&table)) {
		char *measure = cell(&table, INDICATOR), *year = cell(&table, YEAR);
		cut(measure);
		if (*cell(&table, N))
			find(true, "shown %s %s %s", year, measure, cell(&table, TOWN));
		learn(find(true, "N %s %s %s", year, measure, cell(&table, TOWN)),
			find(true, "H %s %s %s", year, measure, cell(&table, TOWN)),
			cell(&table, N), cell(&table, VALUE), !is_control);
	}
}

static int by_place(const void *one, const void *other)
{
	const struct figure *a = one, *b = other;
	int order = strcmp(a->year, b->year);
	order = order ? order : strcmp(a->measure, b->measure);
	return order ? order : strcmp(a->town, b->town);
}

/* The total is the sum of the figures, from the first to the one before the last, or of the towns. */
static void add_up(char kind, int total, int first, int last, bool towns)
{
	if (total < 0)
		return;
	relate(0, 0);
	include(total, -1);
	for (int i = first; i < last; i++) {
		const struct figure *it = &figures[i];
		if (!towns)
			include(kind == 'N' ? it->n : it->h, 1);
		else if (i == first || strcmp(it->town, it[-1].town) != 0)
			include(find(true, "%c %s %s %s", kind, it->year, it->measure, it->town),
				1);
	}
}

/* The figures of a municipality. Levels of ege-mat are hidden for other reasons. */
static void learn_order(int first, int last)
{
	double least = far_away;
	if (strstr(figures[first].measure, "mat_"))
		return;
	for (int i = first; i < last; i++)
		if (least_of(figures[i].n) > 1)
			least = fmin(least, least_of(figures[i].n));
	for (int i = first; i < last; i++)
		if (least_of(figures[i].n) <= 1)
			bound(figures[i].n, 1, least);
}

/* The hidden of one municipality, or of all whose total is hidden. Levels of ege-mat are hidden for
 * other reasons. */
static bool is_behind(const struct figure *it, bool of_all)
{
	return it->hidden && !strstr(it->measure, "mat_") &&
		(!of_all || find(false, "shown %s %s %s", it->year, it->measure, it->town) < 0);
}

/* What is hidden from the first to the one before the last, as one group. */
static void group(const char *name, int first, int last, bool of_all)
{
	const struct figure *at = &figures[first];
	bool some = false;
	for (int i = first; i < last; i++)
		some = some || is_behind(&figures[i], of_all);
	if (!some)
		return;
	int n = find(true, "n of %s %s %s", name, at->year, at->measure);
	int h = find(true, "h of %s %s %s", name, at->year, at->measure);
	for (int hits = 0; hits < 2; hits++) {
		relate(0, 0);
		include(hits ? h : n, -1);
		for (int i = first; i < last; i++)
			if (is_behind(&figures[i], of_all))
				include(hits ? figures[i].h : figures[i].n, 1);
	}
	want("narrow", h, n);
}

static void add_totals(void)
{
	int shares = 0;
	for (int i = 0; i < figure_count; i++)
		if (figures[i].h >= 0)
			figures[shares++] = figures[i];
	figure_count = shares;
	qsort(figures, (size_t)figure_count, sizeof *figures, by_place);
	for (int i = 0, town = 0, series = 0; i < figure_count; i++) {
		const struct figure *it = &figures[i];
		bool ends = i + 1 == figure_count || by_place(it, it + 1) != 0;
		bool closes = i + 1 == figure_count || strcmp(it->year, it[1].year) != 0 ||
			strcmp(it->measure, it[1].measure) != 0;
		if (ends) {
			learn_order(town, i + 1);
			group(it->town, town, i + 1, false);
		}
		if (closes)
			group("all without a total", series, i + 1, true);
		for (const char *kind = "NH"; ends && *kind; kind++)
			add_up(*kind,
				find(true, "%c %s %s %s", *kind, it->year, it->measure, it->town),
				town, i + 1, false);
		for (const char *kind = "NH"; closes && *kind; kind++)
			add_up(*kind, find(false, "%c %s %s ", *kind, it->year, it->measure),
				series, i + 1, true);
		town = ends ? i + 1 : town;
		series = closes ? i + 1 : series;
	}
}

/* What ege-mat has beside one level is the other, whether that is published or not. */
static void add_levels(void)
{
	for (int i = 0; i < figure_count; i++) {
		const struct figure *it = &figures[i];
		if (strcmp(it->measure, "ege-mat") != 0)
			continue;
		int prof = find(false, "n %s ege-mat_prof %s", it->year, it->school);
		if (prof < 0)
			continue;
		int prof_h = find(true, "h %s ege-mat_prof %s", it->year, it->school);
		int rest = find(true, "n %s ege-mat_base %s", it->year, it->school);
		int rest_h = find(true, "h %s ege-mat_base %s", it->year, it->school);
		relate(0, far_away);
		include(rest, 1);
		include(rest_h, -1);
		relate(0, far_away);
		include(prof, 1);
		include(prof_h, -1);
		for (int kind = 0; kind < 2; kind++) {
			relate(0, 0);
			include(kind ? it->n : it->h, 1);
			include(kind ? prof : prof_h, -1);
			include(kind ? rest : rest_h, -1);
		}
		want("rest", rest, -1);
		want("rest", rest_h, rest);
	}
}

/* Is the share, or the mean, whole among the published ones? */
static bool is_whole(const char *path, const char *year, const char *school, const char *indicator)
{
	enum { YEAR, SCHOOL, INDICATOR, VALUE };
	static bool is_read;
	struct table table;
	char name[LONGEST];
	if (!is_read) {
		open_table(&table, path, "year school_id indicator value");
		while (next(&table))
			if (!strpbrk(cell(&table, VALUE), "*<>"))
				find(true, "whole %s %s %s", cell(&table, YEAR),
					cell(&table, SCHOOL), cell(&table, INDICATOR));
		is_read = true;
	}
	snprintf(name, sizeof name, "%s", indicator);
	return find(false, "whole %s %s %s", year, school, name) >= 0;
}

static void check_changes(const char *indicators, const char *path)
{
	enum { SCHOOL, INDICATOR, FROM, TO, LO };
	struct table table;
	open_table(&table, path, "school_id indicator year_from year_to lo");
	while (next(&table))
		if (!is_whole(indicators, cell(&table, FROM), cell(&table, SCHOOL),
			    cell(&table, INDICATOR)) ||
			!is_whole(indicators, cell(&table, TO), cell(&table, SCHOOL),
				cell(&table, INDICATOR)) ||
			(strstr(cell(&table, INDICATOR), ":mean") && *cell(&table, LO)))
			printf("change %s %s %s %s\n", cell(&table, SCHOOL),
				cell(&table, INDICATOR), cell(&table, FROM), cell(&table, TO));
}

int main(int argc, char **argv)
{
	is_control = argc > 1 && strcmp(argv[1], "-c") == 0;
	argv += is_control;
	argc -= is_control;
	if (argc < 3) {
		fputs("usage: recover [-c] INDICATORS TOTALS [DYNAMICS...]\n", stderr);
		return 2;
	}
	read_indicators(argv[1]);
	read_totals(argv[2]);
	add_levels();
	add_totals();
	solve_all();
	for (int i = 3; i < argc; i++)
		check_changes(argv[1], argv[i]);
	return 0;
}
