/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quadrant_verdicts.h"
#include "absence.h"
#include "bootstrap.h"
#include "message.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>

/* --cut: of both indices, or of the one that is named. */
static void read_cut(struct quadrant_rule *rule, const char *value)
{
	const char *equals = strrchr(value, '=');
	struct text name = {value, equals ? (size_t)(equals - value) : 0};
	struct cut cut;
	bool used = false;
	if (!cut_read(&cut, text_of(equals ? equals + 1 : value)))
		fail(STATUS_USAGE, _("--cut: found %s, expected median, mean or a number"),
			quote(text_of(value)).string);
	for (size_t i = 0; i < QUADRANT_INDICES; i++)
		if (!equals || text_equal(name, rule->names[i])) {
			rule->cuts[i] = cut;
			used = true;
		}
	if (!used)
		fail(STATUS_USAGE, _("--cut: found %s, expected %s or %s before the ="),
			quote(name).string, rule->names[QUADRANT_RESULTS].at,
			rule->names[QUADRANT_SOCIAL].at);
}

void quadrant_verdicts_read(struct quadrant_verdicts *verdicts,
	const struct quadrant_options *options, struct registry *registry, bool has_registry)
{
	struct quadrant_rule *rule = &verdicts->rule;
	rule->names[QUADRANT_RESULTS] = text_of(options->results);
	rule->names[QUADRANT_SOCIAL] = text_of(options->social);
	if (strcmp(options->results, options->social) == 0)
		fail(STATUS_USAGE, _("--results and --social name the same indicator"));
	for (size_t i = 0; i < options->cuts.count; i++)
		read_cut(rule, options->cuts.items[i]);
	if (!number_decimal(text_of(options->grey), VALUE_PLACES, &rule->grey) || rule->grey < 0 ||
		rule->grey > INT64_MAX)
		fail(STATUS_USAGE, _("--grey: found %s, expected a number of at least 0"),
			quote(text_of(options->grey)).string);
	rule->replicates = option_count("replicates", options->replicates);
	rule->seed = option_count("seed", options->seed);
	if (!rule->seed || rule->seed > UINT32_MAX)
		fail(STATUS_USAGE, _("--seed: found %s, expected a number from 1 to %u"),
			quote(text_of(options->seed)).string, UINT32_MAX);
	scopes_read(&verdicts->scopes, "within", options->within, registry, has_registry);
}

bool quadrant_verdicts_want(const struct quadrant_verdicts *verdicts, struct text indicator)
{
	for (size_t i = 0; i < QUADRANT_INDICES; i++) {
		struct text index = verdicts->rule.names[i];
		if (indicator.length >= index.length &&
			memcmp(indicator.at, index.at, index.length) == 0 &&
			(indicator.length == index.length || indicator.at[index.length] == ':'))
			return true;
	}
	return false;
}

/* The schools of a scope, in a year. */
struct scene {
	const struct scope *scope;
	char *rule_name;
	struct dictionary keys;         /* of the groups */
	uint32_t *group_of;             /* by place in the order of schools */
	struct quadrant_school *judged; /* likewise; anew each year */
	struct quadrant_group *groups;  /* by key */
};

struct stage {
	const struct quadrant_verdicts *verdicts;
	const struct registry *registry;
	uint32_t *order; /* of the schools */
	uint32_t school_count;
	struct scene *scenes;
	size_t scene_count;
};

/* quadrant, quadrant_municipality … */
static char *name_rule(const struct scope *scope)
{
	size_t room = sizeof "quadrant_" + scope->column.length;
	char *name = memory_get(room, 1);
	if (scope_is_region(scope))
		snprintf(name, room, "quadrant");
	else
		snprintf(name, room, "quadrant_%.*s", (int)scope->column.length, scope->column.at);
	return name;
}

/* Parts the schools into groups, which are the same in every year. */
static void set_scene(struct scene *scene, const struct stage *stage, const struct scope *scope)
{
	const struct roster *roster = &stage->verdicts->readings.roster;
	uint32_t schools = stage->school_count;
	*scene = (struct scene){.scope = scope,
		.rule_name = name_rule(scope),
		.group_of = memory_get(schools, sizeof *scene->group_of),
		.judged = memory_get(schools, sizeof *scene->judged)};
	for (uint32_t i = 0; i < schools; i++)
		scene->group_of[i] = dictionary_add(
			&scene->keys, scope_group(scope, stage->registry, roster, stage->order[i]));
	scene->groups = memory_get(scene->keys.count, sizeof *scene->groups);
	for (uint32_t i = 0; i < schools; i++)
		scene->groups[scene->group_of[i]].count++;
	for (uint32_t i = 0; i < scene->keys.count; i++) {
		struct quadrant_group *group = &scene->groups[i];
		group->schools = memory_get(group->count, sizeof *group->schools);
		group->count = 0;
	}
	for (uint32_t i = 0; i < schools; i++) {
		struct quadrant_group *group = &scene->groups[scene->group_of[i]];
		group->schools[group->count++] = &scene->judged[i];
	}
}

