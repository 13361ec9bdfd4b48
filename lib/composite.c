/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "composite.h"
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>

enum { COMPOSITE, MEASURE, STATISTIC, NORMALIZATION, DIRECTION, WEIGHT, WINDOW, LEAST_N };

/* Names go into the streams as they stand, with a colon between composite and measure. */
static bool is_name(struct text cell)
{
	return cell.length && !memchr(cell.at, ':', cell.length) &&
		!memchr(cell.at, '\\', cell.length);
}

static struct text read_measure(const struct table *table, size_t row)
{
	struct text cell = table_cell(table, row, MEASURE);
	if (!is_name(cell))
		table_fault(
			table, row, MEASURE, _("expected a measure without a colon or backslash"));
	/* What stands behind the colon in other indicators. */
	if (text_is(cell, "years") || text_is(cell, "mean") || text_is(cell, "share") ||
		text_is(cell, "shrunk"))
		table_fault(table, row, MEASURE,
			_("the indicator COMPOSITE:%s would be mistaken for another"), cell.at);
	return cell;
}

static enum component_statistic read_statistic(const struct table *table, size_t row)
{
	struct text cell = table_cell(table, row, STATISTIC);
	if (!text_is(cell, "mean") && !text_is(cell, "share"))
		table_fault(table, row, STATISTIC, _("expected mean or share"));
	return text_is(cell, "share") ? STATISTIC_SHARE : STATISTIC_MEAN;
}

static bool has_column(const struct dated *scales, struct text column)
{
	for (size_t i = 0; i < scales->line_count; i++)
		if (text_equal(scales->lines[i].column, column))
			return true;
	return false;
}

static void check_scale(
	const struct table *table, const struct component *component, const struct dated *scales)
{
	struct text column = component->normalization.column;
	if (component->normalization.kind != NORMALIZE_SHARE_OF_SCORE)
		return;
	if (component->statistic == STATISTIC_SHARE)
		table_fault(table, component->row, NORMALIZATION,
			_("it is for means; a share has no scale"));
	if (!scales)
		table_fault(table, component->row, NORMALIZATION,
			_("the largest score comes from --scales, which is not given"));
	else if (column.length && !has_column(scales, column))
		table_fault(table, component->row, NORMALIZATION,
			_("the scales have no line for the column %s"), quote(column).string);
}

static struct normalization read_normalization(const struct table *table, size_t row)
{
	struct normalization normalization;
	struct text direction = table_cell(table, row, DIRECTION);
	if (!normalization_read(&normalization, table_cell(table, row, NORMALIZATION)))
		table_fault(table, row, NORMALIZATION,
			_("expected t_score, z_score, min_max, min_max:LOW:HIGH with LOW below "
			  "HIGH, share_of_maximum, percentile_rank, share_of_score or "
			  "share_of_score:COLUMN"));
	if (!text_is(direction, "up") && !text_is(direction, "down"))
		table_fault(table, row, DIRECTION, _("expected up or down"));
	normalization.down = text_is(direction, "down");
	return normalization;
}

static double read_weight(const struct table *table, size_t row)
{
	wide units = 0;
	if (!number_decimal(table_cell(table, row, WEIGHT), VALUE_PLACES, &units) || units <= 0)
		table_fault(table, row, WEIGHT,
			_("expected a number above 0 of at most nine decimals"));
	return (double)units / (double)number_power(VALUE_PLACES);
}

/* A whole number from 1 to `most`. */
static uint64_t read_count(const struct table *table, size_t row, size_t column, uint64_t most)
{
	uint64_t count = 1;
	if (!number_count(table_cell(table, row, column), &count) || count < 1 || count > most)
		table_fault(
			table, row, column, _("expected a whole number from 1 to %" PRIu64), most);
	return count;
}

static struct composite *add_composite(struct composites *composites, struct text name)
{
	for (size_t i = 0; i < composites->count; i++)
		if (text_equal(composites->items[i].name, name))
			return &composites->items[i];
	composites->items = memory_grow(composites->items, &composites->room, composites->count + 1,
		sizeof *composites->items);
	composites->items[composites->count] = (struct composite){.name = name};
	return &composites->items[composites->count++];
}

/* A component must be new to its composite, and on the scale of its first one. */
static void check_fellows(const struct table *table, const struct composite *composite,
	const struct component *component)
{
	for (size_t i = 0; i < composite->count; i++)
		if (text_equal(composite->components[i].measure, component->measure))
			table_fault(table, component->row, MEASURE,
				_("the composite has this measure already, at %s"),
				table_place(table, composite->components[i].row).string);
	enum normalization_kind first = NORMALIZE_NOT, kind = component->normalization.kind;
	if (composite->count)
		first = composite->components[0].normalization.kind;
	if (first != NORMALIZE_NOT && kind != NORMALIZE_NOT && first != kind)
		table_fault(table, component->row, NORMALIZATION,
			_("the components of a composite are on one scale; another one is at %s"),
			table_place(table, composite->components[0].row).string);
}

static void read_component(struct composites *composites, size_t row, const struct dated *scales)
{
	const struct table *table = &composites->table;
	struct component component = {
		.row = row,
		.measure = read_measure(table, row),
		.statistic = read_statistic(table, row),
		.normalization = read_normalization(table, row),
		.weight = read_weight(table, row),
		.window = read_count(table, row, WINDOW, LONGEST_WINDOW),
		.least_n = table_cell(table, row, LEAST_N).length
			? read_count(table, row, LEAST_N, (uint64_t)number_power(18) - 1)
			: 1,
	};
	if (!is_name(table_cell(table, row, COMPOSITE)))
		table_fault(
			table, row, COMPOSITE, _("expected a name without a colon or backslash"));
	check_scale(table, &component, scales);
	struct composite *composite = add_composite(composites, table_cell(table, row, COMPOSITE));
	check_fellows(table, composite, &component);
	if (component.window > composite->window)
		composite->window = component.window;
	composite->components = memory_grow(composite->components, &composite->room,
		composite->count + 1, sizeof *composite->components);
	composite->components[composite->count++] = component;
}

/* COMPOSITE:MEASURE must not be taken for an indicator of a measure. */
static void check_name(const struct table *table, const struct composite *composite)
{
	for (size_t row = 0; row < table->row_count; row++) {
		if (!composite->name.length ||
			!text_equal(composite->name, table_cell(table, row, MEASURE)))
			continue;
		table_fault(table, composite->components[0].row, COMPOSITE,
			_("it is the name of a measure too, at %s"),
			table_place(table, row).string);
		return;
	}
}

void composites_load(struct composites *composites, const char *const *paths, size_t path_count,
	const struct dated *scales)
{
	static const struct table_form form = {
		"composite measure statistic normalization direction weight window", "min_n source",
		false};
	*composites = (struct composites){0};
	struct table *table = &composites->table;
	table_load(table, paths, path_count, &form);
	for (size_t i = 0; i < table->row_count; i++)
		read_component(composites, i, scales);
	for (size_t i = 0; i < composites->count; i++)
		check_name(table, &composites->items[i]);
}

bool composites_name(const struct composites *composites, struct text name)
{
	for (size_t i = 0; i < composites->count; i++)
		if (text_equal(composites->items[i].name, name))
			return true;
	return false;
}

void composites_free(struct composites *composites)
{
	for (size_t i = 0; i < composites->count; i++)
		free(composites->items[i].components);
	free(composites->items);
	table_free(&composites->table);
}
