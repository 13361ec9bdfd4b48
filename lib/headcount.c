/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "headcount.h"

#include <stdlib.h>

static struct headcount_group *find_group(
	struct headcount *headcount, size_t line, struct text name)
{
	struct wording key = {0};
	wording_add_count(&key, line);
	wording_add_string(&key, "\t");
	size_t before = key.length;
	wording_add(&key, name);
	uint32_t known = headcount->names.count;
	uint32_t number = dictionary_add(&headcount->names, wording_text(&key));
	wording_free(&key);
	headcount->groups = memory_grow(headcount->groups, &headcount->room, headcount->names.count,
		sizeof *headcount->groups);
	struct headcount_group *group = &headcount->groups[number];
	if (number == known) {
		struct text kept = headcount->names.texts[number];
		*group = (struct headcount_group){
			.line = line, .name = {kept.at + before, kept.length - before}};
	}
	return group;
}

void headcount_add(
	struct headcount *headcount, size_t line, struct text name, struct text school, bool hit)
{
	struct headcount_group *group = find_group(headcount, line, name);
	uint32_t known = group->schools.count;
	uint32_t number = dictionary_add(&group->schools, school);
	group->hits = memory_grow(
		group->hits, &group->hit_room, group->schools.count, sizeof *group->hits);
	if (number == known)
		group->hits[number] = false;
	group->hit_count += hit && !group->hits[number];
	group->hits[number] = group->hits[number] || hit;
}

void headcount_tell(const struct headcount_group *group, struct wording *into)
{
	uint32_t *order = dictionary_sorted(&group->schools);
	const char *mark = ": ";
	wording_add_count(into, group->hit_count);
	wording_add_string(into, " of ");
	wording_add_count(into, group->schools.count);
	wording_add_string(into, group->schools.count == 1 ? " school" : " schools");
	for (uint32_t i = 0; i < group->schools.count; i++) {
		if (!group->hits[order[i]])
			continue;
		wording_add_string(into, mark);
		wording_add(into, group->schools.texts[order[i]]);
		mark = ", ";
	}
	free(order);
}

void headcount_free(struct headcount *headcount)
{
	for (uint32_t i = 0; i < headcount->names.count; i++) {
		dictionary_empty(&headcount->groups[i].schools);
		free(headcount->groups[i].hits);
	}
	free(headcount->groups);
	dictionary_empty(&headcount->names);
}
