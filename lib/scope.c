/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scope.h"
#include "message.h"

#include <stdlib.h>

bool scope_is_region(const struct scope *scope)
{
	return text_is(scope->column, "region");
}

static int compare_scopes(const void *a, const void *b)
{
	const struct scope *one = a, *other = b;
	if (scope_is_region(one) || scope_is_region(other))
		return scope_is_region(other) - scope_is_region(one);
	return text_compare(one->column, other->column);
}

/* A column that may be in the list. */
static void check_column(
	const struct scopes *scopes, const char *option, struct text column, bool known)
{
	if (!column.length)
		fail(STATUS_USAGE, _("--%s: expected columns parted by commas"), option);
	if (!known)
		fail(STATUS_USAGE,
			_("--%s: %s would be a column of the registry, and --schools is not given"),
			option, quote(column).string);
	for (size_t i = 0; i < scopes->count; i++)
		if (text_equal(scopes->items[i].column, column))
			fail(STATUS_USAGE, _("--%s: %s stands twice"), option,
				quote(column).string);
}

void scopes_read(struct scopes *scopes, const char *option, const char *list,
	struct registry *registry, bool has_registry)
{
	struct text rest = text_of(list), part;
	while (text_next_part(&rest, ',', &part)) {
		struct scope scope = {text_trim(part), DICTIONARY_NONE};
		bool own = scope_is_region(&scope) || text_is(scope.column, "municipality");
		check_column(scopes, option, scope.column, own || has_registry);
		if (!own)
			scope.kept = registry_keep(registry, scope.column);
		scopes->items = memory_grow(
			scopes->items, &scopes->room, scopes->count + 1, sizeof *scopes->items);
		scopes->items[scopes->count++] = scope;
	}
	qsort(scopes->items, scopes->count, sizeof *scopes->items, compare_scopes);
}

struct text scope_group(const struct scope *scope, const struct registry *registry,
	const struct roster *roster, uint32_t school)
{
	if (scope_is_region(scope))
		return text_of("");
	if (scope->kept == DICTIONARY_NONE)
		return roster->municipalities[school];
	return registry_kept(registry,
		registry_find(registry, BY_CODE, roster->schools.texts[school]), scope->kept);
}

void scope_explain(const struct scope *scope, struct text group, struct sink *out)
{
	if (scope->kept == DICTIONARY_NONE)
		return;
	sink_string(out, "; ");
	sink_escaped(out, scope->column);
	sink_string(out, ": ");
	sink_escaped(out, group);
}

void scopes_free(struct scopes *scopes)
{
	free(scopes->items);
}
