/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quadrant.h"

#include <stdlib.h>

enum { REASON_PLACES = 3 };

const char *quadrant_word(enum quadrant_class class)
{
	static const char *const words[] = {
		"failing", "effective", "deprived", "resilient", "no_data"};
	return words[class];
}

enum quadrant_class quadrant_class_of(bool results_high, bool social_high)
{
	if (social_high)
		return results_high ? QUADRANT_EFFECTIVE : QUADRANT_FAILING;
	return results_high ? QUADRANT_RESILIENT : QUADRANT_DEPRIVED;
}

/* Is there anything to compare the index with: a number, or another school that has it? */
static bool is_comparable(
	const struct quadrant_rule *rule, const struct quadrant_group *group, size_t index)
{
	return rule->cuts[index].kind == CUT_NUMBER || group->points[index].schools > 1;
}

void quadrant_judge(const struct quadrant_rule *rule, struct quadrant_group *group)
{
	wide *values = memory_get(group->count, sizeof *values);
	for (size_t index = 0; index < QUADRANT_INDICES; index++) {
		size_t known = 0;
		for (size_t i = 0; i < group->count; i++)
			if (group->schools[i]->readings[index])
				values[known++] = group->schools[i]->readings[index]->value;
		group->points[index] = cut_of(&rule->cuts[index], values, known);
	}
	free(values);
	bool comparable = is_comparable(rule, group, QUADRANT_RESULTS) &&
		is_comparable(rule, group, QUADRANT_SOCIAL);
	for (size_t i = 0; i < group->count; i++) {
		struct quadrant_school *school = group->schools[i];
		const struct reading *results = school->readings[QUADRANT_RESULTS];
		const struct reading *social = school->readings[QUADRANT_SOCIAL];
		school->class = QUADRANT_NO_DATA;
		if (results && social && comparable)
			school->class = quadrant_class_of(
				cut_is_high(&group->points[QUADRANT_RESULTS], results->value),
				cut_is_high(&group->points[QUADRANT_SOCIAL], social->value));
	}
}

/* Of "results_index:ege-mat" what stands behind "results_index:"; an empty text for other names. */
static struct text behind(struct text name, struct text index)
{
	if (name.length <= index.length + 1 || name.at[index.length] != ':' ||
		memcmp(name.at, index.at, index.length) != 0)
		return (struct text){"", 0};
	return (struct text){name.at + index.length + 1, name.length - index.length - 1};
}

static void put_plural(struct sink *out, uint64_t count, const char *word)
{
	sink_string(out, word);
	if (count != 1)
		sink_byte(out, 's');
}

/* , 2 of 3 years */
static void put_years(const struct readings *readings, const struct cell_readings *cell,
	struct text index, struct sink *out)
{
	for (size_t i = 0; i < cell->count; i++) {
		const struct reading *item = &cell->items[i];
		if (!text_is(behind(readings->names.texts[item->name], index), "years"))
			continue;
		sink_string(out, ", ");
		sink_decimal(out, item->value, VALUE_PLACES);
		sink_string(out, " of ");
		sink_count(out, item->n);
		put_plural(out, item->n, " year");
	}
}

/* ; results_index of ege-mat 44.120 (n 31), ege-rus 50.300 (n 33) */
static void put_components(const struct readings *readings, const struct cell_readings *cell,
	struct text index, struct sink *out)
{
	bool first = true;
	for (size_t i = 0; cell && i < cell->count; i++) {
		const struct reading *item = &cell->items[i];
		struct text component = behind(readings->names.texts[item->name], index);
		if (!component.length || text_is(component, "years"))
			continue;
		if (first) {
			sink_string(out, "; ");
			sink_escaped(out, index);
			sink_string(out, " of ");
		} else {
			sink_string(out, ", ");
		}
		first = false;
		sink_escaped(out, component);
		sink_byte(out, ' ');
		sink_fixed(out,
			number_divide(item->value, number_power(VALUE_PLACES - REASON_PLACES)),
			REASON_PLACES);
		sink_string(out, " (n ");
		sink_count(out, item->n);
		sink_byte(out, ')');
	}
}

static void put_near(const struct quadrant_rule *rule, const struct quadrant_group *group,
	const struct quadrant_school *school, struct sink *out)
{
	const char *link = "; near the cut: ";
	for (size_t index = 0; index < QUADRANT_INDICES; index++) {
		const struct reading *reading = school->readings[index];
		if (!reading || !cut_is_near(&group->points[index], reading->value, rule->grey))
			continue;
		sink_string(out, link);
		sink_escaped(out, rule->names[index]);
		link = ", ";
	}
}

/* Of a school that has both indices, and one of them alone: which. */
static void put_lone(const struct quadrant_rule *rule, const struct quadrant_group *group,
	const struct quadrant_school *school, struct sink *out)
{
	const char *link = " with ";
	if (school->class != QUADRANT_NO_DATA || !school->readings[QUADRANT_RESULTS] ||
		!school->readings[QUADRANT_SOCIAL])
		return;
	sink_string(out, "; the only school of its group");
	for (size_t index = 0; index < QUADRANT_INDICES; index++) {
		if (group->count == 1 || is_comparable(rule, group, index))
			continue;
		sink_string(out, link);
		sink_escaped(out, rule->names[index]);
		link = ", ";
	}
}

void quadrant_explain(const struct quadrant_rule *rule, const struct quadrant_group *group,
	const struct quadrant_school *school, const struct readings *readings, uint64_t year,
	struct sink *out)
{
	const struct cell_readings *cell = readings_of(readings, school->number, year);
	for (size_t index = 0; index < QUADRANT_INDICES; index++) {
		const struct reading *reading = school->readings[index];
		if (index)
			sink_string(out, "; ");
		if (!reading) {
			sink_string(out, "no ");
			sink_escaped(out, rule->names[index]);
			sink_string(out, " in ");
			sink_count(out, year);
			continue;
		}
		sink_escaped(out, rule->names[index]);
		sink_byte(out, ' ');
		cut_explain(&rule->cuts[index], &group->points[index], reading->value, out);
		sink_string(out, ", ");
		sink_count(out, reading->n);
		put_plural(out, reading->n, " component");
		put_years(readings, cell, rule->names[index], out);
	}
	put_lone(rule, group, school, out);
	put_near(rule, group, school, out);
	for (size_t index = 0; index < QUADRANT_INDICES; index++)
		put_components(readings, cell, rule->names[index], out);
}
