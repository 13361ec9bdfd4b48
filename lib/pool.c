/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pool.h"
#include "escape.h"

#include <stdlib.h>

/* What the registry has kept of the school; its code is the stream's, with escapes. */
static struct text find_kept(const struct registry *registry, struct text code)
{
	char *plain = memory_get(code.length + 1, 1);
	struct text identifier = {plain, escape_undo(plain, code)};
	const struct school *school = registry_find(registry, BY_CODE, identifier);
	free(plain);
	/* The pool's is the one column that is kept. */
	return registry_kept(registry, school, 0);
}

struct member {
	struct text pool;
	uint32_t school;
};

static int compare_members(const void *a, const void *b)
{
	const struct member *one = a, *other = b;
	int order = text_compare(one->pool, other->pool);
	return order ? order : (one->school > other->school) - (one->school < other->school);
}

void pools_make(struct pools *pools, const struct panel *panel, const struct registry *registry)
{
	uint32_t count = panel->school_count;
	struct member *members = memory_get(count, sizeof *members);
	for (uint32_t i = 0; i < count; i++)
		members[i] = (struct member){
			registry ? find_kept(registry, panel->schools[i]) : text_of(""), i};
	qsort(members, count, sizeof *members, compare_members);
	*pools = (struct pools){.named = registry != NULL};
	pools->items = memory_get(count, sizeof *pools->items);
	pools->schools = memory_get(count, sizeof *pools->schools);
	for (uint32_t i = 0; i < count; i++) {
		if (!i || !text_equal(members[i].pool, members[i - 1].pool))
			pools->items[pools->count++] =
				(struct pool){members[i].pool, pools->schools + i, 0};
		pools->schools[i] = members[i].school;
		pools->items[pools->count - 1].count++;
	}
	free(members);
}

void pools_free(struct pools *pools)
{
	free(pools->items);
	free(pools->schools);
}