static void judge_year(struct scene *scene, const struct stage *stage, uint64_t year)
{
	const struct quadrant_rule *rule = &stage->verdicts->rule;
	for (uint32_t i = 0; i < stage->school_count; i++) {
		struct quadrant_school *school = &scene->judged[i];
		*school = (struct quadrant_school){.number = stage->order[i]};
		for (size_t index = 0; index < QUADRANT_INDICES; index++)
			school->readings[index] = readings_find(&stage->verdicts->readings,
				school->number, year, rule->names[index]);
	}
	for (uint32_t i = 0; i < scene->keys.count; i++) {
		quadrant_judge(rule, &scene->groups[i]);
		bootstrap_group(rule, &scene->groups[i]);
	}
}

static void write_verdict(const struct scene *scene, const struct stage *stage, uint64_t year,
	uint32_t place, struct filter *filter)
{
	const struct readings *readings = &stage->verdicts->readings;
	const struct quadrant_school *school = &scene->judged[place];
	uint32_t group = scene->group_of[place];
	struct text id = readings->roster.schools.texts[school->number];
	struct sink *out = &filter->out;
	verdict_start(out, &readings->roster,
		&(struct verdict){.year = year,
			.school = school->number,
			.rule = scene->rule_name,
			.class = quadrant_word(school->class),
			.probability = school->probability});
	if (readings_of(readings, school->number, year) ||
		!absence_explain(stage->registry, id, year, out))
		quadrant_explain(
			&stage->verdicts->rule, &scene->groups[group], school, readings, year, out);
	scope_explain(scene->scope, scene->keys.texts[group], out);
	sink_byte(out, '\n');
	filter->account.output++;
}

static void write_year(struct stage *stage, uint64_t year, struct filter *filter)
{
	for (size_t i = 0; i < stage->scene_count; i++)
		judge_year(&stage->scenes[i], stage, year);
	for (uint32_t place = 0; place < stage->school_count; place++)
		for (size_t i = 0; i < stage->scene_count; i++)
			write_verdict(&stage->scenes[i], stage, year, place, filter);
}

static void clear_scene(struct scene *scene)
{
	for (uint32_t i = 0; i < scene->keys.count; i++)
		free(scene->groups[i].schools);
	free(scene->groups);
	free(scene->group_of);
	free(scene->judged);
	free(scene->rule_name);
	dictionary_empty(&scene->keys);
}

/* Without one of the indices there is no verdict at all. */

/* Where the data do not have what the rule rests on at all, its name is misspelled or a step before is
 * missing: nobody can be judged, and the run must not pass for a good one. */
static void tell_lack(struct filter *filter, const char *option, struct text name)
{
	message(_("--%s: there is no %s in the data; nobody can be judged"), option,
		quote(name).string);
	filter->account.faulty = true;
}

static void tell_missing(const struct quadrant_verdicts *verdicts, struct filter *filter)
{
	static const char *const names[QUADRANT_INDICES] = {"results", "social"};
	for (size_t i = 0; i < QUADRANT_INDICES; i++)
		if (!readings_have(&verdicts->readings, verdicts->rule.names[i]))
			tell_lack(filter, names[i], verdicts->rule.names[i]);
}

void quadrant_verdicts_write(
	struct quadrant_verdicts *verdicts, const struct registry *registry, struct filter *filter)
{
	const struct roster *roster = &verdicts->readings.roster;
	tell_missing(verdicts, filter);
	readings_complete(&verdicts->readings, registry);
	struct stage stage = {.verdicts = verdicts,
		.registry = registry,
		.order = roster_order(roster),
		.school_count = roster->schools.count,
		.scene_count = verdicts->scopes.count};
	stage.scenes = memory_get(stage.scene_count, sizeof *stage.scenes);
	for (size_t i = 0; i < stage.scene_count; i++)
		set_scene(&stage.scenes[i], &stage, &verdicts->scopes.items[i]);
	for (size_t i = 0; i < roster->year_count; i++)
		write_year(&stage, roster->years[i], filter);
	for (size_t i = 0; i < stage.scene_count; i++)
		clear_scene(&stage.scenes[i]);
	free(stage.scenes);
	free(stage.order);
}

void quadrant_verdicts_free(struct quadrant_verdicts *verdicts)
{
	readings_free(&verdicts->readings);
	scopes_free(&verdicts->scopes);
}
