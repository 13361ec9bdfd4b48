/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "predictor.h"
#include "message.h"

#include <math.h>
#include <stdlib.h>

/* Cuts the prefix off the text, if it stands there. */
static bool cut_prefix(struct text *text, const char *prefix)
{
	size_t length = strlen(prefix);
	if (text->length < length || memcmp(text->at, prefix, length) != 0)
		return false;
	*text = (struct text){text->at + length, text->length - length};
	return true;
}

static struct predictor read_one(struct text name)
{
	struct predictor predictor = {
		.kind = PREDICTOR_VALUE, .name = name, .kept = DICTIONARY_NONE};
	if (cut_prefix(&name, "log:n:")) {
		predictor.kind = PREDICTOR_LOG_N;
	} else if (cut_prefix(&name, "log:")) {
		predictor.kind = PREDICTOR_LOG;
	} else if (cut_prefix(&name, "registry:")) {
		predictor.kind = PREDICTOR_REGISTRY;
		struct text column, rest = name;
		text_next_part(&rest, '=', &column);
		predictor.wanted = rest.at ? rest : text_of("");
		name = column;
	}
	predictor.indicator = name;
	return predictor;
}

static void check(const struct predictors *predictors, const struct predictor *predictor,
	const char *option, bool has_registry)
{
	if (!predictor->indicator.length ||
		(predictor->kind == PREDICTOR_REGISTRY && !predictor->wanted.length))
		fail(STATUS_USAGE,
			_("--%s: found %s, expected INDICATOR, log:INDICATOR, log:n:INDICATOR or "
			  "registry:COLUMN=VALUE"),
			option, quote(predictor->name).string);
	if (predictor->kind == PREDICTOR_REGISTRY && !has_registry)
		fail(STATUS_USAGE, _("--%s: %s reads the registry, and --schools is not given"),
			option, quote(predictor->name).string);
	for (size_t i = 0; i < predictors->count; i++)
		if (text_equal(predictors->items[i].name, predictor->name))
			fail(STATUS_USAGE, _("--%s: %s stands twice"), option,
				quote(predictor->name).string);
}

void predictors_read(struct predictors *predictors, const char *option, const char *list,
	struct registry *registry, bool has_registry)
{
	struct text rest = text_of(list), part;
	while (text_next_part(&rest, ',', &part)) {
		struct predictor predictor = read_one(text_trim(part));
		check(predictors, &predictor, option, has_registry);
		if (predictor.kind == PREDICTOR_REGISTRY)
			predictor.kept = registry_keep(registry, predictor.indicator);
		predictors->items = memory_grow(predictors->items, &predictors->room,
			predictors->count + 1, sizeof *predictors->items);
		predictors->items[predictors->count++] = predictor;
	}
}

bool predictors_want(const struct predictors *predictors, struct text indicator)
{
	for (size_t i = 0; i < predictors->count; i++)
		if (predictors->items[i].kind != PREDICTOR_REGISTRY &&
			text_equal(predictors->items[i].indicator, indicator))
			return true;
	return false;
}

static bool registry_value(const struct predictor *predictor, const struct readings *readings,
	const struct registry *registry, uint32_t number, double *value)
{
	struct text id = readings->roster.schools.texts[number];
	struct text found =
		registry_kept(registry, registry_find(registry, BY_CODE, id), predictor->kept);
	*value = text_equal(found, predictor->wanted);
	return found.length > 0;
}

bool predictor_value(const struct predictor *predictor, const struct readings *readings,
	const struct registry *registry, uint32_t school, uint64_t year, double *value)
{
	if (predictor->kind == PREDICTOR_REGISTRY)
		return registry_value(predictor, readings, registry, school, value);
	const struct reading *reading = readings_find(readings, school, year, predictor->indicator);
	if (!reading)
		return false;
	*value = predictor->kind == PREDICTOR_LOG_N ? (double)reading->n
						    : reading_number(reading->value);
	if (predictor->kind == PREDICTOR_VALUE)
		return true;
	if (*value <= 0)
		return false;
	*value = log(*value);
	return true;
}

void predictor_explain(const struct predictor *predictor, const struct readings *readings,
	uint32_t school, uint64_t year, struct sink *out)
{
	const struct reading *reading = readings_find(readings, school, year, predictor->indicator);
	if (predictor->kind == PREDICTOR_REGISTRY) {
		sink_string(out, "no ");
		sink_escaped(out, predictor->indicator);
		sink_string(out, " in the registry");
	} else if (!reading) {
		sink_string(out, "no ");
		sink_escaped(out, predictor->indicator);
		sink_string(out, " in ");
		sink_count(out, year);
	} else {
		sink_escaped(out, predictor->indicator);
		sink_string(out, " is ");
		sink_decimal(out, reading->value, VALUE_PLACES);
		sink_string(out, ", which has no logarithm");
	}
}

void predictors_free(struct predictors *predictors)
{
	free(predictors->items);
}
